using System.Text;
using AppHostSdk.Tests;

namespace AppHostSdk.Model.Tests;

public sealed class SnapshotVerifierTests : IDisposable
{
    private const string Verified = "_snapshots/SomeTests.Some_test.verified.txt";
    private const string Received = "_snapshots/SomeTests.Some_test.received.txt";

    private readonly TestFolder _folder = new();
    private readonly Dictionary<string, string> _environment = [];
    private readonly List<Scrubber> _scrubbers = [];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Equal_text_passes_and_writes_nothing()
    {
        _folder.Write(Verified, "one\ntwo\n");

        Match("one\ntwo\n");

        Assert.Equal([Verified], _folder.Files());
    }

    [Theory]
    [InlineData("one\ntwo\n", "one\r\ntwo\r\n")]
    [InlineData("one\r\ntwo\r\n", "one\ntwo\n")]
    [InlineData("one\ntwo\n", "one\ntwo")]
    [InlineData("one\ntwo", "one\ntwo\n")]
    [InlineData("one\ntwo\n", "\ufeffone\ntwo\n")]
    [InlineData("\ufeffone\ntwo\n", "one\ntwo\n")]
    [InlineData("", "")]
    public void Line_ends_byte_order_mark_and_final_newline_do_not_count(string verified, string actual)
    {
        _folder.Write(Verified, verified);

        Match(actual);
    }

    [Theory]
    [InlineData("one\n", "one \n")]
    [InlineData("one\n", " one\n")]
    [InlineData("one\n", "One\n")]
    [InlineData("one\n", "one\n\n")]
    [InlineData("one\ntwo\n", "one\rtwo\n")]
    [InlineData("one\n", "one\ufeff\n")]
    public void Everything_else_counts(string verified, string actual)
    {
        _folder.Write(Verified, verified);

        Assert.Throws<SnapshotException>(() => Match(actual));
    }

    [Fact]
    public void A_difference_is_written_beside_the_snapshot_and_shown_with_the_way_to_accept_it()
    {
        _folder.Write(Verified, "one\ntwo\nthree\n");

        var failure = Assert.Throws<SnapshotException>(() => Match("one\r\n2\r\nthree"));

        Assert.Equal("one\ntwo\nthree\n", File.ReadAllText(_folder[Verified]));
        Assert.Equal("one\n2\nthree\n"u8, File.ReadAllBytes(_folder[Received]));
        Assert.Equal(
            $"""
            The result differs from the snapshot: SomeTests.Some_test.verified.txt
            --- {_folder[Verified]}
            +++ {_folder[Received]}
            @@ -1,3 +1,3 @@
             one
            -two
            +2
             three
            If the + lines are right, run this test again with ACCEPT_SNAPSHOTS=1 and commit the .verified. file.
            """,
            failure.Message);
    }

    [Fact]
    public void A_missing_snapshot_is_a_failure_and_is_not_made_up()
    {
        var failure = Assert.Throws<SnapshotException>(() => Match("one\n"));

        Assert.Equal([Received], _folder.Files());
        Assert.Contains("There is no snapshot yet: SomeTests.Some_test.verified.txt", failure.Message, StringComparison.Ordinal);
        Assert.Contains("\n+one\n", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_received_file_of_an_earlier_failure_goes_when_the_test_passes()
    {
        _folder.Write(Verified, "one\n");
        _folder.Write(Received, "two\n");

        Match("one\n");

        Assert.Equal([Verified], _folder.Files());
    }

    [Fact]
    public void Accepting_writes_a_new_snapshot()
    {
        _environment[SnapshotVerifier.AcceptVariable] = "1";

        Match("\ufeffone\r\ntwo");

        Assert.Equal([Verified], _folder.Files());
        Assert.Equal("one\ntwo\n"u8, File.ReadAllBytes(_folder[Verified]));
    }

    [Fact]
    public void Accepting_replaces_a_snapshot_and_removes_what_was_received()
    {
        _folder.Write(Verified, "one\n");
        _folder.Write(Received, "two\n");
        _environment[SnapshotVerifier.AcceptVariable] = "1";

        Match("two\n");

        Assert.Equal([Verified], _folder.Files());
        Assert.Equal("two\n", File.ReadAllText(_folder[Verified]));
    }

    [Fact]
    public void Accepting_leaves_an_equal_snapshot_as_it_is()
    {
        _folder.Write(Verified, "one\r\n");
        _environment[SnapshotVerifier.AcceptVariable] = "1";

        Match("one\n");

        Assert.Equal("one\r\n", File.ReadAllText(_folder[Verified]));
    }

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("true")]
    public void Only_1_accepts(string value)
    {
        _environment[SnapshotVerifier.AcceptVariable] = value;

        Assert.Throws<SnapshotException>(() => Match("one\n"));
        Assert.Equal([Received], _folder.Files());
    }

    [Theory]
    [InlineData("one\n")]
    [InlineData("two\n")]
    public void Accepting_is_refused_on_a_ci_machine_even_where_nothing_would_change(string actual)
    {
        _folder.Write(Verified, "one\n");
        _environment[SnapshotVerifier.AcceptVariable] = "1";
        _environment[SnapshotVerifier.CiVariable] = "true";

        var failure = Assert.Throws<SnapshotException>(() => Match(actual));

        Assert.Equal("ACCEPT_SNAPSHOTS is refused where CI is set: nobody would have seen what is accepted.", failure.Message);
        Assert.Equal([Verified], _folder.Files());
        Assert.Equal("one\n", File.ReadAllText(_folder[Verified]));
    }

    [Fact]
    public void A_ci_machine_compares()
    {
        _folder.Write(Verified, "one\n");
        _environment[SnapshotVerifier.CiVariable] = "true";

        Match("one\n");

        Assert.Throws<SnapshotException>(() => Match("two\n"));
    }

    [Fact]
    public void What_a_test_produced_is_scrubbed_in_the_order_of_the_list()
    {
        _scrubbers.Add(new Scrubber("first", text => text.Replace("secret", "{First}", StringComparison.Ordinal)));
        _scrubbers.Add(new Scrubber("second", text => text.Replace("First", "Second", StringComparison.Ordinal)));
        _folder.Write(Verified, "a {Second} place\n");

        Match("a secret place\n");
    }

    [Fact]
    public void Name_and_extension_are_part_of_the_file_name()
    {
        _environment[SnapshotVerifier.AcceptVariable] = "1";

        Match("{}", name: "mode=run", extension: "json");

        Assert.Equal(["_snapshots/SomeTests.Some_test.mode=run.verified.json"], _folder.Files());
    }

    [Theory]
    [InlineData("")]
    [InlineData("a/b")]
    [InlineData("a\\b")]
    [InlineData("a:b")]
    [InlineData("a\nb")]
    public void A_name_that_some_file_system_refuses_is_refused_everywhere(string name) =>
        Assert.Throws<ArgumentException>(() => Match("text", name));

    [Fact]
    public void Text_that_is_not_valid_Unicode_is_refused_and_not_changed_silently()
    {
        _environment[SnapshotVerifier.AcceptVariable] = "1";

        Assert.Throws<EncoderFallbackException>(() => Match("\ud800"));
    }

    private void Match(string actual, string? name = null, string extension = "txt") =>
        new SnapshotVerifier(variable => _environment.GetValueOrDefault(variable), _scrubbers)
            .Match(actual, new SnapshotFile(_folder["SomeTests.cs"], "Some_test", name, extension));
}

namespace AppHostSdk.Compatibility;

public class ReviewedListTests
{
    [Fact]
    public void Is_printed_as_it_was_read()
    {
        const string Text = "# One reason.\nA.B()\ntype C\n\n# Another one.\nnew D(int a)\n";
        Assert.Equal(Text, ReviewedList.Parse(Text).Print());
    }

    [Fact]
    public void Loses_what_is_there_by_now_and_keeps_what_is_new_apart()
    {
        var updated = ReviewedList.Parse("# One reason.\nA\nB\n\n# Another one.\nC\n").Update([new Gap("B", 1, 0), new Gap("D", 1, 0)]);
        Assert.Equal("# One reason.\nB\n\n# Not reviewed\nD\n", updated.Print());
    }

    [Fact]
    public void Refuses_entries_without_a_reason() =>
        Assert.Contains("'A.B()'", Assert.Throws<FormatException>(() => ReviewedList.Parse("A.B()\n# One reason.\n")).Message, StringComparison.Ordinal);
}

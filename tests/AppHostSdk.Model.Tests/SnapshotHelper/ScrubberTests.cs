using AppHostSdk.Tests;

namespace AppHostSdk.Model.Tests;

public class ScrubberTests
{
    [Theory]
    [InlineData("in /home/me/repo.", "in {Repo}.")]
    [InlineData("/home/me/repo/src/a.cs(1,2)", "{Repo}/src/a.cs(1,2)")]
    [InlineData("/home/me/repo/", "{Repo}/")]
    [InlineData("\"/home/me/repo\"", "\"{Repo}\"")]
    [InlineData("/home/me/repo;/home/me/repo/b", "{Repo};{Repo}/b")]
    [InlineData("file:/home/me/repo", "file:{Repo}")]
    [InlineData("/home/me/repository", "/home/me/repository")]
    [InlineData("/home/me/repo-2/a", "/home/me/repo-2/a")]
    [InlineData("/home/me/repo.old/a", "/home/me/repo.old/a")]
    [InlineData("/backup/home/me/repo", "/backup/home/me/repo")]
    [InlineData("/scratch/x", "{Temp}/x")]
    [InlineData("/var/scratch/x", "/var/scratch/x")]
    [InlineData("http://scratch/x", "http://scratch/x")]
    [InlineData("scratch", "scratch")]
    public void Directories_are_replaced_as_whole_segments(string text, string expected) =>
        Assert.Equal(expected, Scrub("/home/me/repo", "/scratch/", text));

    [Theory]
    [InlineData(@"C:\src\repo\a.cs", @"{Repo}\a.cs")]
    [InlineData("C:/src/repo/a.cs", "{Repo}/a.cs")]
    [InlineData(@"""C:\\src\\repo\\a.cs""", @"""{Repo}\\a.cs""")]
    [InlineData(@"C:\Temp\x", @"{Temp}\x")]
    public void Separators_may_be_spelled_in_any_way(string text, string expected) =>
        Assert.Equal(expected, Scrub(@"C:\src\repo", @"C:\Temp\", text));

    [Theory]
    [InlineData("/tmp/build/repo", "/tmp", "/tmp/build/repo/a /tmp/b", "{Repo}/a {Temp}/b")]
    [InlineData("/repo", "/repo/artifacts/tmp/", "/repo/a /repo/artifacts/tmp/b", "{Repo}/a {Temp}/b")]
    public void The_inner_one_of_nested_directories_is_found(string repository, string temporary, string text, string expected) =>
        Assert.Equal(expected, Scrub(repository, temporary, text));

    [Fact]
    public void A_root_directory_is_left_alone() => Assert.Equal("/a/b", Scrub("/", "/", "/a/b"));

    [Fact]
    public void The_directories_of_this_machine_are_replaced()
    {
        var scrubbed = Scrubbers.All.Aggregate(
            $"{Path.Combine(RepoRoot.Path, "tests")} {Path.Combine(Path.GetTempPath(), "x")}",
            (text, scrubber) => scrubber.Scrub(text));

        Assert.Equal("{Repo}/tests {Temp}/x", scrubbed.Replace('\\', '/'));
    }

    [Fact]
    public void A_caller_path_that_a_deterministic_build_mapped_is_found_again()
    {
        Assert.Equal(Path.Combine(RepoRoot.Path, "tests/a.cs"), RepoRoot.Local("/_/tests/a.cs"));
        Assert.Equal("/elsewhere/a.cs", RepoRoot.Local("/elsewhere/a.cs"));
    }

    private static string Scrub(string repository, string temporary, string text) =>
        Scrubbers.Of(repository, temporary).Aggregate(text, (t, scrubber) => scrubber.Scrub(t));
}

using AppHostSdk.Containers;

namespace AppHostSdk.Hosting.Tests.Containers;

/// <summary>What a .dockerignore keeps out; the rules are those of the Docker documentation.</summary>
public class IgnoreFileTests
{
    [Theory]
    [InlineData("bin", "bin bin/a bin/a/b", "obj sub/bin binary")]
    [InlineData("/bin/", "bin bin/a", "sub/bin")]
    [InlineData("**/bin", "bin a/bin a/b/bin a/bin/c", "binary a/binary")]
    [InlineData("*/temp*", "a/temp a/temporary/b", "temp a/b/temp")]
    [InlineData("*.md", "a.md", "sub/a.md a.mdx")]
    [InlineData("**/*.md", "a.md sub/a.md a/b/c.md", "a.txt")]
    [InlineData("docs/**", "docs/a docs/a/b", "doc")]
    [InlineData("temp?", "tempa temp1", "temp tempab temp/")]
    [InlineData("[ab].txt", "a.txt b.txt", "c.txt ab.txt")]
    [InlineData("[^ab].txt", "c.txt", "a.txt")]
    [InlineData("a+b(1).txt", "a+b(1).txt", "aab1.txt")]
    [InlineData("a\\*b", "a*b", "axb")]
    [InlineData("./a/../b", "b b/c", "a")]
    [InlineData("# comment|  b  |", "b", "# a comment")]
    [InlineData("*.md|!README.md", "a.md", "README.md")]
    [InlineData("*.md|!README*.md|README-secret.md", "a.md README-secret.md", "README.md README-x.md")]
    [InlineData("README.md|!*.md|*.md", "README.md a.md", "a.txt")]
    [InlineData("dir|!dir/keep", "dir dir/a", "dir/keep dir/keep/x")]
    [InlineData("*|!src", "a bin/x", "src src/a")]
    [InlineData("**", "a a/b", "")]
    public void Lines_decide_about_paths(string lines, string ignored, string kept)
    {
        var file = IgnoreFile.Parse(lines.Split('|'));

        Assert.All(ignored.Split(' ', StringSplitOptions.RemoveEmptyEntries), path => Assert.True(file.Ignores(path), path));
        Assert.All(kept.Split(' ', StringSplitOptions.RemoveEmptyEntries), path => Assert.False(file.Ignores(path), path));
    }

    [Fact]
    public void A_line_that_is_no_pattern_is_named() => Assert.Equal(
        "the line 'a[z-a]' of .dockerignore is no pattern. Correct what is between its brackets.",
        Assert.Throws<DistributedApplicationException>(() => IgnoreFile.Parse(["ok", "a[z-a]"])).Message);
}

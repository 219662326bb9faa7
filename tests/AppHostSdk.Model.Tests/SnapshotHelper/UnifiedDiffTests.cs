using AppHostSdk.Tests;

namespace AppHostSdk.Model.Tests;

public class UnifiedDiffTests
{
    [Fact]
    public void Equal_texts_have_no_difference() => Assert.Equal("", UnifiedDiff.Of("a\nb\n", "a\nb\n"));

    [Fact]
    public void Three_lines_around_a_change_are_shown() => Assert.Equal(
        """
        @@ -3,7 +3,8 @@
         3
         4
         5
        -6
        +six
        +six and a half
         7
         8
         9
        """,
        UnifiedDiff.Of(Lines(1, 12), Lines(1, 12).Replace("\n6\n", "\nsix\nsix and a half\n", StringComparison.Ordinal)));

    [Fact]
    public void Changes_far_apart_are_separate_hunks_with_the_line_numbers_of_both_sides() => Assert.Equal(
        """
        @@ -1,5 +1,4 @@
         1
        -2
         3
         4
         5
        @@ -16,5 +15,5 @@
         16
         17
         18
        -19
        +nineteen
         20
        """,
        UnifiedDiff.Of(
            Lines(1, 20),
            Lines(1, 20).Replace("\n2\n", "\n", StringComparison.Ordinal).Replace("\n19\n", "\nnineteen\n", StringComparison.Ordinal)));

    [Fact]
    public void Changes_close_together_are_one_hunk() => Assert.Equal(
        """
        @@ -1,8 +1,8 @@
        -1
        +one
         2
         3
         4
         5
         6
         7
        -8
        +eight
        """,
        UnifiedDiff.Of(Lines(1, 8), Lines(1, 8).Replace("1\n", "one\n", StringComparison.Ordinal).Replace("8\n", "eight\n", StringComparison.Ordinal)));

    [Fact]
    public void Text_from_nothing_is_only_added() => Assert.Equal("@@ -0,0 +1,2 @@\n+a\n+b", UnifiedDiff.Of("", "a\nb\n"));

    [Fact]
    public void Text_that_is_gone_is_only_removed() => Assert.Equal("@@ -1,2 +0,0 @@\n-a\n-b", UnifiedDiff.Of("a\nb\n", ""));

    [Fact]
    public void White_space_is_a_difference() => Assert.Equal("@@ -1,1 +1,1 @@\n-a\n+a ", UnifiedDiff.Of("a\n", "a \n"));

    [Fact]
    public void An_added_empty_line_at_the_end_is_seen() => Assert.Equal("@@ -1,1 +1,2 @@\n a\n+", UnifiedDiff.Of("a\n", "a\n\n"));

    [Fact]
    public void A_lone_carriage_return_is_seen() => Assert.Equal("@@ -1,1 +1,1 @@\n-ab\n+a␍b", UnifiedDiff.Of("ab\n", "a\rb\n"));

    [Fact]
    public void A_long_difference_is_cut_and_says_by_how_much()
    {
        var lines = UnifiedDiff.Of("", Lines(1, 100)).Split('\n');

        Assert.Equal(UnifiedDiff.MaxLines + 1, lines.Length);
        Assert.Equal("+59", lines[^2]);
        Assert.Equal("… and 41 more lines", lines[^1]);
    }

    private static string Lines(int first, int last) => string.Concat(Enumerable.Range(first, last - first + 1).Select(i => $"{i}\n"));
}

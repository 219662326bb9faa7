using Microsoft.CodeAnalysis.Text;

namespace AppHostSdk.Tests;

/// <summary>Programs with one part marked as <c>[|part|]</c>.</summary>
internal static class Marked
{
    /// <summary>The program without the marks, and what they enclosed.</summary>
    public static (string Program, TextSpan Span) Read(string marked)
    {
        var start = marked.IndexOf("[|", StringComparison.Ordinal);
        var end = marked.IndexOf("|]", StringComparison.Ordinal) - 2;
        Assert.True(start >= 0 && end >= start, "Nothing is marked: " + marked);
        return (marked.Remove(end + 2, 2).Remove(start, 2), TextSpan.FromBounds(start, end));
    }
}

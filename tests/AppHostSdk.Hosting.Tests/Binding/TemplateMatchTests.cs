using AppHostSdk.Binding;
using AppHostSdk.Model;

namespace AppHostSdk.Hosting.Tests.Binding;

public class TemplateMatchTests
{
    // Compiled and recorded templates: ? is late, {x} a parameter, the rest text.
    [Theory]
    [InlineData("a{x}b", "a{x}b", true)]
    [InlineData("a{x}b", "a{y}b", false)]
    [InlineData("a{x}b", "a{x}c", false)]
    [InlineData("a{x}b", "a{x}", false)]
    [InlineData("a{x}", "a{x}b", false)]
    [InlineData("?{x}", "{x}", true)]
    [InlineData("?{x}", "anything at all{x}", true)]
    [InlineData("?{x}", "{x}{x}", false)]
    [InlineData("?-?{x}", "a-b-c{x}", true)]
    [InlineData("?-?{x}", "abc{x}", false)]
    [InlineData("{x}?{y}?", "{x}{y}", true)]
    [InlineData("{x}?{y}?", "{x}1{y}2", true)]
    [InlineData("{x}?{y}?", "{y}1{x}2", false)]
    [InlineData("a?c{x}", "aabbcc{x}", true)]
    [InlineData("a?c{x}", "aabbc{x}c", false)]
    [InlineData("?a", "bba", true)]
    [InlineData("?a", "bb", false)]
    [InlineData("?", "", true)]
    [InlineData("ab", "ab", true)]
    public void A_late_part_is_any_text_and_nothing_but_text(string compiled, string recorded, bool matches) =>
        Assert.Equal(matches, TemplateMatch.Matches(Parts(compiled), Parts(recorded), (left, right) => left == right));

    private static List<ModelValue> Parts(string text)
    {
        var parts = new List<ModelValue>();
        for (var i = 0; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '?':
                    parts.Add(new ModelValue.Late(1));
                    break;
                case '{':
                    parts.Add(new ModelValue.Parameter(text[i + 1].ToString()));
                    i += 2;
                    break;
                default:
                    parts.Add(new ModelValue.Text(text[i].ToString()));
                    break;
            }
        }

        return parts;
    }
}

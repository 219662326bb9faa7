using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;

namespace AppHostSdk.Model.Tests;

public partial class NameFormatTests
{
    // Characters that matter in names, and some that only look as if they did.
    private static readonly Gen<char> Characters = Gen.Frequency(
        (12, Gen.Elements("abzAZ019--".ToCharArray())),
        (1, Gen.Elements("_. #:/\n\0éſK٣－\ud800\udc00".ToCharArray())));

    [Fact]
    public void A_name_is_valid_exactly_when_the_rule_in_words_says_so() => Property.Holds(
        Gen.Choose(0, 70).SelectMany(length => Gen.ArrayOf(Characters, length)).Or(Gen.ArrayOf(Characters, 3)).Select(c => new string(c)),
        name => Assert.Equal(
            Shape().IsMatch(name) && !name.Contains("--", StringComparison.Ordinal) && !name.EndsWith('-'),
            NameFormat.Problem(name) is null),
        tests: 5_000);

    [Theory]
    [InlineData("a")]
    [InlineData("Z")]
    [InlineData("a1")]
    [InlineData("my-api-2")]
    [InlineData("x0123456789012345678901234567890123456789012345678901234567890ab")]
    public void Valid_names(string name) => Assert.Null(NameFormat.Problem(name));

    [Theory]
    [InlineData("", "it is empty")]
    [InlineData("x0123456789012345678901234567890123456789012345678901234567890abc", "it has 65 characters")]
    [InlineData("my_api", "it contains '_'")]
    [InlineData("my api", "it contains a space")]
    [InlineData("my\tapi", "it contains the character U+0009")]
    [InlineData("api\n", "it contains the character U+000A")]
    [InlineData("caf\u00e9", "it contains 'é'")]
    [InlineData("a\u00a0b", "it contains the character U+00A0")]
    [InlineData("a\U0001F600", "it contains the character U+D83D")]
    [InlineData("1api", "it does not start with a letter")]
    [InlineData("-api", "it does not start with a letter")]
    [InlineData("-", "it does not start with a letter")]
    [InlineData("api-", "it ends with a hyphen")]
    [InlineData("my--api", "it has two hyphens in a row")]
    public void The_problem_is_named(string name, string problem) => Assert.Equal(problem, NameFormat.Problem(name));

    [GeneratedRegex(@"^[A-Za-z][A-Za-z0-9-]{0,63}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Shape();
}

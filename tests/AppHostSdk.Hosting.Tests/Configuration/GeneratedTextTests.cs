using AppHostSdk.Configuration;
using AppHostSdk.Model;

namespace AppHostSdk.Hosting.Tests.Configuration;

public class GeneratedTextTests
{
    [Fact]
    public void Alphabets_have_nothing_that_looks_alike_or_must_be_escaped()
    {
        Assert.DoesNotContain(GeneratedText.Lower, c => "ilo".Contains(c));
        Assert.DoesNotContain(GeneratedText.Upper, c => "ILO".Contains(c));
        Assert.Equal((23, 23, 10), (GeneratedText.Lower.Length, GeneratedText.Upper.Length, GeneratedText.Numeric.Length));
        Assert.Equal("-_.{}~()*+!", GeneratedText.Special);
    }

    [Theory]
    [InlineData(true, true, true, true)]
    [InlineData(true, false, false, false)]
    [InlineData(false, true, true, false)]
    [InlineData(false, false, true, true)]
    public void Only_what_is_allowed_is_in_it(bool lower, bool upper, bool numeric, bool special)
    {
        var allowed = (lower ? GeneratedText.Lower : "") + (upper ? GeneratedText.Upper : "") + (numeric ? GeneratedText.Numeric : "") + (special ? GeneratedText.Special : "");
        var text = GeneratedText.Of(new GeneratedValue(400, lower, upper, numeric, special));

        Assert.Equal(400, text.Length);
        Assert.All(text, c => Assert.Contains(c, allowed));
    }

    [Fact]
    public void As_many_of_each_kind_as_demanded_however_short_it_is()
    {
        for (var i = 0; i < 50; i++)
        {
            var text = GeneratedText.Of(new GeneratedValue(5, MinLower: 2, MinUpper: 3, MinNumeric: 1, MinSpecial: 4));

            Assert.Equal(10, text.Length);
            Assert.Equal((2, 3, 1, 4), (text.Count(GeneratedText.Lower.Contains), text.Count(GeneratedText.Upper.Contains), text.Count(GeneratedText.Numeric.Contains), text.Count(GeneratedText.Special.Contains)));
        }
    }

    [Fact]
    public void Two_are_never_the_same() => Assert.Equal(100, Enumerable.Range(0, 100).Select(_ => GeneratedText.Of(new GeneratedValue(22))).Distinct().Count());

    [Fact]
    public void What_cannot_be_made_is_refused()
    {
        Assert.Contains("no characters", Assert.Throws<DistributedApplicationException>(() => GeneratedText.Of(new GeneratedValue(5, false, false, false, false))).Message, StringComparison.Ordinal);
        Assert.Contains("shall have digits and have none", Assert.Throws<DistributedApplicationException>(() => GeneratedText.Of(new GeneratedValue(5, Numeric: false, MinNumeric: 1))).Message, StringComparison.Ordinal);
    }
}

namespace AppHostSdk.Model.Tests;

public class SiteTableTests
{
    [Fact]
    public void One_line_per_call()
    {
        var places = EquatableArray.Of(new SitePlace(1, 3, 14, "Program.cs"), new SitePlace(2, 4, 1, "Parts/My database.cs"));
        Assert.Equal("1 3 14 Program.cs\n2 4 1 Parts/My database.cs", SiteTable.Write(places));
        Assert.Equal(places, SiteTable.Read(SiteTable.Write(places)));
    }

    [Fact]
    public void No_call_is_an_empty_table() => Assert.Equal(("", 0), (SiteTable.Write([]), SiteTable.Read("").Count));

    [Fact]
    public void A_file_name_cannot_break_the_table() =>
        Assert.Equal("a  b.cs", Assert.Single(SiteTable.Read(SiteTable.Write([new SitePlace(1, 1, 1, "a\r\nb.cs")]))).File);

    [Theory]
    [InlineData("1 2 3", 1)]
    [InlineData("1 2 3 A.cs\nx", 2)]
    [InlineData("1 2 3 A.cs\n", 2)]
    [InlineData("-1 2 3 A.cs", 1)]
    [InlineData("1 2 99999999999 A.cs", 1)]
    public void Anything_else_is_refused_with_its_line(string text, int line) =>
        Assert.StartsWith($"Line {line} ", Assert.Throws<FormatException>(() => SiteTable.Read(text)).Message, StringComparison.Ordinal);
}

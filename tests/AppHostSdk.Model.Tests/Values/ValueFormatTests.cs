using System.Data.Common;
using FsCheck.Fluent;

namespace AppHostSdk.Model.Tests;

/// <summary>The forms in which expressions write values.</summary>
public class ValueFormatTests
{
    [Theory]
    [InlineData("URI", "uri")]
    [InlineData("AdoNet", "adonet")]
    [InlineData("Without ,", "without ,")]
    [InlineData("without ,Xx ", "without ,Xx ")]
    [InlineData("without ", null)]
    [InlineData("without", null)]
    [InlineData("url", null)]
    public void Format_is_found_by_its_name(string name, string? format) => Assert.Equal(format, ValueFormat.Find(name));

    [Theory]
    [InlineData("plain.text-1/ü漢", "plain.text-1/ü漢")]
    [InlineData("", "")]
    [InlineData("a;Host=evil", "\"a;Host=evil\"")]
    [InlineData("two words", "\"two words\"")]
    [InlineData(" ", "\" \"")]
    [InlineData("line\n", "\"line\n\"")]
    [InlineData("=", "\"=\"")]
    [InlineData("it's", "\"it's\"")]
    [InlineData("say \"x\"", "'say \"x\"'")]
    [InlineData("'\"", "\"'\"\"\"")]
    public void Value_of_a_connection_string_is_quoted_where_it_must_be(string text, string written) =>
        Assert.Equal(written, ValueFormat.Write(text, ValueFormat.AdoNet));

    /// <summary>All but a value that ends with a line break and needs no quotes otherwise: the builder of .NET loses that line break.</summary>
    [Fact]
    public void Text_is_that_of_the_connection_string_builder_and_read_as_it_was() => Property.Holds(Hostile, text =>
    {
        var written = "Password=" + ValueFormat.Write(text, ValueFormat.AdoNet);

        Assert.Equal(text, new DbConnectionStringBuilder { ConnectionString = written + ";Host=h" }["Password"]);
        if (!text.EndsWith('\n'))
        {
            Assert.Equal(new DbConnectionStringBuilder { ["Password"] = text }.ConnectionString, written);
        }
    });

    [Theory]
    [InlineData("a,ssl=true", "without ,", "contains ','")]
    [InlineData("a b", "without , ", "contains a space")]
    [InlineData("a\tb", "without ,\t", "contains U+0009")]
    [InlineData(" a", "without ,", "begins with a space")]
    [InlineData("a\n", "without ,", "ends with U+000A")]
    [InlineData("a\0b", "adonet", "contains U+0000")]
    [InlineData("a=b:c d", "without ,", null)]
    [InlineData("", "without ,", null)]
    [InlineData("\0 ,", "uri", null)]
    public void What_a_format_cannot_write_is_refused(string text, string format, string? obstacle)
    {
        Assert.Equal(obstacle, ValueFormat.Obstacle(text, format));
        if (obstacle is not null)
        {
            Assert.Contains(obstacle, Assert.Throws<FormatException>(() => ValueFormat.Write(text, format)).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void What_is_not_refused_stays_as_it_is() => Assert.Equal("a=b", ValueFormat.Write("a=b", "without ,"));

    /// <summary>Texts of the characters that mean something in connection strings, among others.</summary>
    private static FsCheck.Gen<string> Hostile =>
        Gen.Elements("a;'\"= \t\n\r,:@/?#%+&{}\\$`|éß漢\u00a0\u0085".ToCharArray()).NonEmptyListOf().Select(chars => string.Concat(chars));
}

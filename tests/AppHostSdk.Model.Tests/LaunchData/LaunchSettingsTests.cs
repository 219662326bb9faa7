using System.Text.Json;
using FsCheck.Fluent;

namespace AppHostSdk.Model.Tests;

public class LaunchSettingsTests
{
    [Fact]
    public void Every_text_of_a_profile_is_mapped()
    {
        var texts = typeof(LaunchProfile).GetProperties().Where(p => p.PropertyType == typeof(string) && p.Name != nameof(LaunchProfile.Name)).ToList();
        var mapped = new LaunchProfile("http").MapTexts((member, text) => text is null ? member : throw new InvalidOperationException(member));
        Assert.NotEmpty(texts);
        Assert.All(texts, t => Assert.Equal(t.Name, t.GetValue(mapped)));
    }

    [Fact]
    public void File_of_the_templates_is_read()
    {
        var settings = LaunchSettings.Read("""
            {
              "$schema": "https://json.schemastore.org/launchsettings.json",
              "profiles": {
                "http": {
                  "commandName": "Project",
                  "dotnetRunMessages": true,
                  "launchBrowser": true,
                  "launchUrl": "swagger",
                  "applicationUrl": "http://localhost:5080",
                  "environmentVariables": { "ASPNETCORE_ENVIRONMENT": "Development", "EMPTY": "" }
                },
                "https": {
                  "commandName": "Project",
                  "commandLineArgs": "--verbose",
                  "applicationUrl": "https://localhost:7080;http://localhost:5080"
                },
                "IIS Express": { "commandName": "IISExpress" },
                "tool": { "commandName": "Executable", "executablePath": "tool.sh", "workingDirectory": "tools", "commandLineArgs": "-v" }
              }
            }
            """);

        Assert.Empty(settings.Problems);
        Assert.Equal([true, true, false, false], settings.Profiles.Select(p => p.StartsProject));
        Assert.Equal([false, false, false, true], settings.Profiles.Select(p => p.StartsProgram));
        Assert.Equal(
            EquatableArray.Of(
                new LaunchProfile("http")
                {
                    CommandName = "Project",
                    LaunchUrl = "swagger",
                    Urls = EquatableArray.Of(new ListenAddress("http", "localhost", 5080)),
                    Environment = EquatableArray.Of(new LaunchVariable("ASPNETCORE_ENVIRONMENT", "Development"), new LaunchVariable("EMPTY", "")),
                },
                new LaunchProfile("https")
                {
                    CommandName = "Project",
                    Arguments = "--verbose",
                    Urls = EquatableArray.Of(new ListenAddress("https", "localhost", 7080), new ListenAddress("http", "localhost", 5080)),
                },
                new LaunchProfile("IIS Express") { CommandName = "IISExpress" },
                new LaunchProfile("tool") { CommandName = "Executable", ExecutablePath = "tool.sh", WorkingDirectory = "tools", Arguments = "-v" }),
            settings.Profiles);
    }

    [Fact]
    public void What_people_write_is_tolerated()
    {
        var settings = LaunchSettings.Read("""
            // made by hand
            {
              "Profiles": { /* one
                             of them */
                "api": {
                  "CommandName": "Project", // spelled so by older tools
                  "ApplicationURL": " http://localhost:1 ;; https://localhost:2; ",
                  "ENVIRONMENTvariables": { "a": "1", "A": "2", },
                  "later": [1, 2, { "x": null, }, ],
                },
                "Api": {},
                "none": null,
              },
            }
            // the end
            """.Insert(0, "\ufeff"));

        Assert.Empty(settings.Problems);
        Assert.Equal(["api", "Api"], settings.Profiles.Select(p => p.Name));
        Assert.Equal("http://localhost:1 https://localhost:2", string.Join(' ', settings.Profiles[0].Urls));
        Assert.Equal("a=1 A=2", string.Join(' ', settings.Profiles[0].Environment.Select(v => $"{v.Name}={v.Value}")));
        Assert.True(settings.Profiles.All(p => p.StartsProject));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("{\"profiles\":{}}")]
    [InlineData("{\"profiles\":null}")]
    [InlineData("{\"iisSettings\":{\"a\":[]}}")]
    public void File_without_profiles_has_none(string json)
    {
        var settings = LaunchSettings.Read(json);

        Assert.Empty(settings.Profiles);
        Assert.Empty(settings.Problems);
    }

    [Theory]
    [InlineData("[||]", "the text ends too early")]
    [InlineData("{\"profiles\": {[||]", "the text ends too early")]
    [InlineData("{\"profiles\": [|}|]", "a value expected")]
    [InlineData("{\"profiles\" [|{|]}}", "':' expected")]
    [InlineData("{} [|x|]", "text after the end of the value")]
    [InlineData("{[|,|]}", "a member name in quotes expected")]
    [InlineData("{[|/|]* never closed", "a comment is not closed")]
    [InlineData("{ [|/|] }", "a value expected")]
    [InlineData("[|[1]|]", "the file must hold an object")]
    [InlineData("{\"profiles\": [|[1]|]}", "'profiles' must be an object")]
    [InlineData("{\"profiles\": {\"a\": [|\"x\"|]}}", "'a' must be an object")]
    [InlineData("{\"profiles\": {\"a\": {\"commandName\": [|1|]}}}", "'commandName' must be a string")]
    [InlineData("{\"profiles\": {\"a\": {\"applicationUrl\": [|true|]}}}", "'applicationUrl' must be a string")]
    [InlineData("{\"profiles\": {\"a\": {\"environmentVariables\": [|[]|]}}}", "'environmentVariables' must be an object")]
    [InlineData("{\"profiles\": {\"a\": {\"environmentVariables\": {\"X\": [|1|]}}}}", "'X' must be a string")]
    [InlineData("{\"profiles\": {\"a\": {\"environmentVariables\": {\"X\": [|null|]}}}}", "'X' must be a string")]
    public void What_cannot_be_read_is_located(string marked, string text) => ExpectProblem(marked, LaunchFileProblemKind.Unreadable, text);

    [Theory]
    [InlineData("http://localhost:1;[|localhost:2|];http://localhost:3", "'localhost:2' is no address to listen on: it does not begin with http:// or https://")]
    [InlineData("; [|http://x:y|] ;", "'http://x:y' is no address to listen on: 'y' is no port; ports are 1 to 65535, and 0 is any free one")]
    public void Address_that_is_none_is_located_in_its_string(string urls, string text) =>
        ExpectProblem($"{{\"profiles\": {{\"a\": {{\"applicationUrl\":\n \"{urls}\"}}}}}}", LaunchFileProblemKind.InvalidAddress, text);

    [Fact]
    public void Address_in_a_string_with_escapes_is_located_by_the_string() => ExpectProblem(
        "{\"profiles\": {\"a\": {\"applicationUrl\": [|\"http:\\/\\/localhost:x\"|]}}}",
        LaunchFileProblemKind.InvalidAddress,
        "'http://localhost:x' is no address to listen on: 'x' is no port; ports are 1 to 65535, and 0 is any free one");

    [Fact]
    public void One_mistake_does_not_hide_the_rest()
    {
        var settings = LaunchSettings.Read("""{"profiles":{"a":1,"b":{"commandLineArgs":2,"launchUrl":"x"},"c":{"applicationUrl":"y;http://z"}}}""");

        Assert.Equal(["'a' must be an object", "'commandLineArgs' must be a string"], settings.Problems.Take(2).Select(p => p.Text));
        Assert.Equal(3, settings.Problems.Count);
        Assert.Equal(["b", "c"], settings.Profiles.Select(p => p.Name));
        Assert.Equal("x", settings.Profiles[0].LaunchUrl);
        Assert.Equal("http://z", Assert.Single(settings.Profiles[1].Urls).ToString());
    }

    /// <summary>Any text at all, and text that is nearly right: it is read, or says within itself where it is not.</summary>
    [Fact]
    public void No_text_makes_the_reader_throw() => Property.Holds(Texts, text =>
    {
        foreach (var problem in LaunchSettings.Read(text).Problems.Concat(AppSettings.Read(text).Problems))
        {
            Assert.InRange(problem.Start, 0, text.Length);
            Assert.InRange(problem.Length, 0, text.Length - problem.Start);
            Assert.NotEmpty(problem.Text);
        }
    }, tests: 2000);

    [Fact]
    public void What_another_tolerant_reader_reads_is_read() => Property.Holds(Texts, text =>
    {
        var options = new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };
        try
        {
            using var document = JsonDocument.Parse(text.TrimStart('\ufeff'), options);
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            return;
        }

        Assert.DoesNotContain(AppSettings.Read(text).Problems, p => p.Text != "the file must hold an object");
    }, tests: 2000);

    private static readonly FsCheck.Gen<string> Texts = Gen.OneOf(
        Graphs.Strings,
        from pieces in Gen.Choose(0, 14).SelectMany(length => Gen.ArrayOf(
            Gen.Elements("{", "}", "[", "]", ":", ",", "\"a\"", "\"profiles\"", "\"Kestrel\"", "1", "-2.5e3", "null", "true", "// c\n", "/* c */", "/", " ", "\ufeff", "\\", "\""), length))
        select string.Concat(pieces),
        from at in Gen.Choose(0, Right.Length - 1)
        from length in Gen.Choose(0, 3)
        from put in Gen.Elements("", ",", "}", "\"", "/", "//", "/*", "\n", "x", "\\u00", "1", "null")
        select Right.Remove(at, Math.Min(length, Right.Length - at)).Insert(at, put));

    private const string Right = """
        {
          // comment
          "profiles": { "http": { "commandName": "Project", "applicationUrl": "http://localhost:5000;https://*:7000", "environmentVariables": { "A": "b\n", }, }, },
          "Kestrel": { "Endpoints": { "Web": { "Url": "http://localhost:5000" }, "Other": [ { "Url": 1 }, ] } } /* end */
        }
        """;

    private static void ExpectProblem(string marked, LaunchFileProblemKind kind, string text)
    {
        var start = marked.IndexOf("[|", StringComparison.Ordinal);
        var end = marked.IndexOf("|]", StringComparison.Ordinal) - 2;
        var json = marked.Remove(end + 2, 2).Remove(start, 2);

        Assert.Equal(new LaunchFileProblem(kind, start, end - start, text), Assert.Single(LaunchSettings.Read(json).Problems));
    }
}

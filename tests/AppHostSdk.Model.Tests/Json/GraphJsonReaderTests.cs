namespace AppHostSdk.Model.Tests;

/// <summary>A graph that cannot be read says where it went wrong.</summary>
public class GraphJsonReaderTests
{
    [Theory]
    [InlineData("", 1, 1, "the text ends too early")]
    [InlineData("  \n ", 2, 2, "the text ends too early")]
    [InlineData("{\n  \"version\": 1,\n}", 3, 1, "a member name in quotes expected")]
    [InlineData("{\n  version: 1}", 2, 3, "a member name in quotes expected")]
    [InlineData("{\"version\" 1}", 1, 12, "':' expected")]
    [InlineData("{\"version\": 1 \"application\": \"\"}", 1, 15, "',' expected")]
    [InlineData("{\"version\": 1", 1, 14, "the text ends too early")]
    [InlineData("{\"version\": one}", 1, 13, "a value expected")]
    [InlineData("{\"version\": }", 1, 13, "a value expected")]
    [InlineData("{\"version\": 1-2}", 1, 13, "a value expected")]
    [InlineData("{\"resources\": [1,]}", 1, 18, "a value expected")]
    [InlineData("{\"resources\": [1 2]}", 1, 18, "',' expected")]
    [InlineData("{\"application\": \"Ho\nst\"}", 1, 20, "a string is not closed")]
    [InlineData("{\"application\": \"Host", 1, 22, "the text ends too early")]
    [InlineData("{\"application\": \"\\x\"}", 1, 19, "unknown escape in a string")]
    [InlineData("{\"application\": \"\\u12g4\"}", 1, 22, "four hexadecimal digits expected")]
    [InlineData("{\"application\": nul}", 1, 17, "a value expected")]
    [InlineData("{\"application\": truth}", 1, 17, "a value expected")]
    [InlineData("{ // only people write comments\n}", 1, 3, "a member name in quotes expected")]
    [InlineData("/* */ {}", 1, 1, "a value expected")]
    [InlineData("{}\r\n{}", 2, 1, "text after the end of the value")]
    public void Text_that_is_not_JSON(string json, int line, int column, string problem)
    {
        var error = Assert.Throws<JsonFormatException>(() => GraphJson.Read(json));

        Assert.Equal($"Invalid JSON: {problem} (line {line}, column {column})", error.Message);
        Assert.Equal((line, column), (error.Line, error.Column));
    }

    [Fact]
    public void Nesting_that_would_overflow_the_stack_is_refused()
    {
        var error = Assert.Throws<JsonFormatException>(() => GraphJson.Read(new string('[', 1_000_000)));

        Assert.Equal((1, 66), (error.Line, error.Column));
        Assert.Contains("values are nested too deeply", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"version":2,"application":"Host"}""", 2)]
    [InlineData("""{"version":0,"application":"Host"}""", 0)]
    [InlineData("""{"version":-1,"resources":"in a form of their own"}""", -1)]
    [InlineData("""{"application":"Host"}""", 0)]
    public void A_version_that_this_library_does_not_know_is_named(string json, int version) => Assert.Equal(
        $"The graph has version {version}; this library reads version 1.",
        Assert.Throws<FormatException>(() => GraphJson.Read(json)).Message);

    [Theory]
    [InlineData("""[]""", "An object was expected.")]
    [InlineData("""null""", "An object was expected.")]
    [InlineData("""{"version":"1"}""", "'version' must be a whole number.")]
    [InlineData("""{"version":1.5}""", "'version' must be a whole number.")]
    [InlineData("""{"version":4294967297}""", "'version' must be a whole number.")]
    [InlineData("""{"version":1}""", "'application' is missing.")]
    public void JSON_that_is_no_graph(string json, string problem) =>
        Assert.Equal(problem, Assert.Throws<FormatException>(() => GraphJson.Read(json)).Message);

    [Theory]
    [InlineData("""  "application":1  """, "'application' must be a string.")]
    [InlineData("""  "resources":{}  """, "'resources' must be a list.")]
    [InlineData("""  "resources":[1]  """, "resources[0]: An object was expected.")]
    [InlineData("""  "resources":[{"name":"a","kind":"project"}]  """, "resources[0]: 'key' is missing.")]
    [InlineData("""  "resources":[{"key":"a","kind":"project"}]  """, "resources[0]: 'name' is missing.")]
    [InlineData("""  "resources":[{"key":"a","name":"a"}]  """, "resources[0]: 'kind' is missing.")]
    [InlineData("""  "resources":[{"key":"a","name":"a","kind":"Project"}]  """, "resources[0]: 'Project' is not a valid ResourceKind.")]
    [InlineData("""  "resources":[{"key":"a","name":"a","kind":"0"}]  """, "resources[0]: '0' is not a valid ResourceKind.")]
    [InlineData("""  "resources":[{"key":"a","name":"a","kind":"project, container"}]  """, "resources[0]: 'project, container' is not a valid ResourceKind.")]
    [InlineData("""  "resources":[{"key":"a","name":"a","kind":"parameter","secret":"yes"}]  """, "resources[0]: 'secret' must be true or false.")]
    [InlineData("""  "resources":[{"key":"a","name":"a","kind":"project","site":4294967297}]  """, "resources[0]: 'site' must be a whole number.")]
    [InlineData("""  "resources":[{"key":"a","name":"a","kind":"project","condition":2}]  """, "'a' has condition 2, which is not in the graph.")]
    [InlineData("""  "resources":[{"key":"a","name":"a","kind":"project","condition":-1}]  """, "'a' has condition -1, which is not in the graph.")]
    [InlineData("""  "resources":[{"key":"a","name":"a","kind":"project","waits":[{"for":"started","dependency":"b","condition":5}]}]  """, "'a' has condition 5, which is not in the graph.")]
    [InlineData("""  "conditions":[{"atom":0,"values":{},"otherwise":0}]  """, "Condition 2 does not test an atom of the graph.")]
    [InlineData("""  "conditions":[{"atom":-1,"values":{},"otherwise":0}]  """, "Condition 2 does not test an atom of the graph.")]
    [InlineData("""  "conditions":[{"atom":0,"otherwise":0}]  """, "conditions[0]: An object was expected.")]
    [InlineData("""  "conditions":[{"atom":0,"values":{"a":"b"},"otherwise":0}]  """, "conditions[0]: 'a' must be a whole number.")]
    [InlineData("""  "atoms":[{"kind":"mode","key":"mode"}]  """, "atoms[0]: An object was expected.")]
    [InlineData("""  "slots":[{"id":1,"provenance":{"kind":"guess"}}]  """, "slots[0]: 'guess' is not a valid ProvenanceKind.")]
    [InlineData("""  "openParts":[{"site":1,"reason":""}]  """, "openParts[0]: 'diagnostic' is missing.")]
    [InlineData("""  "projects":[{"type":"T"}]  """, "projects[0]: 'projectPath' is missing.")]
    public void A_part_that_is_wrong_is_located(string part, string problem)
    {
        var json = part.Contains("application", StringComparison.Ordinal)
            ? $"{{\"version\":1,{part}}}"
            : $"{{\"version\":1,\"application\":\"Host\",{part}}}";

        Assert.Equal(problem, Assert.Throws<FormatException>(() => GraphJson.Read(json)).Message);
    }

    [Theory]
    [InlineData("true", "A value cannot be True.")]
    [InlineData("1.5", "A value cannot be 1.5.")]
    [InlineData("{}", "'' is no form of value.")]
    [InlineData("{\"flag\":1}", "'flag' is no form of value.")]
    [InlineData("{\"path\":null}", "'path' is no form of value.")]
    [InlineData("{\"slot\":\"1\"}", "'slot' is no form of value.")]
    [InlineData("{\"slot\":4294967297}", "'slot' must be a whole number.")]
    [InlineData("{\"callback\":4294967297}", "'callback' must be a whole number.")]
    [InlineData("{\"secret\":\"x\"}", "'secret' is no form of value.")]
    [InlineData("{\"resource\":\"a\",\"endpoint\":\"http\"}", "'property' is missing.")]
    [InlineData("{\"resource\":\"a\",\"endpoint\":\"http\",\"property\":\"Url\"}", "'Url' is not a valid EndpointProperty.")]
    [InlineData("{\"list\":[{\"template\":[{}]}]}", "'' is no form of value.")]
    public void A_value_that_is_wrong_is_located(string value, string problem) => Assert.Equal(
        $"resources[1]: arguments[0]: {problem}",
        Assert.Throws<FormatException>(() => GraphJson.Read(
            $$"""
            {"version":1,"application":"Host","resources":[
                {"key":"a","name":"a","kind":"executable"},
                {"key":"b","name":"b","kind":"executable","arguments":[{"value":{{value}}}]}]}
            """)).Message);

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(-1)]
    public void A_condition_that_leads_back_to_itself_is_refused_because_deciding_it_would_not_end(int otherwise)
    {
        var json = $$$"""
            {"version":1,"application":"Host",
             "atoms":[{"kind":"mode","key":"mode","provenance":{"kind":"executionMode","text":"mode"}}],
             "conditions":[{"atom":0,"values":{"run":0},"otherwise":{{{otherwise}}}},{"atom":0,"values":{},"otherwise":2}]}
            """;

        Assert.Equal("Condition 2 does not lead to earlier ones only.", Assert.Throws<FormatException>(() => GraphJson.Read(json)).Message);
    }
}

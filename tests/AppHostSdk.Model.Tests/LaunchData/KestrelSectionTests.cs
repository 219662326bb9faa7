namespace AppHostSdk.Model.Tests;

public class KestrelSectionTests
{
    [Fact]
    public void Only_endpoint_of_a_scheme_is_called_like_the_scheme() => Assert.Equal(
        ["Secure -> https = https://*:7000 (Http2)", "Web -> http = http://localhost:5000 (Http1)"],
        Endpoints("""
            {
              "Logging": { "LogLevel": { "Default": "Information" } },
              "kestrel": {
                "EndpointDefaults": { "Protocols": "Http1" },
                "Endpoints": {
                  "Web": { "Url": "http://localhost:5000" },
                  "Secure": { "Url": "https://*:7000", "Protocols": "Http2", "Certificate": { "Path": "x.pfx" } },
                  "Later": { "Protocols": "Http2" }
                }
              }
            }
            """));

    [Fact]
    public void Several_endpoints_of_a_scheme_keep_their_keys() => Assert.Equal(
        ["admin -> admin = http://localhost:5001 ()", "Public -> Public = http://localhost:5000 ()", "Tls -> https = https://localhost ()"],
        Endpoints("""{"Kestrel":{"Endpoints":{"Public":{"Url":"http://localhost:5000"},"Tls":{"Url":"https://localhost"},"admin":{"Url":"http://localhost:5001"}}}}"""));

    [Fact]
    public void Later_file_overrides_value_by_value() => Assert.Equal(
        ["New -> https = https://localhost:2 ()", "web -> http = http://localhost:1 (Http2)"],
        Endpoints(
            """{"Kestrel":{"Endpoints":{"Web":{"Url":"not yet known","Protocols":"Http2"},"Gone":{"Url":"http://localhost:9"}}}}""",
            """{"kestrel:endpoints:web:url":"http://localhost:1","Kestrel":{"Endpoints":{"gone":{"Url":null},"New":{"Url":"https://localhost:2"}}}}"""));

    [Fact]
    public void Endpoints_in_an_array_have_numbers_for_keys() => Assert.Equal(
        ["0 -> http = http://localhost:1 ()", "1 -> https = https://localhost:2 ()"],
        Endpoints("""{"Kestrel":{"Endpoints":[{"Url":"http://localhost:1"},{"Url":"https://localhost:2"}]}}"""));

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"Kestrel":null}""")]
    [InlineData("""{"Kestrel":{"Endpoints":{}}}""")]
    [InlineData("""{"Kestrel":{"Limits":{"Endpoints":{"a":{"Url":"x"}}},"Url":"x","Endpoints":{"Url":"x","a":{"b":{"Url":"x"}}}}}""")]
    [InlineData("""{"Other":{"Endpoints":{"a":{"Url":"x"}}},"Kestrel2":{"Endpoints":{"a":{"Url":"x"}}}}""")]
    [InlineData("""{"Other":{"Kestrel":{"Endpoints":{"a":{"Url":"x"}}}}}""")]
    public void Nothing_else_is_an_endpoint(string json) => Assert.Empty(Endpoints(json));

    [Theory]
    [InlineData("""{"Kestrel":{"Endpoints":{"Web":{"Url":[|"localhost:5000"|]}}}}""", "'localhost:5000' is no address to listen on: it does not begin with http:// or https://")]
    [InlineData("""{"Kestrel":{"Endpoints":{"Web":{"Url":[|5000|]}}}}""", "'5000' is no address to listen on: it does not begin with http:// or https://")]
    [InlineData("""{"Kestrel":{"Endpoints":{"Web":{"Url":[|""|]}}}}""", "'' is no address to listen on: it does not begin with http:// or https://")]
    [InlineData("""{"Kestrel":{"Endpoints":{"a":{"Url":"http://x"},"b_c":{"Url":[|"http://y"|]}}}}""", "The endpoint at this address would be called 'b_c', which is no name for it: it contains '_'")]
    [InlineData("""{"Kestrel":{"Endpoints":{"a":{"Url":"http://x"},"https":{"Url":"http://y"},"z":{"Url":[|"https://y"|]}}}}""", "The endpoint at this address would be called 'https', which is no name for it: another endpoint is called so")]
    public void Mistake_is_located_in_its_file(string marked, string text)
    {
        var kind = text.StartsWith("The endpoint", StringComparison.Ordinal) ? LaunchFileProblemKind.InvalidName : LaunchFileProblemKind.InvalidAddress;
        var start = marked.IndexOf("[|", StringComparison.Ordinal);
        var end = marked.IndexOf("|]", StringComparison.Ordinal) - 2;
        var json = marked.Remove(end + 2, 2).Remove(start, 2);

        var problem = Assert.Single(KestrelSection.Merge(AppSettings.Read("{}"), AppSettings.Read(json)).Problems);

        Assert.Equal(new SettingsProblem(1, new LaunchFileProblem(kind, start, end - start, text)), problem);
    }

    private static IEnumerable<string> Endpoints(params string[] files)
    {
        var section = KestrelSection.Merge([.. files.Select(AppSettings.Read)]);
        Assert.Empty(section.Problems);
        return section.Endpoints.Select(e => $"{e.Key} -> {e.Name} = {e.Url} ({e.Protocols})");
    }
}

namespace AppHostSdk.Model.Tests;

/// <summary>Which variables the web server of a project follows rather than its endpoints; the order is that of ASP.NET Core 10.</summary>
public class ListenVariablesTests
{
    private static readonly ProjectLaunch Project = new("Projects.Api", "Api.csproj", "Api.dll", "Api", ".", "net10.0");

    private static readonly ProjectLaunch WithSettings = Project with
    {
        KestrelEndpoints = EquatableArray.Of(new KestrelEndpoint("Web", "http", ListenAddress.Parse("http://localhost:80", out _)!, null)),
    };

    [Theory]
    [InlineData("ASPNETCORE_URLS", true)]
    [InlineData("aspnetcore_urls", true)]
    [InlineData("DOTNET_URLS", true)]
    [InlineData("URLS", true)]
    [InlineData("HTTP_PORTS", true)]
    [InlineData("HTTPS_PORTS", true)]
    [InlineData("ASPNETCORE_HTTP_PORTS", true)]
    [InlineData("DOTNET_HTTPS_PORTS", true)]
    [InlineData("Kestrel__Endpoints__Web__Url", true)]
    [InlineData("ASPNETCORE_Kestrel__Endpoints__Web__Certificate__Path", true)]
    [InlineData("Kestrel:Endpoints:Web:Url", true)]
    [InlineData("Kestrel__EndpointDefaults__Protocols", false)]
    [InlineData("Kestrel__Endpoints__Web", false)]
    [InlineData("Kestrel__Limits__MaxRequestBodySize", false)]
    [InlineData("ASPNETCORE_HTTPS_PORT", false)]
    [InlineData("ASPNETCORE_ENVIRONMENT", false)]
    [InlineData("MY_URLS", false)]
    [InlineData("URL", false)]
    [InlineData("", false)]
    public void Endpoint_is_displaced_by_what_the_server_follows(string name, bool expected)
    {
        Assert.Equal(expected, ListenVariables.IsOne(name));
        Assert.Equal(expected, ListenVariables.Displaces(name, Project, [Endpoint("http")]));
        Assert.False(ListenVariables.Displaces(name, Project, []));
    }

    [Theory]
    [InlineData("Kestrel__Endpoints__Web__Url", true)]
    [InlineData("KESTREL__ENDPOINTS__WEB__URL", true)]
    [InlineData("Kestrel__Endpoints__Web__Protocols", false)]
    [InlineData("Kestrel__Endpoints__admin__Url", false)]
    [InlineData("ASPNETCORE_URLS", false)]
    public void With_endpoints_in_the_app_settings_only_by_one_of_the_same_key(string name, bool expected) =>
        Assert.Equal(expected, ListenVariables.Displaces(name, WithSettings, [Endpoint("HTTP")]));

    [Theory]
    [InlineData("ASPNETCORE_URLS", true)]
    [InlineData("URLS", true)]
    [InlineData("Kestrel__Endpoints__Web__Url", true)]
    [InlineData("DOTNET_URLS", true)]
    [InlineData("ASPNETCORE_HTTP_PORTS", false)]
    public void Some_have_no_effect_beside_the_addresses_that_a_project_is_given(string name, bool expected) =>
        Assert.Equal(expected, ListenVariables.Wins(name));

    [Theory]
    [InlineData("http", null, true)]
    [InlineData("https", null, true)]
    [InlineData("tcp", null, false)]
    [InlineData("http", "PORT", false)]
    public void Web_server_binds_endpoints_that_the_program_does_not_bind_itself(string scheme, string? variable, bool expected) =>
        Assert.Equal(expected, ListenVariables.IsServed(Endpoint("e") with { Scheme = scheme, PortVariable = variable }));

    private static ResourceEndpoint Endpoint(string name) => new(name, "http", "tcp", ModelValue.None, ModelValue.None, null, IsProxied: true, IsExternal: false, 1, 1);
}

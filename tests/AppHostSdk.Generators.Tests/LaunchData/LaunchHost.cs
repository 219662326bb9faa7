using AppHostSdk.Model;

namespace AppHostSdk.Tests;

/// <summary>Hosts with two projects, <c>../Api/Api.csproj</c> and <c>../Web/Web.csproj</c>, and the launch files a test gives them.</summary>
internal static class LaunchHost
{
    public const string ApiSettings = "/app/Api/Properties/launchSettings.json";
    public const string ApiAppSettings = "/app/Api/appsettings.json";
    public const string ApiDevelopmentSettings = "/app/Api/appsettings.Development.json";
    public const string WebSettings = "/app/Web/Properties/launchSettings.json";

    public const string Manifest = """
        [host]
        name=Shop
        directory=../../..
        [project]
        type=Projects.Api
        project=../Api/Api.csproj
        target=../Api/bin/Api.dll
        command=../Api/bin/Api
        workingDirectory=../Api
        framework=net10.0
        [project]
        type=Projects.Web
        project=../Web/Web.csproj
        target=../Web/bin/Web.dll
        command=../Web/bin/Web
        workingDirectory=../Web
        framework=net10.0
        """;

    public const string TwoProfiles = """
        {
          "profiles": {
            "http": {
              "commandName": "Project",
              "launchUrl": "swagger",
              "applicationUrl": "http://localhost:5080",
              "environmentVariables": { "ASPNETCORE_ENVIRONMENT": "Development" }
            },
            "https": {
              "commandName": "Project",
              "commandLineArgs": "--verbose",
              "applicationUrl": "https://localhost:7080;http://*"
            }
          }
        }
        """;

    public const string Kestrel = """{ "Kestrel": { "Endpoints": { "Web": { "Url": "http://localhost:6000", "Protocols": "Http2" } } } }""";

    /// <summary>A host that consists of <paramref name="body"/>.</summary>
    public static GeneratorTestDriver Run(string body, params (string Path, string Text)[] files) =>
        GeneratorTestDriver.Run(HostCompilation.Program(body), Manifest, files);

    /// <summary>A host that consists of <paramref name="body"/> and ends when it is built.</summary>
    public static GeneratorTestDriver RunDescribed(string body, params (string Path, string Text)[] files) =>
        GeneratorTestDriver.Run("using Microsoft.Extensions.Configuration;\n" + HostCompilation.Described(body), Manifest, files);

    /// <summary>How the graph launches the API.</summary>
    public static ProjectLaunch Api(GeneratorTestDriver run) => run.Graph.Projects.Single(p => p.Type == "Projects.Api");
}

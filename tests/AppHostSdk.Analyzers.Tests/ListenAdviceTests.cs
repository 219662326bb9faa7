using System.Globalization;
using Microsoft.CodeAnalysis;

namespace AppHostSdk.Tests;

/// <summary>Variables that make a project listen elsewhere than at its endpoints.</summary>
public class ListenAdviceTests
{
    [Theory]
    [InlineData("""api.WithHttpEndpoint(port: 5000).WithEnvironment([|"ASPNETCORE_URLS"|], "http://localhost:5001");""", "its endpoint 'http': the variable wins, and nothing is found at the endpoint. Remove")]
    [InlineData("""api.WithHttpEndpoint().WithEnvironment([|"urls"|], "http://localhost:5001");""", "the variable wins")]
    [InlineData("""api.WithEnvironment([|"Kestrel__Endpoints__Web__Url"|], "http://*:5001").WithHttpEndpoint();""", "the variable wins")]
    [InlineData("""api.WithHttpEndpoint(port: 5000, targetPort: 5002).WithEnvironment([|"ASPNETCORE_URLS"|], "http://localhost:5000");""", "the variable wins")]
    [InlineData("""api.WithHttpsEndpoint(port: 5000).WithEnvironment([|"ASPNETCORE_URLS"|], "http://localhost:5000");""", "its endpoint 'https'")]
    [InlineData("""api.WithHttpEndpoint(port: 5000).WithHttpEndpoint(name: "admin").WithEnvironment([|"ASPNETCORE_URLS"|], "http://localhost:5000");""", "its endpoint 'admin'")]
    [InlineData("""api.WithHttpEndpoint(port: 5000).WithEnvironment([|"ASPNETCORE_HTTP_PORTS"|], "8080");""", "the endpoint wins, and the variable has no effect")]
    [InlineData("""api.WithHttpEndpoint(); if (args.Contains("fixed")) api.WithEnvironment([|"ASPNETCORE_URLS"|], "http://localhost:5000");""", "This happens when args.Contains(\"fixed\")")]
    public async Task Variable_that_has_a_project_listen_elsewhere_is_a_warning(string body, string message)
    {
        var (program, span) = Marked.Read($"{AdviceRun.Before}var api = builder.AddProject<Projects.Api>(\"api\");\n{body}\nbuilder.Build().Run();");

        var diagnostic = Assert.Single(await AdviceRun.OnAsync(GeneratorTestDriver.Run(program)));

        Assert.Equal(("AHS5040", span, DiagnosticSeverity.Warning), (diagnostic.Id, diagnostic.Location.SourceSpan, diagnostic.Severity));
        Assert.Contains(message, diagnostic.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""api.WithEnvironment("ASPNETCORE_URLS", "http://localhost:5001");""")]
    [InlineData("""api.WithEndpoint(port: 5000, name: "binary").WithEnvironment("ASPNETCORE_URLS", "http://localhost:5001");""")]
    [InlineData("""api.WithHttpEndpoint(port: 5000, env: "PORT").WithEnvironment("ASPNETCORE_URLS", "http://localhost:5001");""")]
    [InlineData("""api.WithHttpEndpoint(port: 5000).WithEnvironment("ASPNETCORE_URLS", "http://*:5000");""")]
    [InlineData("""api.WithHttpEndpoint(port: 5000, targetPort: 5002).WithEnvironment("ASPNETCORE_URLS", "http://localhost:5002");""")]
    [InlineData("""api.WithHttpEndpoint(port: 5000).WithHttpsEndpoint(port: 5001).WithEnvironment("ASPNETCORE_URLS", "http://localhost:5000;https://localhost:5001");""")]
    [InlineData("""api.WithHttpEndpoint().WithEnvironment("ASPNETCORE_URLS", api.GetEndpoint("http"));""")]
    [InlineData("""api.WithHttpEndpoint().WithEnvironment("ASPNETCORE_URLS", $"http://*:{api.GetEndpoint("http").Property(EndpointProperty.TargetPort)}");""")]
    [InlineData("""api.WithHttpEndpoint().WithEnvironment("ASPNETCORE_URLS", builder.Configuration["Urls"]);""")]
    [InlineData("""api.WithHttpEndpoint(port: 5000).WithEnvironment("ASPNETCORE_HTTP_PORTS", "5000");""")]
    [InlineData("""api.WithHttpEndpoint(port: 5000).WithEnvironment("Kestrel__Limits__MaxRequestBodySize", "1");""")]
    [InlineData("""if (args.Length > 0) api.WithHttpEndpoint(port: 5000); else api.WithEnvironment("ASPNETCORE_URLS", "http://localhost:5001");""")]
    [InlineData("""builder.AddContainer("c", "x").WithHttpEndpoint(targetPort: 80).WithEnvironment("ASPNETCORE_URLS", "http://*:80");""")]
    [InlineData("""builder.AddExecutable("e", "x", ".").WithHttpEndpoint(port: 80).WithEnvironment("ASPNETCORE_URLS", "http://*:8080");""")]
    public async Task Variable_that_agrees_with_the_endpoints_or_may_gets_none(string body) =>
        Assert.Empty(await AdviceRun.OnAsync(GeneratorTestDriver.Run($"{AdviceRun.Before}var api = builder.AddProject<Projects.Api>(\"api\");\n{body}\nbuilder.Build().Run();")));
}

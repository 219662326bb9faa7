using AppHostSdk.Model;
using Microsoft.CodeAnalysis;

namespace AppHostSdk.Tests;

/// <summary>Orleans clusters that a resource of another integration provides.</summary>
public class OrleansProviderTests
{
    [Fact]
    public void The_type_of_a_provider_is_that_of_its_resource()
    {
        var run = Run("""
            var redis = builder.AddRedis("redis");
            var orleans = builder.AddOrleans("cluster").WithClustering(redis).WithGrainStorage("orders", redis);
            builder.AddProject<Projects.Api>("silo").WithReference(orleans);
            """);

        // What WithOrleansProviderType may have said is known when the host runs; without it, the compiler knows the type.
        var variables = run.Graph.Find("silo")!.Environment.OfType<EnvironmentVariable>().ToList();
        Assert.Contains(variables, v => v is { Name: "Orleans__Clustering__ProviderType", Value.AsText: "Redis" });
        Assert.Contains(variables, v => v is { Name: "Orleans__GrainStorage__orders__ProviderType", Value.AsText: "Redis" });
        Assert.All(variables.Where(v => v.Name.EndsWith("ServiceKey", StringComparison.Ordinal)), v => Assert.Equal("redis", v.Value.AsText));
    }

    private static GeneratorTestDriver Run(string program)
    {
        var run = Create(program);
        Assert.True(run.Diagnostics.All(d => d.Severity == DiagnosticSeverity.Info), DiagnosticText.Of(run.Diagnostics));
        ExecutedHost.InEveryWay(run);
        return run;
    }

    private static GeneratorTestDriver Create(string program) =>
        GeneratorTestDriver.Run(HostCompilation.Create([("Program.cs", HostCompilation.Program(program)), .. RepositoryIntegrations.Of("Orleans", "Redis")]));
}

using System.Text;

namespace AppHostSdk.Bench;

/// <summary>The kinds of host that are measured.</summary>
internal enum HostKind
{
    /// <summary>One statement per resource, everything constant.</summary>
    Straight,

    /// <summary>Most resources and edges under tests of configuration and mode.</summary>
    Conditions,

    /// <summary>Resources made by generic extension methods, local functions and a loop over builders.</summary>
    Helpers,
}

/// <summary>Writes hosts of a given number of resources.</summary>
internal static class HostText
{
    public const string Implicit = """
        global using System;
        global using System.Collections.Generic;
        global using System.Linq;
        global using AppHostSdk;

        namespace Projects
        {
            public sealed class Api : IProjectMetadata { public string ProjectPath => "Api.csproj"; }
        }
        """;

    public const string HelperFile = """
        static class Helpers
        {
            public static IResourceBuilder<T> Described<T>(this IResourceBuilder<T> builder, string kind, string? zone = null)
                where T : IResourceWithEnvironment, IResourceWithArgs
            {
                if (kind.Length == 0)
                {
                    return builder;
                }

                builder.WithEnvironment("KIND", kind).WithEnvironment("OTEL_SERVICE_NAME", builder.Resource.Name);
                if (zone is null)
                {
                    return builder;
                }

                return builder.WithArgs("--zone", zone);
            }

            public static IResourceBuilder<ContainerResource> AddService(this IDistributedApplicationBuilder builder, string name, int port, params IResourceBuilder<ContainerResource>[] needs)
            {
                var service = builder.AddContainer(name, "service", "1").WithHttpEndpoint(port: port, targetPort: 8080, name: "http").Described("service", builder.ExecutionContext.IsRunMode ? "local" : null);
                foreach (var need in needs)
                {
                    service.WithReference(need.GetEndpoint("http")).WaitFor(need);
                }

                return service;
            }
        }
        """;

    /// <summary>The program of a host with <paramref name="count"/> resources.</summary>
    public static string Of(HostKind kind, int count)
    {
        var text = new StringBuilder("var builder = DistributedApplication.CreateBuilder(args);\n");
        for (var i = 0; i < count; i++)
        {
            text.Append(kind switch
            {
                HostKind.Straight => Straight(i),
                HostKind.Conditions => Condition(i),
                _ => Helper(i),
            });
        }

        return text.Append("builder.Build().Run();\n").ToString();
    }

    private static string Straight(int i) => (i % 2 == 0, i == 0) switch
    {
        (true, var first) => $"""
            var r{i} = builder.AddContainer("r{i}", "service", "1.{i}")
                .WithHttpEndpoint(targetPort: 8080, name: "http")
                .WithEnvironment("LEVEL", "{i}")
                .WithEnvironment("KIND", "service")
                .WithArgs("--id", "{i}"){(first ? "" : $".WaitFor(r{i - 1})")};

            """,
        _ => $"""
            var r{i} = builder.AddProject<Projects.Api>("r{i}")
                .WithHttpEndpoint(port: {5000 + i})
                .WithEnvironment("UPSTREAM", r{i - 1}.GetEndpoint("http"))
                .WithReference(r{i - 1}.GetEndpoint("http"))
                .WithHttpHealthCheck("/health")
                .WaitFor(r{i - 1});

            """,
    };

    private static string Condition(int i) => (i % 3) switch
    {
        0 => $"""
            var kind{i} = builder.Configuration["Kind{i % 20}"] ?? "small";
            var r{i} = builder.AddContainer("r{i}", kind{i} == "large" ? "service-large" : "service").WithHttpEndpoint(targetPort: 8080, name: "http");
            if (builder.ExecutionContext.IsPublishMode) r{i}.WithArgs("--publish");

            """,
        1 => $$"""
            IResourceBuilder<ContainerResource>? r{{i}} = null;
            if (builder.Configuration["Enable{{i % 20}}"] == "true") { r{{i}} = builder.AddContainer("r{{i}}", "tool").WithEnvironment("OF", r{{i - 1}}.GetEndpoint("http")); }
            if (r{{i}} is not null) r{{i}}.WaitFor(r{{i - 1}}).WithArgs("--tool");

            """,
        _ => $$"""
            var r{{i}} = builder.AddProject<Projects.Api>("r{{i}}").WithHttpEndpoint().WaitFor(r{{i - 2}});
            if (r{{i - 1}} is not null) r{{i}}.WaitFor(r{{i - 1}});
            if (builder.Configuration["Enable{{(i + 7) % 20}}"] == "true" && builder.ExecutionContext.IsRunMode) r{{i}}.WithEnvironment("EXTRA", "1");

            """,
    };

    private static string Helper(int i) => (i % 3) switch
    {
        0 => $"""var r{i} = builder.AddService("r{i}", {5000 + i}{(i == 0 ? "" : $", r{i - 3}")});""" + "\n",
        1 => $"""var r{i} = builder.AddContainer("r{i}", "store").WithHttpEndpoint(targetPort: 80, name: "http").Described("store", "z{i % 4}");""" + "\n",
        _ => $$"""
            var r{{i}} = Worker("r{{i}}");
            foreach (var need in new[] { r{{i - 2}}, r{{i - 1}} }) r{{i}}.WaitFor(need).WithEnvironment($"NEED_{need.Resource.Name}", need.GetEndpoint("http"));
            {{(i == 2 ? """IResourceBuilder<ExecutableResource> Worker(string name) { var worker = builder.AddExecutable(name, "worker", ".."); return name.Length > 3 ? worker.Described("worker") : worker; }""" : "")}}

            """,
    };
}

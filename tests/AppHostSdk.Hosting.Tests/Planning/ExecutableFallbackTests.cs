using AppHostSdk.Model;
using AppHostSdk.Planning;
using AppHostSdk.UserCode;

namespace AppHostSdk.Hosting.Tests.Planning;

/// <summary>Containers that run as programs of this machine.</summary>
public class ExecutableFallbackTests
{
    [Fact]
    public void The_program_takes_the_containers_place_and_listens_where_others_connect()
    {
        var graph = ExecutableFallback.Apply(Apps.Graph(b =>
        {
            var db = b.AddContainer("db", "server", "7")
                .WithEndpoint(targetPort: 1234, name: "tcp")
                .WithEndpoint(port: 5000, targetPort: 80, name: "admin", env: "ADMIN_PORT")
                .WithEntrypoint("/bin/entry")
                .WithEnvironment("KEY", "value")
                .WithArgs("--quiet")
                .WithLifetime(ContainerLifetime.Persistent)
                .WithContainerName("other")
                .WithTcpHealthCheck();
            db.RunAsExecutable("bin/server", "--port", db.GetEndpoint("tcp").Property(EndpointProperty.TargetPort));
            b.AddContainer("client", "client").WithReference(db.GetEndpoint("tcp"));
        }));
        var launches = ResolvedLaunches.Of(graph);

        var (db, client) = (launches["db"], launches["client"]);
        Assert.Null(db.Container);
        Assert.False(db.Resource.IsPersistent);
        Assert.Equal(("bin/server", ResolvedLaunches.HostDirectory), (db.Process!.FileName, db.Process.WorkingDirectory));
        Assert.Equal(["--port", "40001", "--quiet"], db.Process.Arguments);
        Assert.Equal(["tcp://localhost:40001", "tcp://localhost:5000"], db.EndpointUrls);
        Assert.Equal(["ADMIN_PORT=5000", "KEY=value"], launches.Environment("db"));
        Assert.Single(db.HealthChecks);
        Assert.Contains(client.Container!.Environment, v => v.Key == "services__db__tcp__0" && v.Value.EndsWith($":{40001 + ResolvedLaunches.Forwarded}", StringComparison.Ordinal));
    }

    [Fact]
    public void Others_stay_what_they_are_and_so_does_everything_in_a_graph_that_is_published()
    {
        var plain = Apps.Graph(b => b.AddContainer("db", "server"));
        Assert.Same(plain, ExecutableFallback.Apply(plain));
        Assert.Equal(ResourceKind.Executable, Described("--operation=run"));
        Assert.Equal(ResourceKind.Container, Described("--operation=publish"));

        static ResourceKind Described(string operation)
        {
            var builder = Apps.Builder("", operation);
            builder.AddContainer("db", "server").RunAsExecutable("server");
            using var application = builder.Build();
            return Assert.Single(application.Graph.Resources).Kind;
        }
    }

    [Fact]
    public void What_it_loses_and_what_to_do_when_it_is_missing_is_told()
    {
        var graph = ExecutableFallback.Apply(Apps.Graph(b => b.AddContainer("db", "server").WithVolume("data", "/var/lib/data").WithVolume("/scratch").WithContainerFiles("/etc", "conf").WithContainerFiles("/etc", (_, _) => throw new InvalidOperationException()).RunAsExecutable("server")));

        Assert.False(CallbackInvoker.Has(graph.Resources[0]));
        Assert.Equal(
            ["'db' runs as a program of this machine, where its volumes and bind mounts mean nothing: /var/lib/data, /scratch. Its data is not kept.", "'db' runs as a program of this machine, where the files of WithContainerFiles are not put: /etc."],
            ExecutableFallback.Losses(graph));
        Assert.Equal("Install it, or run the container: leave out RunAsExecutable.", ResolvedLaunches.Of(graph)["db"].Process!.MissingProgramAdvice());
    }
}

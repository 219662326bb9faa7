using AppHostSdk.Hosting.Tests.Containers;
using StackExchange.Redis;

namespace AppHostSdk.Hosting.Tests.Integrations;

/// <summary>Garnet: its container, its address and a run.</summary>
public class GarnetTests
{
    [Fact]
    public void Container() => ContainerText.AssertContainer(
        "cache",
        b => b.AddGarnet("cache", password: b.AddParameter("key", secret: true)).WithDataVolume("data"),
        """
        image ghcr.io/microsoft/garnet:1.0
        port 6379
        GARNET_PASSWORD=s3cret
        volume data at /data
        entry point /bin/sh
        argument -c
        argument umask 077
        if [ -n "$GARNET_PASSWORD" ]; then
            printf '{"AuthenticationMode":"Password","Password":"%s"}' "$(printf %s "$GARNET_PASSWORD" | sed 's/[\\"]/\\&/g')" > /dev/shm/garnet.conf
            set -- --config-import-path /dev/shm/garnet.conf "$@"
        fi
        exec /app/GarnetServer --protected-mode no "$@"
        argument garnet
        """);

    /// <summary>The server refuses an option that it is given twice.</summary>
    [Fact]
    public void What_is_saved_is_said_once()
    {
        var builder = Apps.Builder();
        builder.AddGarnet("cache").WithDataVolume("data").WithPersistence(TimeSpan.FromSeconds(5));
        using var app = builder.Build();
        var graph = app.Graph with { Resources = app.Graph.Resources.Map(r => r with { HealthChecks = default }) };

        Assert.Equal(
            ["--checkpointdir", "/data/checkpoints", "--recover", "--aof", "--aof-commit-freq", "5000"],
            ResolvedLaunches.Of(graph, ("cache-password", "x"))["cache"].Container!.Command);
    }

    [Fact]
    public void StackExchange_reads_what_was_given()
    {
        var environment = ConnectionReader.Read(b => b.AddGarnet("cache"), ("cache-password", "p=w;x"));

        var read = ConfigurationOptions.Parse(environment["ConnectionStrings__cache"]);
        Assert.Equal(("localhost:40001", "p=w;x"), (read.EndPoints.Single().ToString()!.Split('/')[^1], read.Password));
        Assert.Equal(
            ("localhost", "40001", "p=w;x", "redis://:p%3Dw%3Bx@localhost:40001"),
            (environment["CACHE_HOST"], environment["CACHE_PORT"], environment["CACHE_PASSWORD"], environment["CACHE_URI"]));
    }

    /// <summary>The server of Redis stands in, with the password of the file that Garnet would read.</summary>
    [ContainerFact]
    public async Task It_reads_the_password_from_a_file_that_only_it_can_read()
    {
        await using var app = new RunningApp();
        var cache = app.Builder.AddGarnet("cache", password: app.Builder.AddParameter("key", "p\"s w\\", secret: true))
            .WithImage("redis", "7")
            .WithImageRegistry("docker.io")
            .WithContainerFiles("/app", [new ContainerFile
            {
                Name = "GarnetServer",
                Mode = (UnixFileMode)0b111_101_101,
                Contents = """
                    #!/bin/sh
                    [ "$1 $2 $3" = "--protected-mode no --config-import-path" ] && [ "$(stat -c %a "$4")" = 600 ] || exit 1
                    password=$(sed 's/.*"Password":"\(.*\)"}$/\1/; s/\\\(.\)/\1/g' "$4")
                    exec redis-server --requirepass "$password" --protected-mode no
                    """,
            }]);
        app.Child("consumer").WithReference(cache).WaitFor(cache);
        await app.StartAsync();
        await app.Application.ResourceNotifications.WaitForResourceAsync("consumer", e => e.Snapshot.ExitCode is not null).InTime();

        await using var client = await ConnectionMultiplexer.ConnectAsync(app.ReportOf("consumer").Environment["ConnectionStrings__cache"]).InTime();
        Assert.Equal(1L, await client.GetDatabase().StringIncrementAsync("runs").InTime());
        await app.StopAsync();
    }
}

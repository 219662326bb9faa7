using AppHostSdk.Hosting.Tests.Containers;

namespace AppHostSdk.Hosting.Tests.Applications;

/// <summary>Containers, processes and the ways between them, with a real engine.</summary>
public class NetworkTests
{
    private const string Application = "dev.apphostsdk.application";

    [ContainerFact]
    public async Task Everybody_reaches_everybody_with_the_same_references()
    {
        await using var app = new RunningApp();
        var api = app.Child("api", "listen", "forever").WithHttpEndpoint(env: "PORT").WithHttpHealthCheck("/health");
        var site = app.Builder.AddContainer("Site", ContainerTests.Image)
            .WithHttpEndpoint(targetPort: 8000)
            .WithContainerNetworkAlias("pages")
            .WithArgs("sh", "-c", "mkdir /www && echo from the site > /www/index.html && httpd -p 8000 -h /www && trap 'exit 0' TERM; sleep 60 & wait")
            .WithHttpHealthCheck("/");
        var consumer = app.Builder.AddContainer("consumer", ContainerTests.Image)
            .WithBindMount(app["out"], "/out")
            .WithEnvironment("SITE", site.GetEndpoint("http"))
            .WithEnvironment("API", api.GetEndpoint("http"))
            .WithArgs("sh", "-c", "for url in $SITE $API/health http://pages:8000 http://site.dev.internal:8000; do wget -qO- $url; echo \" $?\"; done > /out/answers; env > /out/env")
            .WaitFor(site)
            .WaitFor(api);
        var process = app.Child("process", $"fetch=SITE,{app["process-answer"]}")
            .WithEnvironment("SITE", site.GetEndpoint("http"))
            .WithEnvironment("API", api.GetEndpoint("http"))
            .WaitFor(site);
        app.Child("end").WaitForCompletion(consumer).WaitForCompletion(process);

        await app.StartAsync();
        await app.Application.ResourceNotifications.WaitForResourceAsync("end", KnownResourceStates.Finished).InTime();

        var ofContainer = (await File.ReadAllLinesAsync(app["out/env"])).Select(l => l.Split('=', 2)).ToDictionary(l => l[0], l => l[1]);
        var ofProcess = app.ReportOf("process").Environment;
        var (sitePort, apiPort) = (site.GetEndpoint("http").Port, api.GetEndpoint("http").Port);
        Assert.Equal(("http://site.dev.internal:8000", $"http://localhost:{sitePort}"), (ofContainer["SITE"], ofProcess["SITE"]));
        Assert.Equal($"http://localhost:{apiPort}", ofProcess["API"]);
        Assert.StartsWith("http://host.docker.internal:", ofContainer["API"], StringComparison.Ordinal);
        Assert.NotEqual($"http://host.docker.internal:{apiPort}", ofContainer["API"]);
        var answers = await File.ReadAllTextAsync(app["out/answers"]);
        Assert.Equal(3, answers.Split("from the site\n 0\n").Length - 1);
        Assert.Equal(4, answers.Split(" 0\n").Length - 1);
        Assert.Equal("from the site", await File.ReadAllTextAsync(app["process-answer"]));
        Assert.Single(await RawEngine.ListAsync("networks", $"{Application}={app.Id}"));

        await app.StopAsync();

        Assert.Empty(await RawEngine.ListAsync("networks", $"{Application}={app.Id}"));
        Assert.Empty(await RawEngine.ListAsync("containers", $"{Application}={app.Id}"));
    }

    [ContainerFact]
    public async Task Applications_side_by_side_do_not_see_each_other()
    {
        await using var first = new RunningApp();
        first.Builder.AddContainer("lonely", ContainerTests.Image).WithArgs("sh", "-c", "trap 'exit 0' TERM; sleep 60 & wait");
        await first.StartAsync();
        await using var second = new RunningApp();
        var asking = second.Builder.AddContainer("asking", ContainerTests.Image)
            .WithBindMount(second["out"], "/out")
            .WithArgs("sh", "-c", "ping -c 1 -W 1 lonely > /dev/null 2>&1; echo lonely $? > /out/answer; ping -c 1 -W 1 asking > /dev/null; echo asking $? >> /out/answer");
        second.Child("end").WaitForCompletion(asking);

        await second.RunAsync();

        Assert.Equal("lonely 1\nasking 0\n", await File.ReadAllTextAsync(second["out/answer"]));
    }

    [ContainerFact]
    public async Task Without_containers_there_is_no_network()
    {
        await using var app = new RunningApp();
        app.Child("only", "forever");
        app.Builder.AddContainer("later", ContainerTests.Image).WithExplicitStart();

        await app.StartAsync();

        Assert.Empty(await RawEngine.ListAsync("networks", $"{Application}={app.Id}"));
    }
}

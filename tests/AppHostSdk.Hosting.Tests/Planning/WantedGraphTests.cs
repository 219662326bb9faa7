using AppHostSdk.Planning;
using AppHostSdk.Starters;
using AppHostSdk.Verbs;

namespace AppHostSdk.Hosting.Tests.Planning;

public class WantedGraphTests
{
    [Theory]
    [InlineData("", "cache web", true)]
    [InlineData("--only cache", "cache", true)]
    [InlineData("--only cache --isolated", "cache", false)]
    [InlineData("plan --isolated", "cache web", false)]
    public void It_is_what_is_named_and_beside_another_run_nothing_is_kept(string args, string names, bool isKept)
    {
        var described = Apps.Graph(b =>
        {
            b.AddContainer("cache", "redis").WithLifetime(ContainerLifetime.Persistent);
            b.AddContainer("web", "nginx");
        });

        var wanted = WantedGraph.Of(described, HostCommandLine.Parse(args.Split(' ')));

        Assert.Equal((names, isKept), (string.Join(' ', wanted.Resources.Select(r => r.Name)), PersistentContainers.Any(wanted)));
    }
}

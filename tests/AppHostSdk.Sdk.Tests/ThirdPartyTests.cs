using System.Text.RegularExpressions;
using AppHostSdk.Hosting.Tests.Containers;

namespace AppHostSdk.Tests;

/// <summary>
/// An integration that somebody else wrote by docs/writing-integrations.md: a package of its own (tests/ThirdParty), which knows the
/// product only as packages, in a host that knows both only as packages.
/// </summary>
[Collection(PackedFeedTests.Name)]
public class ThirdPartyTests(PackedFeed feed)
{
    private const string Package = "Contoso.AppHost.JobQueue";

    [Fact]
    public async Task The_compiler_sees_through_it_and_mistakes_are_where_its_user_made_them()
    {
        var solution = await HostAsync("thirdparty-mistakes", """
            using Contoso.AppHost;

            var builder = DistributedApplication.CreateBuilder(args);
            var jobs = builder.AddJobQueue("jobs", port: 5333).WithMaxMemory(64).WithDataVolume();
            var mail = jobs.AddChannel("mail");
            builder.AddProject<Projects.Shop_Greeter>("greeter").WithReference(mail).WaitFor(mail);
            builder.Build().Run();
            """);

        var (exitCode, output) = await solution.BuildAsync();

        Assert.True(exitCode == 0, output);
        Assert.Contains(" 0 Warning(s)", output, StringComparison.Ordinal);
        var model = await File.ReadAllTextAsync(solution.Generated("AppModel.g.cs"));
        Assert.DoesNotContain("new OpenPart(", model, StringComparison.Ordinal);
        Assert.Equal(
            ["VolumeName.Of(builder.", "(server, _, cancellati"],
            Regex.Matches(model, @"new Slot\(\d+, new Provenance\(ProvenanceKind\.\w+, ""(.{22})").Select(m => m.Groups[1].Value));
        Assert.Matches("//   mail +logical", model);
        Assert.Contains("new ModelValue.Text(\"64mb\")", model, StringComparison.Ordinal);

        solution.Write("Shop.AppHost/Program.cs", """
            using Contoso.AppHost;

            var builder = DistributedApplication.CreateBuilder(args);
            var jobs = builder.AddJobQueue("jobs", port: 5333);
            builder.AddJobQueue("jobs", port: 5334); // AHS0001
            builder.AddJobQueue("others", port: 5333); // AHS1004
            jobs.AddChannel("a b"); // AHS0002
            jobs.WithVolume("v", "/data").WithDataVolume(); // AHS1014
            jobs.WaitFor(jobs.AddChannel("mail")); // AHS1002
            builder.AddProject<Projects.Shop_Greeter>("greeter").WithReference(jobs.GetEndpoint("http")); // AHS1003
            builder.Build().Run();
            """);

        (exitCode, output) = await solution.BuildAsync();

        Assert.True(exitCode != 0, output);
        var expected = (await File.ReadAllLinesAsync(solution.ProgramFile)).Index()
            .Where(l => l.Item.Contains("// AHS", StringComparison.Ordinal))
            .Select(l => $"Program.cs({l.Index + 1},…): error {l.Item[^7..]}")
            .Order();
        Assert.Equal(expected, Regex.Matches(output, @"(\w+\.cs\(\d+),\d+\): error (AHS\d+)").Select(m => $"{m.Groups[1]},…): error {m.Groups[2]}").Distinct().Order());
    }

    [ContainerFact]
    public async Task It_runs_its_server_which_is_ready_before_others_are_told_of_it()
    {
        var solution = await HostAsync("thirdparty-run", """
            using Contoso.AppHost;

            var builder = DistributedApplication.CreateBuilder(args);
            var mail = builder.AddJobQueue("jobs").WithMaxMemory(64).AddChannel("mail");
            builder.AddContainer("client", "redis", "7")
                .WithEntrypoint("/bin/sh")
                .WithArgs("-c", "ask() { redis-cli -h $MAIL_HOST -p $MAIL_PORT --no-auth-warning -a $MAIL_KEY \"$@\"; }; ask smembers channels; ask config get maxmemory; echo $MAIL_CHANNEL of $ConnectionStrings__mail")
                .WithReference(mail).WaitFor(mail);
            builder.Build().Run();
            """);
        var (exitCode, output) = await solution.BuildAsync();
        Assert.True(exitCode == 0, output);

        await using var host = Command.Start(Path.GetTempPath(), Path.Combine(solution.HostDirectory, "bin", "Debug", "net10.0", "Shop.AppHost"), []);
        await host.LineAsync(line => line.Contains("client * Finished", StringComparison.Ordinal));
        Assert.Contains("client | mail\n", host.Output, StringComparison.Ordinal);
        Assert.Contains("client | 67108864\n", host.Output, StringComparison.Ordinal);
        Assert.Contains("client | mail of queue://:***@jobs.dev.internal:6379/mail\n", host.Output, StringComparison.Ordinal);
        await host.SignalAsync("INT");
        Assert.True(await host.EndAsync() == 0, host.Output);
    }

    /// <summary>Packs the integration from its sources alone and gives it to a host.</summary>
    private async Task<ConsumerSolution> HostAsync(string name, string program)
    {
        var sources = feed.NewDirectory(name + "-package");
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Repo.Root, "tests/ThirdParty", Package), "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(sources, Path.GetRelativePath(Path.Combine(Repo.Root, "tests/ThirdParty", Package), file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        var (exitCode, output) = await Command.RunAsync(
            sources, "dotnet", ["pack", "-nodeReuse:false", "-o", Path.Combine(feed.Directory, "packages"), $"-p:AppHostSdkVersion={feed.Version}"]);
        Assert.True(exitCode == 0, output);

        var solution = ConsumerSolution.Create(feed, name, program);
        solution.ChangeHost("<ProjectReference Include=", $"<PackageReference Include=\"{Package}\" Version=\"1.2.3\" />\n    <ProjectReference Include=");
        solution.ChangeHost("<Nullable>enable</Nullable>", "<Nullable>enable</Nullable>\n    <AppHostRequireStaticModel>true</AppHostRequireStaticModel>");
        return solution;
    }
}

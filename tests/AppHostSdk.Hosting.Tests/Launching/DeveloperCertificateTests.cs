using System.Diagnostics;
using AppHostSdk.Hosting.Tests.Supervision;
using AppHostSdk.Launching;
using AppHostSdk.Supervision;

namespace AppHostSdk.Hosting.Tests.Launching;

/// <summary>What is said about a web server that failed over https on a machine without a certificate.</summary>
public class DeveloperCertificateTests
{
    [Fact]
    public void Nothing_is_said_without_https_or_with_a_certificate_of_its_own()
    {
        Assert.Null(DeveloperCertificate.AdviceFor(["http", "tcp"], []));
        Assert.Null(DeveloperCertificate.AdviceFor(["https"], ["A", "kestrel__certificates__Default__Path"]));
        Assert.Null(DeveloperCertificate.AdviceFor(["https"], ["ASPNETCORE_Kestrel__Certificates__Default__Subject"]));
    }

    [Fact]
    public void Advice_agrees_with_the_tool_that_makes_the_certificate()
    {
        var start = new ProcessStartInfo("dotnet", ["dev-certs", "https", "--check", "--quiet"]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var tool = Process.Start(start)!;
        tool.WaitForExit();

        Assert.Equal(
            tool.ExitCode == 0 ? null : "it listens on https, and this machine has no developer certificate: run 'dotnet dev-certs https --trust'",
            DeveloperCertificate.AdviceFor(["http", "https"], ["ASPNETCORE_URLS"]));
    }

    [Fact]
    public async Task Project_that_fails_says_it()
    {
        var expected = DeveloperCertificate.AdviceFor(["https"], []);
        await using var run = ExecutorRun.Of(b => b.AddProject<Child>("web").WithHttpsEndpoint());
        await run.Started.InTime();

        run.Processes["web"].Exit(134);

        await run.Until("web", ResourcePhase.Exited);
        Assert.Equal($"ended by SIGABRT; a .NET program ends so on an exception that nobody caught{(expected is null ? "" : "; " + expected)}", run.StateOf("web").Detail);
    }
}

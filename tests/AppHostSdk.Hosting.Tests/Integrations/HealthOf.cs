using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace AppHostSdk.Hosting.Tests.Integrations;

/// <summary>The health of servers in applications that run.</summary>
internal static class HealthOf
{
    /// <summary>A program that does nothing, whatever its arguments are, in place of the server: the test answers for it.</summary>
    public static IResourceBuilder<T> Silent<T>(IResourceBuilder<T> server)
        where T : ContainerResource => server.RunAsExecutable("/bin/sh", "-c", "exec sleep 600", "silent");

    /// <summary>What the server's check says now.</summary>
    public static async Task<HealthReportEntry> AskAsync(RunningApp app, string name)
    {
        var checks = (HealthCheckService)app.Application.Services.GetService(typeof(HealthCheckService))!;
        return Assert.Single((await checks.CheckHealthAsync(r => r.Name == $"{name}_check").InTime()).Entries).Value;
    }

    /// <summary>Starts an application in which something does not become healthy until the test has done its part, if ever.</summary>
    public static async Task<UnfinishedStart> StartUntilAsync(RunningApp app, string running)
    {
        var start = new UnfinishedStart(app.Application);
        await app.Application.ResourceNotifications.WaitForResourceAsync(running, KnownResourceStates.Running).InTime();
        return start;
    }
}

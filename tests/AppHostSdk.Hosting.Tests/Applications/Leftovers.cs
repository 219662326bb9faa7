using System.Text.Json;
using AppHostSdk.Hosting.Tests.Containers;
using AppHostSdk.Running;

namespace AppHostSdk.Hosting.Tests.Applications;

/// <summary>What an application leaves on purpose, removed with the test.</summary>
internal sealed class Leftovers(string application) : IAsyncDisposable
{
    private const string Application = "dev.apphostsdk.application";

    /// <summary>The only persistent container.</summary>
    public async Task<JsonElement> ContainerAsync()
    {
        var container = Assert.Single(await RawEngine.ListAsync("containers", $"{Application}={application}", RunIdentity.PersistentLabel));
        return await RawEngine.GetAsync($"containers/{container.GetProperty("Id").GetString()}/json");
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var container in await RawEngine.ListAsync("containers", $"{Application}={application}", RunIdentity.PersistentLabel))
        {
            await RawEngine.DeleteAsync($"containers/{container.GetProperty("Id").GetString()}?force=1&v=1");
        }

        foreach (var network in await RawEngine.ListAsync("networks", $"{Application}={application}", RunIdentity.PersistentLabel))
        {
            await RawEngine.DeleteAsync($"networks/{network.GetProperty("Id").GetString()}");
        }
    }
}

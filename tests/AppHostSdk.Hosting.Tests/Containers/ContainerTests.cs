using AppHostSdk.Containers;

namespace AppHostSdk.Hosting.Tests.Containers;

/// <summary>What all tests with real containers share.</summary>
internal static class ContainerTests
{
    /// <summary>The image the tests run; eng/docker/make-images.sh makes one.</summary>
    public const string Image = "busybox:latest";

    /// <summary>
    /// Stops a test that touches the engine although container tests are left out: it lacks <see cref="ContainerFactAttribute"/>.
    /// </summary>
    public static void RequireEngine()
    {
        if (ContainerFactAttribute.AreLeftOut)
        {
            Assert.Fail($"Container tests are left out, but this one runs: it needs [{nameof(ContainerFactAttribute)[..^9]}].");
        }
    }

    /// <summary>Where the engine of the tests listens.</summary>
    public static string Host => Environment.GetEnvironmentVariable("DOCKER_HOST") is { Length: > 0 } host ? host : "unix:///var/run/docker.sock";

    /// <summary>A connected engine; fails the test when there is none.</summary>
    public static async Task<IContainerEngine> ConnectAsync(CancellationToken ct)
    {
        RequireEngine();
        var engine = DockerEngine.Create(Host);
        try
        {
            await engine.ConnectAsync(ct);
            if (!await engine.ImageExistsAsync(Image, ct))
            {
                Assert.Fail($"The engine at {engine.Address} has no image {Image}: run eng/docker/make-images.sh.");
            }

            return engine;
        }
        catch (ContainerEngineException e)
        {
            engine.Dispose();
            Assert.Fail($"No container engine for this test: run eng/docker/start-engine.sh, "
                + $"or leave these tests out with APPHOST_TEST_NO_CONTAINERS=1. ({e.Message})");
            throw;
        }
        catch
        {
            engine.Dispose();
            throw;
        }
    }
}

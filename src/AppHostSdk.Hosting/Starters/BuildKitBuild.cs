using AppHostSdk.Builds;
using AppHostSdk.Containers;
using AppHostSdk.Processes;

namespace AppHostSdk.Starters;

/// <summary>
/// Builds an image whose steps read secrets. The engine's own interface takes none: only BuildKit does, which the engine's command line
/// talks to. The command gets the secrets in its environment, so no list of processes and no file has them, and it ends with the host.
/// </summary>
internal static class BuildKitBuild
{
    private const string Program = "docker";

    /// <summary>Builds the image.</summary>
    /// <param name="launcher">Starts processes.</param>
    /// <param name="engine">The address of the engine.</param>
    /// <param name="build">What is built.</param>
    /// <param name="tag">What the image is called then.</param>
    /// <param name="onLine">Gets what the build prints, line by line.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>The id of the image.</returns>
    /// <exception cref="DistributedApplicationException">The command is missing, knows no secrets, or the build fails.</exception>
    public static async Task<string> RunAsync(IProcessLauncher launcher, string engine, ImageBuild build, string tag, Action<string> onLine, CancellationToken cancellation)
    {
        BuildContext.Require(build);
        var result = BuildDirectory.Create();
        try
        {
            var id = Path.Combine(result.FullName, "id");
            var last = "";
            var process = launcher.Start(Spec(engine, build, tag, id), (line, _) =>
            {
                last = line.Length > 0 ? line : last;
                onLine(line);
            });
            await using var _ = process.ConfigureAwait(false);
            int exitCode;
            try
            {
                exitCode = (await process.Exited.WaitAsync(cancellation).ConfigureAwait(false)).ExitCode;
            }
            catch (OperationCanceledException)
            {
                await process.StopAsync(TimeSpan.Zero, CancellationToken.None).ConfigureAwait(false);
                throw;
            }

            return exitCode == 0 && File.Exists(id)
                ? (await File.ReadAllTextAsync(id, cancellation).ConfigureAwait(false)).Trim()
                : throw new DistributedApplicationException(
                    $"building image '{tag}' from {build.Dockerfile}: '{Program} build' ended with exit code {exitCode}: {last} "
                    + $"It has secrets (WithBuildSecret), which need BuildKit: '{Program} buildx version' must work, or {Program} be a 20.10 to 22 that has it built in. Else install docker-buildx.");
        }
        finally
        {
            result.Delete(recursive: true);
        }
    }

    /// <summary>The command. It prints nothing of the secrets, and has their values in its environment only.</summary>
    internal static ProcessSpec Spec(string engine, ImageBuild build, string tag, string idFile)
    {
        var secrets = build.Secrets.OrderBy(s => s.Key, StringComparer.Ordinal).Select((s, i) => (Id: s.Key, Variable: $"APPHOST_BUILD_SECRET_{i}", s.Value)).ToList();
        var environment = secrets.ToDictionary(s => s.Variable, s => s.Value);
        environment["DOCKER_HOST"] = engine;
        environment["DOCKER_BUILDKIT"] = "1";

        // Another builder would keep the image to itself.
        environment["BUILDX_BUILDER"] = "default";

        // A value may be a secret here, too, and arguments stand in the list of processes.
        var named = build.Arguments.Where(a => !EngineCommand.IsOwn(a.Key) && environment.TryAdd(a.Key, a.Value)).Select(a => a.Key).ToHashSet();
        return new ProcessSpec
        {
            Name = tag,
            FileName = Program,
            Arguments =
            [
                "build",
                "--progress", "plain",
                "--tag", tag,
                "--file", build.Dockerfile,
                "--iidfile", idFile,
                .. build.Stage is { } stage ? new[] { "--target", stage } : [],
                .. build.Arguments.SelectMany(a => new[] { "--build-arg", named.Contains(a.Key) ? a.Key : $"{a.Key}={a.Value}" }),
                .. secrets.SelectMany(s => new[] { "--secret", $"id={s.Id},env={s.Variable}" }),
                build.ContextPath,
            ],
            WorkingDirectory = build.ContextPath,
            Environment = environment,
            Withheld = build.Withheld.Append("DOCKER_CONTEXT").ToHashSet(StringComparer.OrdinalIgnoreCase),
            MissingProgramAdvice = static () => $"The image's build has secrets (WithBuildSecret), which only the command '{Program}' can hand to BuildKit. Install it with buildx, or leave the secrets out.",
        };
    }
}

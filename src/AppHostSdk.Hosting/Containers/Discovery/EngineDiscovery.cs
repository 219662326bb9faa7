namespace AppHostSdk.Containers;

/// <summary>Finds the engine that is used.</summary>
internal static class EngineDiscovery
{
    /// <summary>Connects to the first candidate that answers.</summary>
    /// <param name="candidates">Which engines are tried.</param>
    /// <param name="onService">Told of the service that is started because none answered, before it is connected to.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="ContainerEngineException">None answers; the message says what was tried and what to do.</exception>
    public static async Task<DockerEngine> ConnectAsync(EngineCandidates candidates, Action<PodmanService> onService, CancellationToken cancellation)
    {
        var problems = new List<(ContainerEngineAddress Address, string Problem)>();
        foreach (var address in candidates.Addresses)
        {
            var engine = DockerEngine.Create(address);
            try
            {
                await engine.ConnectAsync(cancellation).ConfigureAwait(false);
                if (candidates.IsSaid || candidates.Wanted is null || engine.Identity.Kind == candidates.Wanted)
                {
                    return engine;
                }

                problems.Add((address, $"what listens there is not {candidates.Wanted}"));
            }
            catch (ContainerEngineException e) when (!candidates.IsSaid)
            {
                problems.Add((address, e.Problem.TrimEnd('.')));
            }
            catch
            {
                engine.Dispose();
                throw;
            }

            engine.Dispose();
        }

        if (candidates.PodmanProgram is not { } program)
        {
            throw NoneOf(candidates, problems);
        }

        var service = PodmanService.Start(program);
        onService(service);
        return await service.ConnectAsync(cancellation).ConfigureAwait(false);
    }

    private static ContainerEngineException NoneOf(EngineCandidates candidates, List<(ContainerEngineAddress Address, string Problem)> problems)
    {
        var tried = problems.GroupBy(p => p.Problem).Select(same => $"{same.Key} ({string.Join(", ", same.Select(p => p.Address.SocketPath ?? p.Address.Text))})");
        if (candidates.Wanted != EngineKind.Docker)
        {
            tried = tried.Append("there is no program 'podman' in PATH");
        }

        var start = candidates.Wanted switch
        {
            EngineKind.Docker => "Start Docker (for example: sudo systemctl start docker)",
            EngineKind.Podman => "Install Podman, or start its service (for example: systemctl --user start podman.socket)",
            _ => "Start Docker (for example: sudo systemctl start docker), install Podman",
        };
        return new("connecting to a container engine", $"none answers: {string.Join("; ", tried)}. {start}, or set DOCKER_HOST to where your engine listens (docker context inspect shows it).");
    }
}

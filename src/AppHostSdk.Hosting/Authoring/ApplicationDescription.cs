using AppHostSdk.Binding;
using AppHostSdk.Configuration;
using AppHostSdk.Model;
using AppHostSdk.Planning;
using AppHostSdk.Running;
using AppHostSdk.UserCode;

namespace AppHostSdk;

/// <summary>The finished description of an application, checked against what the compiler derived from the program.</summary>
internal sealed class ApplicationDescription
{
    private readonly CompiledModel _model;
    private readonly RunContext _context;
    private readonly Recording _recording;
    private readonly string? _registry;
    private readonly Action _readMembers;
    private readonly AppGraph _described;

    /// <param name="model">What the compiler derived.</param>
    /// <param name="context">The application.</param>
    /// <param name="recording">What the program described.</param>
    /// <param name="registry">The registry that images come from instead of their own; <see langword="null"/> for their own.</param>
    /// <param name="readMembers">Records what resource objects that were added meanwhile say of themselves.</param>
    /// <exception cref="DistributedApplicationException">The description is wrong.</exception>
    public ApplicationDescription(CompiledModel model, RunContext context, Recording recording, string? registry, Action readMembers)
    {
        (_model, _context, _recording, _registry, _readMembers) = (model, context, recording, registry, readMembers);
        var operation = context.ExecutionContext.Operation;
        var compiled = model.Graph();
        var specialization = Specializer.Specialize(compiled, recording.Finish(compiled.Application), operation, context.HostDirectory);
        _described = specialization.Graph;
        Graph = Complete(_described);
        if (specialization.Disagreements.Count > 0 && Graph.Resources.GroupBy(r => r.Name, StringComparer.OrdinalIgnoreCase).Any(g => g.Count() > 1))
        {
            // A name that comes twice is a mistake of the program, and the reason why the two cannot be compared.
            Verification.Check(Graph, model, operation);
        }

        Verification.Report(specialization.Disagreements, model);

        // What the compiler knew, it has checked; what was late, conditional or open, or depends on the host's launch profile, is
        // checked here by the same rules; so are the launch files of projects that it was not built with, and what the project
        // did not let it refuse.
        var isConstant = compiled is { IsComplete: true, Slots.IsEmpty: true, Conditions.Nodes.IsEmpty: true };
        if (!isConstant || model.HasDowngradedErrors || specialization.Disagreements.Count > 0 || LaunchSelection.DependsOnHost(_described) || Graph.Projects != compiled.Projects)
        {
            Verification.Check(Graph, model, operation);
        }
    }

    /// <summary>The graph that runs: without conditions and late values.</summary>
    public AppGraph Graph { get; }

    /// <summary>The graph with what subscribers of <see cref="BeforeStartEvent"/> add to it.</summary>
    /// <remarks>The compiler did not derive what they add, so a difference is not reported; the same rules apply.</remarks>
    /// <exception cref="DistributedApplicationException">A subscriber failed, or what it described is wrong.</exception>
    public async Task<AppGraph> ExtendAsync(CancellationToken cancellation)
    {
        var extended = await _recording.ExtendAsync(_described, () => CallbackInvoker.CallAsync(
            $"A subscriber of {nameof(BeforeStartEvent)}",
            async () =>
            {
                await _context.Eventing.PublishAsync(new BeforeStartEvent(_context.Services, _context.Model), cancellation).ConfigureAwait(false);
                _readMembers();
            })).ConfigureAwait(false);
        if (ReferenceEquals(extended, _described))
        {
            return Graph;
        }

        var complete = Complete(extended);
        Verification.Check(complete, _model, _context.ExecutionContext.Operation);
        return complete;
    }

    private AppGraph Complete(AppGraph graph)
    {
        var launched = LaunchProfiles.Apply(ProjectPaths.Bind(ProgramReplacement.Apply(_context.ExecutionContext.IsRunMode ? ExecutableFallback.Apply(graph) : graph), _context.HostDirectory), _context.Configuration);
        return _registry is { Length: > 0 } ? RegistryOverride.Override(launched, _registry) : launched;
    }
}

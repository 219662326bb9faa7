using System.CommandLine;
using AppHostSdk.Verbs;

namespace AppHostSdk.Hosting.Tests.Verbs;

/// <summary>A verb with an option, a switch and a word of its own, as later ones may have; it notes what it was told.</summary>
internal sealed class SampleVerb : IVerb
{
    private readonly Option<string> _format = new("--format", "-f") { HelpName = "FORMAT", Description = "how it is shown" };
    private readonly Option<bool> _deep = new("--deep") { Description = "with everything below" };
    private readonly Argument<string> _resource = new("resource") { Description = "what is shown", Arity = ArgumentArity.ZeroOrOne };

    public string Name => "show";

    public string Description => "show a resource";

    public IReadOnlyList<Option> Options => [_format, _deep];

    public IReadOnlyList<Argument> Arguments => [_resource];

    public string? Told { get; private set; }

    public static HostCommand Command(SampleVerb verb, params string[] resources) => new([new PlanVerb(), verb], resources);

    public Task RunAsync(VerbContext context, ParseResult values, CancellationToken cancellation)
    {
        Told = $"{values.GetValue(_resource)} {values.GetValue(_format)} {values.GetValue(_deep)}";
        return Task.CompletedTask;
    }
}

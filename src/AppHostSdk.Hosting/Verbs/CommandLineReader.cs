using System.CommandLine;
using System.Runtime.CompilerServices;

namespace AppHostSdk.Verbs;

/// <summary>Reads command lines that have something for us.</summary>
internal static class CommandLineReader
{
    // Apart, so that the library is loaded when this is called and not before.
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static HostCommandLine Read(IReadOnlyList<string> args)
    {
        return Suggestions.IsAskedBy(args[0])
            ? new() { Action = (context, _) => Suggestions.WriteAsync(context, args) }
            : Read(args, new HostCommand(VerbCatalog.Create(), resources: []));
    }

    /// <summary>Reads a command line as <paramref name="host"/> describes it.</summary>
    public static HostCommandLine Read(IReadOnlyList<string> args, HostCommand host)
    {
        var verb = host.Find(args[0]);
        var divided = new DividedArguments(verb is null ? args : [.. args.Skip(1)], [.. host.Root.Options, .. verb?.Options ?? []], verb?.Arguments ?? []);
        var values = host.Parse(verb is null ? divided.Ours : [verb.Name, .. divided.Ours]);
        var logFile = values.GetValue(host.LogFile) is { Length: > 0 } file ? file : null;
        var problem = values.Errors is [var error, ..] ? error.Message
            : verb is not null && logFile is not null ? $"--log-file is for a run, and '{verb.Name}' starts nothing. Remove it; '{verb.Name} > {logFile}' writes what is shown into the file."
            : null;
        return new()
        {
            Verb = verb?.Name,
            Action = ActionOf(host, verb, values, problem),
            Only = values.GetValue(host.Only) ?? [],
            IsIsolated = values.GetValue(host.Isolated),
            LogFile = logFile,
            IsJson = values.GetValue(host.Output) == "json",
            Problem = problem,
            Rest = [.. divided.Rest],
        };
    }

    private static VerbAction? ActionOf(HostCommand host, Command? command, ParseResult values, string? problem)
    {
        if (values.GetValue(host.Help))
        {
            return async (_, _) => await System.Console.Out.WriteAsync(HelpText.Of(host, command ?? host.Root)).ConfigureAwait(false);
        }

        if (command is null)
        {
            return null;
        }

        return problem is null
            ? (context, cancellation) => host.VerbOf(command)!.RunAsync(context, values, cancellation)
            : (_, _) => throw new DistributedApplicationException(problem);
    }
}

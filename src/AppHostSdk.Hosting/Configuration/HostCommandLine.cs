namespace AppHostSdk.Configuration;

/// <summary>What of the app host's command line is for us; the rest is configuration and the program's own.</summary>
internal sealed record HostCommandLine
{
    /// <summary>The verb that prints the plan.</summary>
    public const string PlanVerb = "plan";

    /// <summary>The first word, when it is a verb of ours; <see langword="null"/> for running the application.</summary>
    public string? Verb { get; private init; }

    /// <summary>The resources that are wanted, with what they need; empty for all.</summary>
    public IReadOnlyList<string> Only { get; private init; } = [];

    /// <summary>Fixed ports are replaced by free ones.</summary>
    public bool IsIsolated { get; private init; }

    /// <summary>A file that everything shown is written to as well; <see langword="null"/> for none.</summary>
    public string? LogFile { get; private init; }

    /// <summary>What is shown is one JSON object per line.</summary>
    public bool IsJson { get; private init; }

    /// <summary>Only what the command line may say is wanted.</summary>
    public bool IsHelp { get; private init; }

    /// <summary>What the command line may say.</summary>
    public static string Help => """
        Usage: dotnet run -- [plan] [options]

          plan                   show what would be started, in which order and why, and start nothing

          --only NAME,…          start only these resources and what they need
          --isolated             take free ports instead of fixed ones, beside another run of this app host
          --log-file FILE        write what is shown into a file as well
          --output text|json     show lines for people, or one JSON object per line
          --parameter NAME=VALUE set the value of a parameter
          --KEY=VALUE            set a value of the configuration, for example --Parameters:NAME=VALUE

        """;

    /// <summary>What cannot be understood, for people; <see langword="null"/> when all is well.</summary>
    public string? Problem { get; private init; }

    /// <summary>Everything that is not ours, in order.</summary>
    public string[] Rest { get; private init; } = [];

    /// <summary>
    /// Understands a command line: <c>[plan] [--only NAME…] [--isolated] [--log-file FILE] [--output text|json] [--help]</c>, in any order
    /// and mixed with others; values may follow after <c>=</c>. What comes after <c>--</c> is left alone.
    /// </summary>
    public static HostCommandLine Parse(IReadOnlyList<string> args)
    {
        var line = new HostCommandLine { Verb = args is [PlanVerb, ..] ? PlanVerb : null };
        var rest = new List<string>();
        for (var i = line.Verb is null ? 0 : 1; i < args.Count; i++)
        {
            if (args[i] == "--")
            {
                rest.AddRange(args.Skip(i));
                break;
            }

            var (name, value) = args[i].IndexOf('=') is var cut and > 0 ? (args[i][..cut], args[i][(cut + 1)..]) : (args[i], null);
            switch (name)
            {
                case "--only":
                    var names = (value is null ? Values() : [value]).SelectMany(v => v.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).ToList();
                    line = names.Count == 0
                        ? line with { Problem = "--only needs the names of resources, for example --only api,web." }
                        : line with { Only = [.. line.Only, .. names] };
                    break;
                case "--isolated" when value is null or "true" or "false":
                    line = line with { IsIsolated = value != "false" };
                    break;
                case "--log-file":
                    line = (value ?? Values(1).FirstOrDefault()) is { Length: > 0 } file
                        ? line with { LogFile = file }
                        : line with { Problem = "--log-file needs the path of a file." };
                    break;
                case "--help" when value is null:
                    line = line with { IsHelp = true };
                    break;
                case "--output" when (value ?? args.ElementAtOrDefault(i + 1)) is "json" or "text":
                    line = line with { IsJson = (value ?? Values(1)[0]) == "json" };
                    break;
                default:
                    rest.Add(args[i]);
                    break;
            }

            List<string> Values(int most = int.MaxValue)
            {
                var values = new List<string>();
                while (values.Count < most && i + 1 < args.Count && !args[i + 1].StartsWith('-'))
                {
                    values.Add(args[++i]);
                }

                return values;
            }
        }

        return line with { Rest = [.. rest] };
    }
}

using System.CommandLine;
using System.CommandLine.Completions;
using System.CommandLine.Parsing;

namespace AppHostSdk.Verbs;

/// <summary>The description of the command line, from which it is parsed, explained and completed.</summary>
internal sealed class HostCommand
{
    private static readonly ArgumentArity AnyNumber = ArgumentArity.ZeroOrMore;
    private readonly Dictionary<Command, IVerb> _verbs = [];

    /// <param name="verbs">The verbs there are.</param>
    /// <param name="resources">The names of the resources, where they are known.</param>
    public HostCommand(IEnumerable<IVerb> verbs, IReadOnlyList<string> resources)
    {
        Only = new(OptionNames.Only)
        {
            Description = "start only these resources and what they need",
            HelpName = "NAME,…",
            Arity = AnyNumber,
            AllowMultipleArgumentsPerToken = true,
            CustomParser = result => [.. result.Tokens.SelectMany(t => NameList.Split(t.Value))],
            Validators = { RequireNames },
            CompletionSources = { context => NameList.Completions(context.WordToComplete, resources) },
        };

        // Having something to do makes a command line without a verb valid; what it is, is not the library's affair.
        Root.SetAction(static _ => { });

        // -h, -? and --version are not taken: a program may have its own.
        Root.Options.Clear();
        foreach (var option in new Option[] { Only, Isolated, LogFile, Output, Help })
        {
            option.Recursive = true;
            Root.Options.Add(option);
        }

        foreach (var verb in verbs)
        {
            var command = new Command(verb.Name, verb.Description);
            foreach (var option in verb.Options)
            {
                command.Options.Add(option);
            }

            foreach (var argument in verb.Arguments)
            {
                command.Arguments.Add(argument);
            }

            Root.Subcommands.Add(command);
            _verbs.Add(command, verb);
        }
    }

    /// <summary>The command line without a verb.</summary>
    public RootCommand Root { get; } = new();

    public Option<string[]> Only { get; }

    public Option<bool> Isolated { get; } = new(OptionNames.Isolated)
    {
        Description = "take free ports instead of fixed ones, beside another run of this app host",
        Arity = AnyNumber,
        CustomParser = result => Last(result) != "false",
    };

    public Option<string> LogFile { get; } = new(OptionNames.LogFile)
    {
        Description = "write what is shown into a file as well",
        HelpName = "FILE",
        Arity = AnyNumber,
        CustomParser = Last,
        Validators = { RequirePath },
    };

    public ChoiceOption Output { get; } = new(OptionNames.Output, "text", "json")
    {
        Description = "show lines for people, or one JSON object per line",
        Arity = AnyNumber,
        CustomParser = Last,
    };

    public Option<bool> Help { get; } = new(OptionNames.Help)
    {
        Description = "show this, or after a verb what there is for it, and start nothing",
        Arity = ArgumentArity.Zero,
    };

    /// <summary>What a first word names; <see langword="null"/> when it is not a verb.</summary>
    public Command? Find(string word) => Root.Subcommands.FirstOrDefault(c => c.Name == word);

    /// <summary>The verb that a command is, unless it is the root.</summary>
    public IVerb? VerbOf(Command command) => _verbs.GetValueOrDefault(command);

    /// <summary>Parses what is ours alone.</summary>
    public ParseResult Parse(IReadOnlyList<string> args) => Root.Parse(args, new ParserConfiguration { EnablePosixBundling = false, ResponseFileTokenReplacer = null });

    /// <summary>An option that is repeated means what it says last.</summary>
    private static string? Last(ArgumentResult result) => result.Tokens is [.., var last] ? last.Value : null;

    private static void RequireNames(OptionResult result)
    {
        if (result.Tokens.Any(t => NameList.Split(t.Value).Length == 0))
        {
            result.AddError("--only needs the names of resources, for example --only api,web.");
        }
    }

    private static void RequirePath(OptionResult result)
    {
        if (result.Tokens.Any(t => t.Value.Length == 0))
        {
            result.AddError("--log-file needs the path of a file.");
        }
    }
}

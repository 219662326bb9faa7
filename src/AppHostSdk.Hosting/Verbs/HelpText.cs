using System.CommandLine;
using System.Text;

namespace AppHostSdk.Verbs;

/// <summary>What the command line may say, for people.</summary>
internal static class HelpText
{
    private const string Usage = "dotnet run --";

    private static readonly (string Left, string Right)[] Configuration =
    [
        ("--parameter NAME=VALUE", "set the value of a parameter"),
        ("--KEY=VALUE", "set a value of the configuration, for example --Parameters:NAME=VALUE"),
    ];

    public static string Of(HostCommand host, Command command)
    {
        var verb = host.VerbOf(command);
        var arguments = command.Arguments.Where(a => !a.Hidden).ToList();
        (string Title, (string Left, string Right)[] Rows)[] parts =
        [
            ("Verbs", [.. command.Subcommands.Where(c => !c.Hidden).Select(c => (c.Name, c.Description ?? ""))]),
            ("Arguments", [.. arguments.Select(a => (Written(a), a.Description ?? ""))]),
            ("Options", [.. (verb?.Options ?? []).Concat(host.Root.Options).Where(o => !o.Hidden).Select(o => (Written(o), o.Description ?? ""))]),
            ("Configuration", Configuration),
        ];
        var width = parts.SelectMany(p => p.Rows).Max(r => r.Left.Length) + 2;
        var text = new StringBuilder("Usage: ")
            .AppendJoin(' ', [Usage, verb?.Name ?? "[verb]", .. arguments.Select(Written), "[options]"])
            .Append("\n\n")
            .Append(verb is null ? "Without a verb, the application is started, and stopped by Ctrl+C." : Sentence(verb.Description))
            .Append('\n');
        foreach (var (title, rows) in parts.Where(p => p.Rows.Length > 0))
        {
            text.Append('\n').Append(title).Append(":\n");
            foreach (var (left, right) in rows)
            {
                text.Append("  ").Append(left.PadRight(width)).Append(right).Append('\n');
            }
        }

        return text.ToString();
    }

    private static string Written(Argument argument) => argument.HelpName ?? argument.Name.ToUpperInvariant();

    private static string Written(Option option) => string.Join(", ", [option.Name, .. option.Aliases]) + (option.HelpName is { } value ? " " + value : "");

    private static string Sentence(string description) => char.ToUpperInvariant(description[0]) + description[1..] + ".";
}

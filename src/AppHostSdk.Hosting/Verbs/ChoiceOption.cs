using System.CommandLine;

namespace AppHostSdk.Verbs;

/// <summary>An option with few values. With any other value it is not ours: <c>--output manifest.json</c> is configuration.</summary>
internal sealed class ChoiceOption : Option<string>
{
    public ChoiceOption(string name, params string[] choices)
        : base(name)
    {
        Choices = choices;
        HelpName = string.Join('|', choices);
        AcceptOnlyFromAmong(choices);
    }

    public IReadOnlyList<string> Choices { get; }
}

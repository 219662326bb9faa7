namespace AppHostSdk.Verbs;

/// <summary>The names of the options that every command line may have, apart from their descriptions: every start compares them.</summary>
internal static class OptionNames
{
    public const string Only = "--only";
    public const string Isolated = "--isolated";
    public const string LogFile = "--log-file";
    public const string Output = "--output";
    public const string Help = "--help";

    private static readonly string[] All = [Only, Isolated, LogFile, Output, Help];

    /// <summary>Whether an argument is such an option, with or without a value. Does not load the library.</summary>
    public static bool Has(string argument)
    {
        foreach (var name in All)
        {
            if (argument.StartsWith(name, StringComparison.Ordinal) && (argument.Length == name.Length || argument[name.Length] == '='))
            {
                return true;
            }
        }

        return false;
    }
}

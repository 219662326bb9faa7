using System.Globalization;
using AppHostSdk.Model;

namespace AppHostSdk.Tasks;

/// <summary>Something that is wrong with the files of an app host.</summary>
/// <param name="Rule">What it is.</param>
/// <param name="IsError">The host cannot start as it is; else it may be right by the time it does.</param>
/// <param name="Site">The call that needs the file.</param>
/// <param name="Arguments">What fills the message.</param>
internal sealed record FileFinding(Rule Rule, bool IsError, int Site, EquatableArray<string> Arguments)
{
    /// <summary>The message in words.</summary>
    public string Message => string.Format(CultureInfo.InvariantCulture, Rule.Message, [.. Arguments.Cast<object>()]);
}

using System.Globalization;

namespace AppHostSdk.Model;

/// <summary>A mistake that can be proved from the graph, with the text that the compiler and the run time both print.</summary>
/// <param name="Id">The diagnostic id, <c>AHS</c> and four digits.</param>
/// <param name="Title">The mistake in a few words.</param>
/// <param name="Message">The message as a composite format string.</param>
public sealed record Rule(string Id, string Title, string Message);

/// <summary>A place in the program: a call site, and the argument of it that is meant.</summary>
/// <param name="Site">The call site.</param>
/// <param name="Argument">The argument's name in <see cref="OperationSchema"/>, or <see langword="null"/> for the whole call.</param>
public readonly record struct SiteArgument(int Site, string? Argument);

/// <summary>A mistake found in a graph.</summary>
/// <param name="Rule">What is wrong.</param>
/// <param name="Location">The expression that causes it.</param>
/// <param name="Related">The other expressions involved.</param>
/// <param name="Arguments">What fills the message.</param>
public sealed record Finding(Rule Rule, SiteArgument Location, EquatableArray<SiteArgument> Related, EquatableArray<string> Arguments)
{
    /// <summary>The message in words.</summary>
    public string Message => string.Format(CultureInfo.InvariantCulture, Rule.Message, [.. Arguments.Cast<object>()]);
}

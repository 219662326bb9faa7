using System.Globalization;

namespace AppHostSdk.Model;

/// <summary>A mistake that can be proved from the graph, with the text that the compiler and the run time both print.</summary>
/// <param name="Id">The diagnostic id, <c>AHS</c> and four digits.</param>
/// <param name="Title">The mistake in a few words.</param>
/// <param name="Message">The message as a composite format string.</param>
public sealed record Rule(string Id, string Title, string Message)
{
    /// <summary>The number of values that fill the message.</summary>
    public int ArgumentCount { get; } = Enumerable.Range(0, 10).Count(i => Message.Contains($"{{{i}}}"));

    /// <summary>Worth knowing, but nothing is wrong.</summary>
    public bool IsInformation { get; init; }
}

/// <summary>A place in the program: a call site, and the argument of it that is meant.</summary>
/// <param name="Site">The call site.</param>
/// <param name="Argument">The argument's name in <see cref="OperationSchema"/>, or <see langword="null"/> for the whole call.</param>
public readonly record struct SiteArgument(int Site, string? Argument)
{
    private const char Inside = '/';

    /// <summary>The place of the whole argument when this is one of a part of it. No property: the text of a record has its properties in it.</summary>
    public SiteArgument ToWhole() => Argument?.IndexOf(Inside) is { } cut and > 0 ? this with { Argument = Argument.Substring(0, cut) } : this;

    /// <summary>Names the mention of an endpoint within an argument.</summary>
    public static string Within(string argument, ModelValue.Endpoint endpoint) => $"{argument}{Inside}{endpoint.Key}{Inside}{endpoint.Name}";
}

/// <summary>A mistake found in a graph.</summary>
/// <param name="Rule">What is wrong.</param>
/// <param name="Location">The expression that causes it.</param>
/// <param name="Related">The other expressions involved.</param>
/// <param name="Arguments">What fills the message.</param>
public sealed record Finding(Rule Rule, SiteArgument Location, EquatableArray<SiteArgument> Related, EquatableArray<string> Arguments)
{
    /// <summary>In which runs the mistake is made, in words that continue "when …"; empty when in every run.</summary>
    public string Condition { get; init; } = "";

    /// <summary>
    /// True when the mistake is made whenever one of the expressions involved is reached, so that this expression can never be
    /// right. The others may be: they are warnings, and errors in the runs that make them.
    /// </summary>
    public bool IsCertain { get; init; } = true;

    /// <summary>The name that was probably meant in place of the one at <see cref="Location"/>, when there is one.</summary>
    public string? Suggestion { get; init; }

    /// <summary>The constant text at <see cref="Location"/> that is meant, where the finding is about one: the user writes it, or an integration does.</summary>
    public string? Text { get; init; }

    /// <summary>The condition as a sentence that follows the message, or empty.</summary>
    public string ConditionSentence => Condition.Length == 0 ? "" : $" This happens when {Condition}.";

    /// <summary>The message in words.</summary>
    public string Message => string.Format(CultureInfo.InvariantCulture, Rule.Message, [.. Arguments.Cast<object>()]) + ConditionSentence;
}

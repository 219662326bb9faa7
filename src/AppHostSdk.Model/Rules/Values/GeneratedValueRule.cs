namespace AppHostSdk.Model;

/// <summary>A value to generate has characters that it may be made of.</summary>
internal static class GeneratedValueRule
{
    public static IEnumerable<Finding> Check(GraphIndex index)
    {
        foreach (var resource in index.Graph.Resources)
        {
            if (resource.Parameter.Generated is { } value && Problem(value) is var (argument, problem) && index.IsPossible(index.When(resource)))
            {
                yield return index.Under(
                    new Finding(RuleCatalog.ImpossibleValue, new SiteArgument(resource.Site, argument), default, EquatableArray.Of(resource.Name, problem)),
                    index.When(resource),
                    index.Reaching(resource));
            }
        }
    }

    private static (string Argument, string Problem)? Problem(GeneratedValue value) => value switch
    {
        { Lower: false, MinLower: > 0 } => ("minLower", "it demands lower-case letters and allows none"),
        { Upper: false, MinUpper: > 0 } => ("minUpper", "it demands upper-case letters and allows none"),
        { Numeric: false, MinNumeric: > 0 } => ("minNumeric", "it demands digits and allows none"),
        { Special: false, MinSpecial: > 0 } => ("minSpecial", "it demands punctuation and allows none"),
        { Lower: false, Upper: false, Numeric: false, Special: false } => ("special", "it allows no characters at all"),
        _ => null,
    };
}

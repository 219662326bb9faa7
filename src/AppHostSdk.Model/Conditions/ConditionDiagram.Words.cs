namespace AppHostSdk.Model;

public sealed partial class ConditionDiagram
{
    /// <summary>
    /// <paramref name="condition"/> in words that continue "when …", for example <c>configuration 'Kind' is 'sql'</c>; see
    /// <see cref="ConditionWords.Tests"/>.
    /// </summary>
    /// <param name="condition">A condition that holds sometimes.</param>
    /// <returns>Empty for <see cref="Condition.Always"/>.</returns>
    public string Describe(Condition condition)
    {
        var (table, map) = Copy([condition]);
        return new ConditionWords(table).Tests(map(condition));
    }
}

namespace AppHostSdk.Model;

/// <summary>Visits values and keys, and leaves everything else as it is.</summary>
/// <param name="value">Makes the new value of a value.</param>
/// <param name="key">Makes the new key of a key.</param>
internal sealed class ValueVisitor(Func<ModelValue, ModelValue> value, Func<string, string> key) : IEntryVisitor
{
    public ModelValue VisitValue(string name, ModelValue member) => value(member);

    public string VisitKey(string name, string member) => key(member);

    public string VisitText(string name, string text) => text;

    public string? VisitOptionalText(string name, string? text) => text;

    public int VisitNumber(string name, int number) => number;

    public bool VisitFlag(string name, bool flag) => flag;

    public bool? VisitOptionalFlag(string name, bool? flag) => flag;

    public Enum? VisitChoice(string name, Type type, Enum? choice) => choice;
}

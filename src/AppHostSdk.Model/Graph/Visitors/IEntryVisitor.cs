namespace AppHostSdk.Model;

/// <summary>
/// Visits the members of an entry in the order of their declaration, and gives each of them the value that it has from then on:
/// what reads them returns what it is given, what changes or reads them in from elsewhere returns something else.
/// </summary>
public interface IEntryVisitor
{
    /// <summary>Visits a value; what visits it looks into it by itself.</summary>
    /// <param name="name">The name of the member.</param>
    /// <param name="value">Its value.</param>
    ModelValue VisitValue(string name, ModelValue value);

    /// <summary>Visits the key of another resource.</summary>
    /// <param name="name">The name of the member.</param>
    /// <param name="key">The key.</param>
    string VisitKey(string name, string key);

    /// <summary>Visits a text that is always there.</summary>
    /// <param name="name">The name of the member.</param>
    /// <param name="text">The text.</param>
    string VisitText(string name, string text);

    /// <summary>Visits a text that may be missing.</summary>
    /// <param name="name">The name of the member.</param>
    /// <param name="text">The text.</param>
    string? VisitOptionalText(string name, string? text);

    /// <summary>Visits a whole number; 0 is the default.</summary>
    /// <param name="name">The name of the member.</param>
    /// <param name="number">The number.</param>
    int VisitNumber(string name, int number);

    /// <summary>Visits a truth value; <see langword="false"/> is the default.</summary>
    /// <param name="name">The name of the member.</param>
    /// <param name="flag">The truth value.</param>
    bool VisitFlag(string name, bool flag);

    /// <summary>Visits a truth value that may be unknown.</summary>
    /// <param name="name">The name of the member.</param>
    /// <param name="flag">The truth value.</param>
    bool? VisitOptionalFlag(string name, bool? flag);

    /// <summary>Visits a member of an enumeration.</summary>
    /// <param name="name">The name of the member.</param>
    /// <param name="type">The enumeration.</param>
    /// <param name="choice">One of its members, or <see langword="null"/> where none may be chosen.</param>
    Enum? VisitChoice(string name, Type type, Enum? choice);
}

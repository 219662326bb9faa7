using System.Globalization;

namespace AppHostSdk.Model;

/// <summary>A value in an operation or in the graph: a constant, or a reference that each consumer resolves for itself.</summary>
public abstract record ModelValue
{
    private ModelValue()
    {
    }

    /// <summary>No value: an argument left out, or <c>null</c>.</summary>
    public static ModelValue None { get; } = new NoValue();

    /// <summary>The value of a constant string, or <see langword="null"/> when this is none.</summary>
    public string? AsText => (this as Text)?.Value;

    /// <summary>The value of a constant whole number, or <see langword="null"/> when this is none.</summary>
    public long? AsNumber => (this as Number)?.Value;

    /// <summary>The value of a constant truth value, or <see langword="null"/> when this is none.</summary>
    public bool? AsFlag => (this as Flag)?.Value;

    /// <summary>True for <see cref="None"/>.</summary>
    public bool IsNone => this is NoValue;

    /// <summary>A string constant, or <see cref="None"/> for <see langword="null"/>.</summary>
    public static ModelValue From(string? value) => value is null ? None : new Text(value);

    /// <summary>A whole number, or <see cref="None"/> for <see langword="null"/>.</summary>
    public static ModelValue From(long? value) => value is { } number ? new Number(number) : None;

    /// <summary>
    /// The text of a number that need not be whole. It has 15 digits at most, which every run time that the compiler runs on writes alike.
    /// </summary>
    public static ModelValue FromDouble(double number)
    {
        try
        {
            return new Text(((decimal)number).ToString(CultureInfo.InvariantCulture));
        }
        catch (OverflowException)
        {
            return new Text(number.ToString(CultureInfo.InvariantCulture));
        }
    }

    /// <summary>A truth value, or <see cref="None"/> for <see langword="null"/>.</summary>
    public static ModelValue From(bool? value) => value is { } flag ? new Flag(flag) : None;

    /// <summary>
    /// The parts one after the other, in the one form that such a value has: templates within are opened, texts side by side are one,
    /// and what comes to a single part is that part.
    /// </summary>
    public static ModelValue Join(IEnumerable<ModelValue> parts)
    {
        var joined = new List<ModelValue>();
        foreach (var part in parts.SelectMany(p => p is Template template ? template.Parts : EquatableArray.Of(p)))
        {
            switch (part)
            {
                case NoValue or Text { Value: "" }:
                    break;
                case Text text when joined.Count > 0 && joined[joined.Count - 1] is Text before:
                    joined[joined.Count - 1] = new Text(before.Value + text.Value);
                    break;
                default:
                    joined.Add(part);
                    break;
            }
        }

        return joined.Count switch
        {
            0 => new Text(""),
            1 => joined[0],
            _ => new Template(joined.ToEquatableArray()),
        };
    }

    /// <summary>No value.</summary>
    public sealed record NoValue : ModelValue;

    /// <summary>A string constant.</summary>
    public sealed record Text(string Value) : ModelValue;

    /// <summary>A whole number.</summary>
    public sealed record Number(long Value) : ModelValue;

    /// <summary>A truth value.</summary>
    public sealed record Flag(bool Value) : ModelValue;

    /// <summary>A path relative to the app host's directory, with forward slashes as written.</summary>
    public sealed record HostPath(string Relative) : ModelValue;

    /// <summary>Several values in order.</summary>
    public sealed record List(EquatableArray<ModelValue> Items) : ModelValue;

    /// <summary>Text with values in it, joined without separator.</summary>
    public sealed record Template(EquatableArray<ModelValue> Parts) : ModelValue;

    /// <summary>Another resource, by key.</summary>
    public sealed record Resource(string Key) : ModelValue;

    /// <summary>A property of an endpoint of a resource, resolved per consumer.</summary>
    public sealed record Endpoint(string Key, string Name, EndpointProperty Property = EndpointProperty.Url) : ModelValue
    {
        /// <summary>From where it is looked at; <see langword="null"/> for from where the consumer is.</summary>
        public NetworkIdentifier? Network { get; init; }
    }

    /// <summary>The value of a parameter resource.</summary>
    public sealed record Parameter(string Key) : ModelValue;

    /// <summary>What others connect to a resource with, see <see cref="Model.Resource.Connections"/>; resolved per consumer.</summary>
    public sealed record Connection(string Key) : ModelValue;

    /// <summary>A value written in another form, see <see cref="ValueFormat"/>.</summary>
    public sealed record Formatted(ModelValue Value, string Format) : ModelValue;

    /// <summary>A value the running host supplies; see <see cref="Model.Slot"/>.</summary>
    public sealed record Late(int Slot) : ModelValue;

    /// <summary>A function the running host calls when the value is needed.</summary>
    public sealed record Callback(int Slot) : ModelValue;
}

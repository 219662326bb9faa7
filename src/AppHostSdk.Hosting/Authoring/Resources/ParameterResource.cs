using System.ComponentModel;
using AppHostSdk.Configuration;

namespace AppHostSdk;

/// <summary>A value supplied from outside the program. As a value it is what was supplied.</summary>
/// <param name="name">The name.</param>
/// <param name="secret">The value must not be shown.</param>
public class ParameterResource(string name, bool secret) : Resource(name), IExpressionValue
{
    private ParameterDefault? _default;

    /// <summary>A value that a function gives when none is supplied.</summary>
    /// <param name="name">The name.</param>
    /// <param name="callback">Gives the value; here, what it is passed is always <see langword="null"/>.</param>
    /// <param name="secret">The value must not be shown.</param>
    public ParameterResource(string name, Func<ParameterDefault?, string> callback, bool secret = false)
        : this(name, secret)
    {
        ArgumentNullException.ThrowIfNull(callback);
        _default = new GivenParameterDefault(() => callback(null));
    }

    /// <summary>The value must not be shown.</summary>
    public bool Secret { get; } = secret;

    /// <summary>What the value is when none is supplied, or <see langword="null"/>.</summary>
    public ParameterDefault? Default
    {
        get => _default;
        set
        {
            _default = value;
            if (value is not null && Expressed.ContextOf(this) is { } context)
            {
                context.Parameters.Add(Expressed.KeyOf(this), value);
            }
        }
    }

    /// <summary>The value; the same as <see cref="GetValueAsync"/> gives.</summary>
    /// <exception cref="DistributedApplicationException">The parameter was not added, or none was supplied and there is no default.</exception>
    public string Value => Expressed.TextOf(this) ?? "";

    /// <summary>The configuration key of the value; <see langword="null"/> for <c>Parameters:name</c>.</summary>
    internal string? ConfigurationKey { get; init; }

    /// <summary>A default that was made is kept.</summary>
    internal bool IsPersisted { get; init; }

    /// <inheritdoc/>
    public string ValueExpression => $"{{{Name}.value}}";

    /// <summary>The value: what is configured, else the default. It may be asked for at any time.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="DistributedApplicationException">The parameter was not added, or none was supplied and there is no default.</exception>
    public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default) => Expressed.ValueOf(this);
}

/// <summary>What a parameter is when no value is supplied.</summary>
public abstract class ParameterDefault
{
    /// <summary>The value.</summary>
    public abstract string GetDefaultValue();
}

/// <summary>A random text, for example for a password. The characters are such that it can stand in a URL.</summary>
[ModelObject]
public sealed class GenerateParameterDefault : ParameterDefault
{
    /// <summary>The least number of characters.</summary>
    public int MinLength { get; init; }

    /// <summary>Lower-case letters may be in it.</summary>
    [DefaultValue(true)]
    public bool Lower { get; init; } = true;

    /// <summary>Upper-case letters may be in it.</summary>
    [DefaultValue(true)]
    public bool Upper { get; init; } = true;

    /// <summary>Digits may be in it.</summary>
    [DefaultValue(true)]
    public bool Numeric { get; init; } = true;

    /// <summary>Punctuation may be in it.</summary>
    [DefaultValue(true)]
    public bool Special { get; init; } = true;

    /// <summary>The least number of lower-case letters.</summary>
    public int MinLower { get; init; }

    /// <summary>The least number of upper-case letters.</summary>
    public int MinUpper { get; init; }

    /// <summary>The least number of digits.</summary>
    public int MinNumeric { get; init; }

    /// <summary>The least number of punctuation characters.</summary>
    public int MinSpecial { get; init; }

    /// <inheritdoc/>
    public override string GetDefaultValue() => GeneratedText.Of(ToModel());

    internal Model.GeneratedValue ToModel() => new(MinLength, Lower, Upper, Numeric, Special, MinLower, MinUpper, MinNumeric, MinSpecial);
}

/// <summary>A default that the program gives.</summary>
internal sealed class GivenParameterDefault(Func<string> value) : ParameterDefault
{
    public override string GetDefaultValue() => value();
}

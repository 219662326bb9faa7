using AppHostSdk.Model;

namespace AppHostSdk;

/// <summary>
/// Adds values supplied from outside. The value is what the host's configuration has under <c>Parameters:name</c>; hyphens in the name
/// may be written as underscores there. Otherwise it is the default; without one, a terminal is asked.
/// </summary>
public static class ParameterResourceBuilderExtensions
{
    /// <summary>Adds a parameter without default.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The resource's name.</param>
    /// <param name="secret">The value must not be shown.</param>
    [ModelOperation(OperationKind.AddParameter)]
    public static IResourceBuilder<ParameterResource> AddParameter(this IDistributedApplicationBuilder builder, [ResourceName] string name, bool secret = false)
    {
        ArgumentNullException.ThrowIfNull(name);
        return builder.Add(OperationKind.AddParameter, new ParameterResource(name, secret), ModelValue.From(name), ModelValue.From(secret));
    }

    /// <summary>Adds a parameter with a default.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The resource's name.</param>
    /// <param name="value">The value when the configuration has none.</param>
    /// <param name="publishValueAsDefault">What is published has this default in it; not for secrets.</param>
    /// <param name="secret">The value must not be shown.</param>
    [ModelOperation(OperationKind.AddParameter)]
    public static IResourceBuilder<ParameterResource> AddParameter(
        this IDistributedApplicationBuilder builder,
        [ResourceName] string name,
        string value,
        bool publishValueAsDefault = false,
        bool secret = false)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(value);
        return builder.Parameter(name, secret, new GivenParameterDefault(() => value), secret ? Withheld : ModelValue.From(value), publishValueAsDefault);
    }

    /// <summary>Adds a parameter with a default that is worked out when it is needed.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The resource's name.</param>
    /// <param name="valueGetter">Gives the value when the configuration has none.</param>
    /// <param name="publishValueAsDefault">What is published has this default in it; not for secrets.</param>
    /// <param name="secret">The value must not be shown.</param>
    [ModelOperation(OperationKind.AddParameter)]
    public static IResourceBuilder<ParameterResource> AddParameter(
        this IDistributedApplicationBuilder builder,
        [ResourceName] string name,
        [ModelArgument("value")] Func<string> valueGetter,
        bool publishValueAsDefault = false,
        bool secret = false)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(valueGetter);
        return builder.Parameter(name, secret, new GivenParameterDefault(valueGetter), Withheld, publishValueAsDefault);
    }

    /// <summary>Adds a parameter with a default that may be made anew in each run.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The resource's name.</param>
    /// <param name="value">Gives the value when the configuration has none.</param>
    /// <param name="secret">The value must not be shown.</param>
    /// <param name="persist">Keeps the value in the app host's user secrets, so that the next run has the same; needs <c>UserSecretsId</c> in the project file.</param>
    [ModelOperation(OperationKind.AddParameter)]
    public static IResourceBuilder<ParameterResource> AddParameter(
        this IDistributedApplicationBuilder builder,
        [ResourceName] string name,
        ParameterDefault value,
        bool secret = false,
        bool persist = false)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(value);
        return builder.Parameter(name, secret, value, value is GenerateParameterDefault ? ModelValue.None : Withheld, persist: persist);
    }

    /// <summary>Adds a parameter whose value is elsewhere in the configuration.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The resource's name.</param>
    /// <param name="configurationKey">The key of the value.</param>
    /// <param name="secret">The value must not be shown.</param>
    [ModelOperation(OperationKind.AddParameter)]
    public static IResourceBuilder<ParameterResource> AddParameterFromConfiguration(
        this IDistributedApplicationBuilder builder,
        [ResourceName] string name,
        string configurationKey,
        bool secret = false)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentException.ThrowIfNullOrEmpty(configurationKey);
        return builder.Add(
            OperationKind.AddParameter,
            new ParameterResource(name, secret) { ConfigurationKey = configurationKey },
            ModelValue.From(name),
            ModelValue.From(secret),
            ModelValue.None,
            ModelValue.None,
            ModelValue.From(configurationKey));
    }

    /// <summary>Adds a secret parameter that is a random password when none is supplied, and stays the same in the runs after.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The resource's name.</param>
    /// <param name="lower">Lower-case letters may be in it.</param>
    /// <param name="upper">Upper-case letters may be in it.</param>
    /// <param name="numeric">Digits may be in it.</param>
    /// <param name="special">Punctuation may be in it.</param>
    /// <param name="minLower">The least number of lower-case letters.</param>
    /// <param name="minUpper">The least number of upper-case letters.</param>
    /// <param name="minNumeric">The least number of digits.</param>
    /// <param name="minSpecial">The least number of punctuation characters.</param>
    [ModelOperation(OperationKind.AddParameter)]
    [ModelConstant("secret", true)]
    [ModelConstant("persist", true)]
    [ModelConstant("minLength", PasswordLength)]
    public static ParameterResource CreateDefaultPasswordParameter(
        this IDistributedApplicationBuilder builder,
        [ResourceName] string name,
        bool lower = true,
        bool upper = true,
        bool numeric = true,
        bool special = true,
        int minLower = 0,
        int minUpper = 0,
        int minNumeric = 0,
        int minSpecial = 0)
    {
        ArgumentNullException.ThrowIfNull(name);
        var generated = new GenerateParameterDefault
        {
            MinLength = PasswordLength,
            Lower = lower,
            Upper = upper,
            Numeric = numeric,
            Special = special,
            MinLower = minLower,
            MinUpper = minUpper,
            MinNumeric = minNumeric,
            MinSpecial = minSpecial,
        };
        return builder.Parameter(name, true, generated, ModelValue.None, persist: true).Resource;
    }

    /// <summary>Adds a parameter that is a random text when no value is supplied, and stays the same in the runs after.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The resource's name.</param>
    /// <param name="secret">The value must not be shown.</param>
    /// <param name="parameterDefault">How it is made.</param>
    [ModelOperation(OperationKind.AddParameter)]
    [ModelConstant("persist", true)]
    public static ParameterResource CreateGeneratedParameter(
        this IDistributedApplicationBuilder builder,
        [ResourceName] string name,
        bool secret,
        [ModelArgument("value")] GenerateParameterDefault parameterDefault)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(parameterDefault);
        return builder.Parameter(name, secret, parameterDefault, ModelValue.None, persist: true).Resource;
    }

    /// <summary>Says what the parameter is, where its value is asked for or missing.</summary>
    /// <param name="builder">The parameter.</param>
    /// <param name="description">The description.</param>
    /// <param name="enableMarkdown">It is Markdown. A terminal shows it as it is.</param>
    [ModelOperation(OperationKind.WithSetting)]
    [ModelConstant("setting", nameof(ResourceSetting.Description))]
    public static IResourceBuilder<ParameterResource> WithDescription(
        this IResourceBuilder<ParameterResource> builder,
        [ModelArgument("value")] string description,
        [ModelArgument("detail")] bool enableMarkdown = false)
    {
        ArgumentNullException.ThrowIfNull(description);
        return builder.Set(ResourceSetting.Description, ModelValue.From(description), ModelValue.From(enableMarkdown));
    }

    /// <summary>Says how the value is asked for at the terminal, where none is supplied.</summary>
    /// <param name="builder">The parameter.</param>
    /// <param name="createInput">Makes what is asked for; called when it is asked.</param>
    [ModelOperation(OperationKind.WithSetting)]
    [ModelConstant("setting", nameof(ResourceSetting.CustomInput))]
    [ModelConstant("value", true)]
    public static IResourceBuilder<ParameterResource> WithCustomInput(
        this IResourceBuilder<ParameterResource> builder,
        [RunTimeOnly] Func<ParameterResource, InteractionInput> createInput)
    {
        ArgumentNullException.ThrowIfNull(createInput);
        var parameter = builder.Resource;
        builder.Application().Context.Parameters.AddInput(builder.Key(), () => createInput(parameter));
        return builder.Set(ResourceSetting.CustomInput, ModelValue.From(true));
    }

    /// <summary>The number of characters of a generated password, in Aspire as here.</summary>
    internal const int PasswordLength = 22;

    /// <summary>A value that the record does not hold: it is a secret, or not worked out before it is needed.</summary>
    private static readonly ModelValue Withheld = new ModelValue.Late(0);

    private static ResourceBuilder<ParameterResource> Parameter(
        this IDistributedApplicationBuilder builder,
        string name,
        bool secret,
        ParameterDefault value,
        ModelValue recorded,
        bool? publishValueAsDefault = null,
        bool? persist = null)
    {
        var resource = new ParameterResource(name, secret) { Default = value, IsPersisted = persist ?? false };
        return value is GenerateParameterDefault generated
            ? builder.Add(
                OperationKind.AddParameter,
                resource,
                ModelValue.From(name),
                ModelValue.From(secret),
                recorded,
                ModelValue.From(publishValueAsDefault),
                ModelValue.None,
                ModelValue.From(persist),
                ModelValue.From(generated.MinLength),
                ModelValue.From(generated.Lower),
                ModelValue.From(generated.Upper),
                ModelValue.From(generated.Numeric),
                ModelValue.From(generated.Special),
                ModelValue.From(generated.MinLower),
                ModelValue.From(generated.MinUpper),
                ModelValue.From(generated.MinNumeric),
                ModelValue.From(generated.MinSpecial))
            : builder.Add(
                OperationKind.AddParameter,
                resource,
                ModelValue.From(name),
                ModelValue.From(secret),
                recorded,
                ModelValue.From(publishValueAsDefault),
                ModelValue.None,
                ModelValue.From(persist));
    }
}

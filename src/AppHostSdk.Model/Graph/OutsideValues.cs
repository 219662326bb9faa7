namespace AppHostSdk.Model;

/// <summary>What the operations mean that add values from outside the program. A part of <see cref="GraphBuilder"/>.</summary>
internal static class OutsideValues
{
    public static Resource Parameter(Resource resource, ModelOperation operation)
    {
        var secret = operation["secret"].AsFlag ?? false;
        return resource with
        {
            Secret = secret,
            Parameter = new ParameterSource
            {
                Key = operation["configurationKey"].AsText,
                Default = operation["value"],
                Generated = operation["minLength"].AsNumber is { } length ? Generated(operation, (int)length) : null,
                IsPersisted = operation["persist"].AsFlag ?? false,
                PublishesDefault = operation["publishValueAsDefault"].AsFlag ?? false,
            },
        };
    }

    /// <summary>Without an expression it is a secret parameter that others connect with.</summary>
    public static Resource ConnectionString(Resource resource, ModelOperation operation, Condition condition)
    {
        var isOutside = operation["expression"].IsNone;
        return resource with
        {
            Secret = isOutside,
            Parameter = isOutside ? new ParameterSource { Key = "ConnectionStrings:" + resource.Name } : ParameterSource.Configuration,
            Connections = EquatableArray.Of(new ConnectionEntry(isOutside ? new ModelValue.Parameter(resource.Key) : operation["expression"])
            {
                Variable = operation["variable"].AsText,
                Condition = condition,
                Site = operation.Site,
            }),
        };
    }

    private static GeneratedValue Generated(ModelOperation operation, int length) => new(
        length,
        operation["lower"].AsFlag ?? true,
        operation["upper"].AsFlag ?? true,
        operation["numeric"].AsFlag ?? true,
        operation["special"].AsFlag ?? true,
        (int)(operation["minLower"].AsNumber ?? 0),
        (int)(operation["minUpper"].AsNumber ?? 0),
        (int)(operation["minNumeric"].AsNumber ?? 0),
        (int)(operation["minSpecial"].AsNumber ?? 0));
}

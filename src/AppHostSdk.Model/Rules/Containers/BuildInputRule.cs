namespace AppHostSdk.Model;

/// <summary>Build arguments and build secrets belong to an image that is built, and a secret is not a build argument.</summary>
internal static class BuildInputRule
{
    public static IEnumerable<Finding> Check(GraphIndex index)
    {
        foreach (var resource in index.Graph.Resources)
        {
            foreach (var input in resource.Details)
            {
                if (input.Detail is not (ResourceDetail.BuildArgument or ResourceDetail.BuildSecret) || !index.IsPossible(index.When(resource, input)))
                {
                    continue;
                }

                if (InvalidName(index, resource, input) is { } invalid)
                {
                    yield return invalid;
                }
                else if (WithoutDockerfile(index, resource, input) is { } unused)
                {
                    yield return unused;
                }
                else if (input.Detail == ResourceDetail.BuildArgument && Secret(index, resource, input) is { } secret)
                {
                    yield return secret;
                }
            }
        }
    }

    private static string Words(DetailEntry input) => input.Detail == ResourceDetail.BuildArgument ? "build argument" : "build secret";

    private static string Call(DetailEntry input) => input.Detail == ResourceDetail.BuildArgument ? "WithBuildArg" : "WithBuildSecret";

    private static Finding? InvalidName(GraphIndex index, Resource resource, DetailEntry input) =>
        Problem(input) is { } problem
            ? index.Under(
                new Finding(
                    RuleCatalog.InvalidBuildInput,
                    new SiteArgument(input.Site, "name"),
                    default,
                    EquatableArray.Of(input.Name ?? "", Words(input), resource.Name, problem)),
                index.When(resource, input),
                index.Reaching(resource, input))
            : null;

    /// <summary>A Dockerfile declares an argument as <c>ARG name=default</c>; the engine's command line takes a secret as <c>id=name,…</c>.</summary>
    private static string? Problem(DetailEntry input) =>
        input.Name is not { Length: > 0 } name ? "it is empty"
        : NameFormat.Containing(name, c => c is '=' or '"' or ',' || char.IsWhiteSpace(c) || char.IsControl(c));

    /// <summary>Nothing else than the Dockerfile's steps can read either of them. A later call may bring the Dockerfile.</summary>
    private static Finding? WithoutDockerfile(GraphIndex index, Resource resource, DetailEntry input)
    {
        var when = index.When(resource, input);
        var built = index.Any(resource.Container.OfType<DockerfileEntry>(), d => index.When(resource, d));
        var unused = index.Conditions.And(when, index.Conditions.Not(built));
        return index.IsPossible(unused) && !index.MayHaveMore(resource)
            ? index.Under(
                new Finding(
                    RuleCatalog.BuildInputWithoutDockerfile,
                    new SiteArgument(input.Site, null),
                    default,
                    EquatableArray.Of(resource.Name, Words(input), input.Name!, Call(input))),
                unused,
                index.Reaching(resource, input))
            : null;
    }

    private static Finding? Secret(GraphIndex index, Resource resource, DetailEntry input)
    {
        if (input.Value is not ModelValue.Parameter { Key: var key } || index.Find(key) is not { Secret: true } parameter)
        {
            return null;
        }

        var when = index.When(resource, input);
        var both = index.Conditions.And(when, index.When(parameter));
        return index.IsPossible(both)
            ? index.Under(
                new Finding(
                    RuleCatalog.SecretBuildArgument,
                    new SiteArgument(input.Site, "value"),
                    EquatableArray.Of(new SiteArgument(parameter.Site, "name")),
                    EquatableArray.Of(input.Name!, resource.Name, parameter.Name)),
                both,
                index.Reaching(resource, input))
            : null;
    }
}

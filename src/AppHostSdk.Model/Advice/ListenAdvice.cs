namespace AppHostSdk.Model;

/// <summary>Where the program tells the web server of a project to listen is where the endpoints of the project are.</summary>
internal static class ListenAdvice
{
    public static IEnumerable<Finding> Check(GraphIndex index)
    {
        foreach (var resource in index.Graph.Resources)
        {
            if (resource.Kind != ResourceKind.Project || resource.Environment.IsEmpty || index.MayHaveMore(resource))
            {
                continue;
            }

            var variables = resource.Environment.OfType<EnvironmentVariable>().Where(v => ListenVariables.SaysWhere(v.Name)).ToList();
            foreach (var variable in variables.Where((v, i) => !variables.Skip(i + 1).Any(later => later.Name == v.Name)))
            {
                if (Displacement(index, resource, variable) is { } finding)
                {
                    yield return finding;
                }
            }
        }
    }

    private static Finding? Displacement(GraphIndex index, Resource resource, EnvironmentVariable variable)
    {
        // What only some launch profile declares may be meant by the variable where another one is used.
        var served = index.EndpointsOf(resource).Where(e => ListenVariables.IsServed(e) && index.IsPossible(Declared(e))).ToList();
        var displaced = ListenVariables.Displaced(variable.Name, index.LaunchOf(resource), served)
            .Where(e => !Agrees(variable, e))
            .ToList();
        var when = index.Conditions.And(index.When(resource, variable), index.Any(displaced, Declared));
        return displaced.Count == 0 || !index.IsPossible(when)
            ? null
            : index.Under(
                new Finding(
                    AdviceCatalog.EndpointDisplaced,
                    new SiteArgument(variable.Site, "name"),
                    displaced.Select(e => new SiteArgument(e.Site, null)).ToEquatableArray(),
                    EquatableArray.Of(
                        variable.Name,
                        resource.Name,
                        Spelling.List(displaced.Select(e => e.Name)),
                        ListenVariables.Wins(variable.Name)
                            ? "the variable wins, and nothing is found at the endpoint"
                            : "the endpoint wins, and the variable has no effect")),
                when);

        Condition Declared(ResourceEndpoint endpoint) => index.WhenSurelyDeclared(resource, endpoint.Name);
    }

    /// <summary>The value leads to the endpoint, or is not known here.</summary>
    private static bool Agrees(EnvironmentVariable variable, ResourceEndpoint endpoint)
    {
        if (variable.Value is not ModelValue.Text { Value: var text })
        {
            return variable.Value.SelfAndParts().Any(part => part is not (ModelValue.Template or ModelValue.Text));
        }

        var port = (endpoint.TargetPort.IsNone ? endpoint.Port : endpoint.TargetPort).AsNumber;
        return port is > 0 && text.Split(';').Select(part => part.Trim()).Any(part => long.TryParse(part, out var number)
            ? number == port
            : ListenAddress.Parse(part, out _) is { } address && address.Port == port && address.Scheme == endpoint.Scheme);
    }
}

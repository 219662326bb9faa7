namespace AppHostSdk.Model;

internal static class GraphJsonWriter
{
    public static JsonObject Graph(AppGraph graph) =>
        new JsonObject()
            .With("version", (long)AppGraph.CurrentVersion)
            .With("application", graph.Application)
            .With("resources", List(graph.Resources, Resource))
            .With("projects", List(graph.Projects, Project))
            .With("atoms", List(graph.Conditions.Atoms, Atom))
            .With("conditions", List(graph.Conditions.Nodes, Node))
            .With("slots", List(graph.Slots, slot => new JsonObject()
                .With("id", (long)slot.Id)
                .With("provenance", Provenance(slot.Provenance))))
            .With("openParts", List(graph.OpenParts, part => new JsonObject()
                .With("site", part.Site == 0 ? null : (long)part.Site)
                .With("diagnostic", part.Diagnostic)
                .With("reason", part.Reason)
                .With("resource", part.Resource)));

    private static JsonObject Resource(Resource resource)
    {
        var json = Placed(new JsonObject().With("key", resource.Key), resource.Condition, resource.Site)
            .With("name", resource.Name)
            .With("kind", JsonNames.Of(resource.Kind))
            .With("project", resource.Project)
            .With("launchProfile", Value(resource.LaunchProfile))
            .With("image", Value(resource.Image))
            .With("tag", Value(resource.Tag))
            .With("command", Value(resource.Command))
            .With("workingDirectory", Value(resource.WorkingDirectory))
            .With("secret", resource.Secret)
            .With("parameter", resource.Parameter == ParameterSource.Configuration ? null : Parameter(resource.Parameter));
        foreach (var (name, entries) in resource.EntryLists())
        {
            json.With(JsonNames.OfMember(name), entries.Select(e => (object?)EntryWriter.Write(name, e, Placed(new JsonObject(), e.Condition, e.Site))).ToList());
        }

        return json;
    }

    private static JsonObject Parameter(ParameterSource source) =>
        new JsonObject()
            .With("key", source.Key)
            .With("default", Value(source.Default))
            .With("generated", source.Generated is { } generated ? Generated(generated) : null)
            .With("persisted", source.IsPersisted)
            .With("publishesDefault", source.PublishesDefault);

    private static JsonObject Generated(GeneratedValue value) =>
        new JsonObject()
            .With("minLength", (long)value.MinLength)
            .WithKnown("lower", value.Lower ? null : false)
            .WithKnown("upper", value.Upper ? null : false)
            .WithKnown("numeric", value.Numeric ? null : false)
            .WithKnown("special", value.Special ? null : false)
            .With("minLower", value.MinLower == 0 ? null : (long)value.MinLower)
            .With("minUpper", value.MinUpper == 0 ? null : (long)value.MinUpper)
            .With("minNumeric", value.MinNumeric == 0 ? null : (long)value.MinNumeric)
            .With("minSpecial", value.MinSpecial == 0 ? null : (long)value.MinSpecial);

    private static JsonObject Project(ProjectLaunch project) =>
        new JsonObject()
            .With("type", project.Type)
            .With("projectPath", project.ProjectPath)
            .With("targetPath", project.TargetPath)
            .With("command", project.Command)
            .With("workingDirectory", project.WorkingDirectory)
            .With("targetFramework", project.TargetFramework)
            .With("arguments", project.Arguments.Length == 0 ? null : project.Arguments)
            .With("library", project.IsLibrary)
            .With("profiles", List(project.Profiles, Profile))
            .With("kestrelEndpoints", List(project.KestrelEndpoints, e => new JsonObject()
                .With("key", e.Key)
                .With("name", e.Name)
                .With("url", Address(e.Url))
                .With("protocols", e.Protocols)))
            .With("partial", project.IsPartial);

    private static JsonObject Profile(LaunchProfile profile)
    {
        var json = new JsonObject()
            .With("name", profile.Name)
            .With("urls", List(profile.Urls, Address))
            .With("environment", List(profile.Environment, v => new JsonObject().With("name", v.Name).With("value", v.Value)));
        profile.MapTexts((member, text) =>
        {
            json.With(JsonNames.OfMember(member), text);
            return text;
        });
        return json;
    }

    private static JsonObject Address(ListenAddress address) =>
        new JsonObject().With("scheme", address.Scheme).With("host", address.Host).With("port", address.Port == 0 ? null : (long)address.Port);

    private static JsonObject Atom(Atom atom) =>
        new JsonObject().With("kind", JsonNames.Of(atom.Kind)).With("key", atom.Key).With("provenance", Provenance(atom.Provenance));

    private static JsonObject Node(ConditionNode node)
    {
        var values = new JsonObject();
        foreach (var edge in node.Edges)
        {
            values.Set(edge.Value, (long)edge.Then.Node);
        }

        var result = new JsonObject();
        result.Set("atom", (long)node.Atom);
        result.Set("values", values);
        result.Set("otherwise", (long)node.Otherwise.Node);
        return result;
    }

    private static JsonObject Provenance(Provenance provenance) =>
        new JsonObject().With("kind", JsonNames.Of(provenance.Kind)).With("text", provenance.Text);

    private static JsonObject Placed(JsonObject members, Condition condition, int site) =>
        members
            .With("site", site == 0 ? null : (long)site)
            .With("condition", condition.IsAlways ? null : (long)condition.Node);

    /// <summary>Constants are written as themselves, everything else as an object with one member that names its form.</summary>
    public static object? Value(ModelValue value) => value switch
    {
        ModelValue.NoValue => null,
        ModelValue.Text { Value: "" } => Single("text", new JsonObject()),
        ModelValue.Text text => text.Value,
        ModelValue.Number number => number.Value,
        ModelValue.Flag flag => Single("flag", flag.Value),
        ModelValue.HostPath path => Single("path", path.Relative),
        ModelValue.List list => Single("list", Values(list.Items)),
        ModelValue.Template template => Single("template", Values(template.Parts)),
        ModelValue.Resource resource => Single("resource", resource.Key),
        ModelValue.Endpoint endpoint => Single("resource", endpoint.Key)
            .With("endpoint", endpoint.Name)
            .With("property", JsonNames.Of(endpoint.Property))
            .With("network", endpoint.Network is { } network ? JsonNames.Of(network) : null),
        ModelValue.Parameter parameter => Single("parameter", parameter.Key),
        ModelValue.Connection connection => Single("connection", connection.Key),
        ModelValue.Formatted formatted => Single("format", formatted.Format).With("value", Value(formatted.Value)),
        ModelValue.Late late => Single("slot", (long)late.Slot),
        ModelValue.Callback callback => Single("callback", (long)callback.Slot),
        _ => throw new InvalidOperationException($"No JSON for {value.GetType()}."),
    };

    private static List<object?> Values(EquatableArray<ModelValue> values) => [.. values.Select(Value)];

    private static JsonObject Single(string name, object value)
    {
        var members = new JsonObject();
        members.Set(name, value);
        return members;
    }

    private static List<object?> List<T>(EquatableArray<T> items, Func<T, JsonObject> write) => [.. items.Select(write)];
}

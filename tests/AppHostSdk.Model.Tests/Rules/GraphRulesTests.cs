namespace AppHostSdk.Model.Tests;

public class GraphRulesTests
{
    // What is open may be the missing part, or what puts it right.
    private static readonly Rule[] AboutWhatIsMissing =
        [RuleCatalog.UnknownEndpoint, RuleCatalog.NoTargetPort, RuleCatalog.AssumedTargetPort, RuleCatalog.VariableFromTwoReferences, RuleCatalog.ContainerNameTwice, RuleCatalog.NotHttp];

    [Fact]
    public void Findings_come_in_the_order_of_the_program_and_fill_their_messages()
    {
        var app = new HostProgram();
        var cache = app.Container("my_cache").WithEndpoint("tcp"); // 1, 2
        var api = app.Project("api").WithHttpEndpoint(5000).WithEndpoint("a b", 5000); // 3, 4, 5
        api.WaitFor(api).WithReference(cache, "http"); // 6, 7
        app.Project("API").WaitFor(api).WithHttpHealthCheck(); // 8, 9, 10
        api.Do(OperationKind.WaitFor, ("dependency", new ModelValue.Resource("API#1"))); // 11

        app.ProjectWithProfile("web", "htps"); // 12
        var part = app.Container("part", "A B").WithEndpoint("e", 70000); // 13, 14
        cache.Do(OperationKind.WithParentRelationship, ("parent", new ModelValue.Resource(part.Key))); // 15
        part.Do(OperationKind.WithParentRelationship, ("parent", new ModelValue.Resource(cache.Key))); // 16
        app.Add(OperationKind.AddResource, "db", ("kind", ModelValue.From("Logical")))
            .Do(OperationKind.WithParentRelationship, ("parent", new ModelValue.Resource(cache.Key))).WaitFor(cache); // 17, 18, 19
        app.Add(OperationKind.AddConnectionString, "made", ("expression", new ModelValue.Connection("made"))); // 20
        app.Add(OperationKind.AddExternalService, "outside", ("url", ModelValue.From("/v1"))); // 21
        app.Add(OperationKind.AddParameter, "key", ("secret", ModelValue.From(true)), ("value", app.Late("Key")), ("publishValueAsDefault", ModelValue.From(true))); // 22
        app.Container("own-port").WithEndpoint("tcp", 6000); // 23, 24
        app.Project("none").Do(OperationKind.WithReplicas, ("replicas", ModelValue.From(0))); // 25, 26
        app.Project("many").Do(OperationKind.WithReplicas, ("replicas", ModelValue.From(2))).WithEndpoint("e", targetPort: 80); // 27, 28, 29
        _ = Named(app.Container("last"), "taken").WithHttpEndpoint(targetPort: 1).WithHttpHealthCheck("/", 1); // 30 to 33
        Named(Named(app.Container("next"), "taken"), "a b") // 34 to 36
            .Do(OperationKind.WithReferenceUri, ("name", ModelValue.From("x")), ("uri", ModelValue.From("http://x"))) // 37
            .Do(OperationKind.WithReferenceUri, ("name", ModelValue.From("x")), ("uri", ModelValue.From("http://y"))); // 38
        Named(app.Container("named"), "taken").WithHttpHealthCheck(endpoint: "e").WithEndpoint("e", targetPort: 1); // 39 to 42
        var check = new RegisteredHealthCheckEntry(ModelValue.From("ready")) { Site = 101 };
        var data = new MountEntry(ModelValue.None, "/data", IsVolume: true, IsReadOnly: false) { Site = 43 };
        var graph = app.Graph with { Resources = app.Graph.Resources.Map(r => r.Key == part.Key ? r with { Mounts = EquatableArray.Of(data, data) } : r.Key == "db" ? r with { HealthChecks = EquatableArray.Of<HealthCheckEntry>(check) } : r) };
        var project = new ProjectLaunch("Projects.Api", "", "", "", "", "");
        var findings = GraphRules.Check(graph with { Projects = EquatableArray.Of(project) });
        findings = findings.Concat(GraphRules.Check(graph with { Projects = EquatableArray.Of(project with { IsLibrary = true }) }))
            .Concat(GraphRules.Check(graph with { Projects = EquatableArray.Of(project with { Profiles = EquatableArray.Of(new LaunchProfile("htps") { CommandName = "Executable" }) }) }))
            .Where(f => f.Rule != RuleCatalog.LibraryAsProject || f.Location.Site == 12)
            .Distinct()
            .ToEquatableArray();

        Assert.Equal(
            ["1 AHS0002", "2 AHS1005", "5 AHS0003", "5 AHS1004", "6 AHS1001", "7 AHS1003", "8 AHS0001", "10 AHS1003", "11 AHS1002", "12 AHS1006", "13 AHS1013", "14 AHS1012", "15 AHS1010", "19 AHS1011", "20 AHS1020", "21 AHS1021", "22 AHS1022", "24 AHS5020", "26 AHS1031", "29 AHS1032", "33 AHS1043", "36 AHS1042", "38 AHS1040", "40 AHS1041", "41 AHS1044", "43 AHS1014", "101 AHS1030", "12 AHS1007", "12 AHS4022"],
            findings.Select(f => $"{f.Location.Site} {f.Rule.Id}"));
        Assert.Equal(RuleCatalog.All, findings.Select(f => f.Rule).Distinct().OrderBy(r => r.Id, StringComparer.Ordinal));
        Assert.All(findings, f => Assert.DoesNotContain("{", f.Message, StringComparison.Ordinal));

        static Res Named(Res container, string name) =>
            container.Do(OperationKind.WithSetting, ("setting", ModelValue.From(nameof(ResourceSetting.ContainerName))), ("value", ModelValue.From(name)));
    }

    [Fact]
    public void A_place_can_be_written_down() =>
        Assert.Contains("Argument = name", new SiteArgument(1, "name").ToString(), StringComparison.Ordinal);

    [Fact]
    public void A_name_cannot_disturb_a_message()
    {
        var app = new HostProgram();
        app.Project("{0}{9}{");

        Assert.Contains("'{0}{9}{' is not a valid resource name: it contains '{'.", Assert.Single(app.Findings), StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_graph_has_the_same_findings_however_it_came_about() => Property.Holds(Graphs.WithMistakes, graph =>
    {
        var findings = GraphRules.Check(graph);

        Assert.Equal(findings, GraphRules.Check(graph));
        Assert.Equal(findings, GraphRules.Check(GraphJson.Read(GraphJson.Write(graph))));
        Assert.Equal(findings.OrderBy(f => f.Location.Site), findings);
        Assert.All(findings, f => Assert.NotEmpty(f.Message));
    }, show: GraphJson.Write);

    [Fact]
    public void A_rule_that_knows_less_finds_less()
    {
        var found = 0;
        Property.Holds(Graphs.WithMistakes, graph =>
        {
            var complete = GraphRules.Check(graph with { OpenParts = default });
            var incomplete = GraphRules.Check(graph with { OpenParts = EquatableArray.Of(new OpenPart(1, "AHS2001", "a loop")) });

            Assert.Equal(complete.Where(f => !AboutWhatIsMissing.Contains(f.Rule)), incomplete);
            found += complete.Count - incomplete.Count;
        });
        Assert.True(found > 0);
    }
}

namespace AppHostSdk.Model.Tests;

public class GraphRulesTests
{
    // What is open may be the missing part, or what puts it right.
    private static readonly Rule[] AboutWhatIsMissing =
        [RuleCatalog.UnknownEndpoint, RuleCatalog.NoTargetPort, RuleCatalog.AssumedTargetPort, RuleCatalog.VariableFromTwoReferences, RuleCatalog.ContainerNameTwice, RuleCatalog.NotHttp, RuleCatalog.BuildInputWithoutDockerfile, RuleCatalog.NoImage];

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
        var built = Alias(Detail(Detail(app.Container("built"), "BuildArgument", "A", ModelValue.From("x")), "BuildArgument", "A=", ModelValue.From("x")), "next"); // 43 to 46
        Detail(app.Add(OperationKind.AddDockerfile, "image", ("contextPath", ModelValue.From("."))), "BuildArgument", "B", new ModelValue.Parameter("key")); // 47, 48
        app.Executable("ports", " ").WithEndpoint("e", 6001, 6002, isProxied: false).WithEndpoint("s", scheme: "x:").WithEnvironment("", ModelValue.From("\0")); // 49 to 52
        built.Do(OperationKind.WithMount, ("target", ModelValue.From("data"))); // 53
        built.Do(OperationKind.WithHealthCheck, ("key", ModelValue.From("k"))).Do(OperationKind.WithHealthCheck, ("key", ModelValue.From("k"))); // 54, 55
        built.Do(OperationKind.WithRestartPolicy, ("policy", ModelValue.From("Always")), ("maxRestarts", ModelValue.From(-1))); // 56
        app.Project("after").Do(OperationKind.WaitForCompletion, ("dependency", new ModelValue.Resource(built.Key)), ("exitCode", ModelValue.From(300))); // 57, 58
        app.Add(OperationKind.AddParameter, "made-up", ("minLength", ModelValue.From(1)), ("lower", ModelValue.From(false)), ("minLower", ModelValue.From(1))); // 59
        app.Add(OperationKind.AddResource, "bare", ("kind", ModelValue.From("Container"))); // 60
        app.Container("limited").Do(OperationKind.WithSetting, ("setting", ModelValue.From(nameof(ResourceSetting.MemoryLimit))), ("value", ModelValue.From("1m"))); // 61, 62
        var check = new RegisteredHealthCheckEntry(ModelValue.From("ready")) { Site = 101 };
        var data = new MountEntry(ModelValue.None, "/data", IsVolume: true, IsReadOnly: false) { Site = 102 };
        var graph = app.Graph with { Resources = app.Graph.Resources.Map(r => r.Key == part.Key ? r with { Mounts = EquatableArray.Of(data, data) } : r.Key == "db" ? r with { HealthChecks = EquatableArray.Of<HealthCheckEntry>(check) } : r) };
        var project = new ProjectLaunch("Projects.Api", "", "", "", "", "");
        var findings = GraphRules.Check(graph with { Projects = EquatableArray.Of(project) });
        findings = findings.Concat(GraphRules.Check(graph with { Projects = EquatableArray.Of(project with { IsLibrary = true }) }))
            .Concat(GraphRules.Check(graph with { Projects = EquatableArray.Of(project with { Profiles = EquatableArray.Of(new LaunchProfile("htps") { CommandName = "Executable" }) }) }))
            .Where(f => f.Rule != RuleCatalog.LibraryAsProject || f.Location.Site == 12)
            .Distinct()
            .Concat(GraphRules.Check(SameListener()))
            .ToEquatableArray();

        Assert.Equal(
            ["1 AHS0002", "2 AHS1005", "5 AHS0003", "5 AHS1004", "6 AHS1001", "7 AHS1003", "8 AHS0001", "10 AHS1003", "11 AHS1002", "12 AHS1006", "13 AHS1013", "14 AHS1012", "15 AHS1010", "19 AHS1011", "20 AHS1020", "21 AHS1021", "22 AHS1022", "24 AHS5020", "26 AHS1031", "29 AHS1032", "33 AHS1043", "36 AHS1042", "38 AHS1040", "40 AHS1041", "41 AHS1044", "44 AHS1045", "45 AHS1055", "46 AHS1047", "48 AHS1046", "49 AHS1052", "50 AHS1048", "51 AHS1054", "52 AHS1051", "52 AHS1053", "53 AHS1050", "55 AHS1049", "56 AHS1057", "58 AHS1058", "59 AHS1056", "60 AHS1059", "62 AHS1061", "101 AHS1030", "102 AHS1014", "12 AHS1007", "12 AHS4022", "2 AHS5025"],
            findings.Select(f => $"{f.Location.Site} {f.Rule.Id}"));
        Assert.Equal(RuleCatalog.All, findings.Select(f => f.Rule).Distinct().OrderBy(r => r.Id, StringComparer.Ordinal));
        Assert.All(findings, f => Assert.DoesNotContain("{", f.Message, StringComparison.Ordinal));

        static Res Detail(Res container, string detail, string name, ModelValue value) =>
            container.Do(OperationKind.WithDetail, ("detail", ModelValue.From(detail)), ("name", ModelValue.From(name)), ("value", value));

        static Res Alias(Res container, string alias) =>
            container.Do(OperationKind.WithDetail, ("detail", ModelValue.From("NetworkAlias")), ("value", ModelValue.From(alias)));

        static AppGraph SameListener()
        {
            var app = new HostProgram();
            app.Project("web").WithEndpoint("second", 5000, scheme: "http");
            var profile = new LaunchProfile("http") { CommandName = "Project", Urls = EquatableArray.Of(new ListenAddress("http", "localhost", 5000)) };
            return app.Graph with { Projects = EquatableArray.Of(new ProjectLaunch("Projects.Api", "", "", "", "", "") { Profiles = EquatableArray.Of(profile) }) };
        }

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

    /// <summary>An error is one of which some expression is never right; where it takes several conditions to make the mistake, it is a warning.</summary>
    [Fact]
    public void What_is_certain_is_made_whenever_one_of_its_parties_is_reached()
    {
        var (certain, uncertain) = (0, 0);
        Property.Holds(Graphs.WithMistakes, graph =>
        {
            var index = new GraphIndex(graph);
            foreach (var finding in GraphRules.Check(graph).Where(f => f.Condition.Length > 0))
            {
                var places = finding.Related.Prepend(finding.Location).Select(p => p.Site).ToHashSet();
                var reached = graph.Resources
                    .SelectMany(r => r.Entries().Where(e => places.Contains(e.Site)).Select(e => index.When(r, e)).Concat(places.Contains(r.Site) ? [index.When(r)] : []))
                    .Select(c => finding.Rule == RuleCatalog.PortConflict ? index.Conditions.And(c, index.Running) : c)
                    .SelectMany(c => graph.Resources.Select(r => index.Conditions.And(c, index.When(r))).Prepend(c)) // A wait for what is there sometimes is there then.
                    .SelectMany(c => new[] { c, index.Conditions.Within(c, index.Running) })
                    .Select(index.Conditions.Describe);
                (certain, uncertain) = finding.IsCertain ? (certain + 1, uncertain) : (certain, uncertain + 1);
                Assert.True(!finding.IsCertain || reached.Contains(finding.Condition), HostProgram.Describe(finding));
            }
        }, show: GraphJson.Write);
        Assert.True(certain > 0 && uncertain > 0, $"{certain} {uncertain}");
    }

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

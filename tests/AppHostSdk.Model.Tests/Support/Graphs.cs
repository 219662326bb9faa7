using FsCheck;
using FsCheck.Fluent;

namespace AppHostSdk.Model.Tests;

/// <summary>Generated graphs.</summary>
internal static class Graphs
{
    /// <summary>Text as programs have it, and text made of everything that is hard to write down.</summary>
    public static readonly Gen<string> Strings = Gen.Frequency(
        (1, Gen.Constant("")),
        (3, Gen.Elements("api", "http", "mode", "null", "true", "0", "C:\\temp\\x", "say \"hello\"", "line\nbreak", "täst 漢字 \U0001F600")),
        (3, Gen.Choose(1, 6).SelectMany(length => Gen.ArrayOf(Characters(), length)).Select(characters => new string(characters))));

    private static readonly Gen<string?> OptionalStrings = Gen.Frequency((1, Gen.Constant<string?>(null)), (2, Strings.Select(s => (string?)s)));

    private static readonly Gen<int> Integers = Gen.Frequency((6, Gen.Choose(-2, 300)), (1, Gen.Elements(int.MinValue, int.MaxValue)));

    private static readonly Gen<int> Sites = Gen.Frequency((1, Gen.Constant(0)), (3, Gen.Choose(1, 300)), (1, Gen.Constant(int.MaxValue)));

    private static readonly Gen<Provenance> Provenances =
        from kind in Gen.Elements(Enum.GetValues<ProvenanceKind>())
        from text in Strings
        select new Provenance(kind, text);

    private static readonly Gen<ModelValue> Values = ValuesOf(3);

    /// <summary>Any graph at all, sensible or not, as long as its conditions are a table.</summary>
    public static readonly Gen<AppGraph> Any =
        from conditions in Tables()
        from application in Strings
        from resources in Lists(Resources(Gen.Choose(0, conditions.Nodes.Count + 1).Select(node => new Condition(node))))
        from projects in Lists(Projects())
        from slots in Lists(Gen.Choose(1, 9).Zip(Provenances, (id, provenance) => new Slot(id, provenance)))
        from open in Lists(
            from site in Sites
            from text in Gen.Two(Strings)
            from resource in OptionalStrings
            select new OpenPart(site, text.Item1, text.Item2) { Resource = resource })
        select new AppGraph
        {
            Application = application,
            Conditions = conditions,
            Resources = resources,
            Projects = projects,
            Slots = slots,
            OpenParts = open,
        };

    /// <summary>Graphs of short programs over few names, endpoints and ports, so that most of them have mistakes.</summary>
    public static readonly Gen<AppGraph> WithMistakes = Gen.Choose(0, 30)
        .SelectMany(length => Gen.ArrayOf(Gen.ArrayOf(Gen.Choose(0, 9_999), 6), length))
        .Select(Run);

    private static Gen<char> Characters() => Gen.Frequency(
        (4, Gen.Elements("\"\\/{}[]:,'<>&+ \n\r\t\b\f\0\u001f\u007f\u0080\u0085\u00a0\u2028\u2029\ufeff\ufffd\uffff".ToCharArray())),
        (2, Gen.Choose(0xd800, 0xdfff).Select(c => (char)c)),
        (2, Gen.Choose(0, 0xffff).Select(c => (char)c)));

    private static Gen<EquatableArray<T>> Lists<T>(Gen<T> items) =>
        Gen.Choose(0, 3).SelectMany(length => Gen.ArrayOf(items, length)).Select(array => array.ToEquatableArray());

    private static Gen<ProjectLaunch> Projects()
    {
        var addresses = Gen.Two(Strings).Zip(Gen.Choose(0, 65535), (text, port) => new ListenAddress(text.Item1, text.Item2, port));
        var profiles =
            from name in Strings
            from texts in Gen.Three(OptionalStrings)
            from paths in Gen.Two(OptionalStrings)
            from urls in Lists(addresses)
            from environment in Lists(Strings.Zip(Strings, (variable, value) => new LaunchVariable(variable, value)))
            select new LaunchProfile(name)
            {
                CommandName = texts.Item1,
                Urls = urls,
                Environment = environment,
                Arguments = texts.Item2,
                LaunchUrl = texts.Item3,
                ExecutablePath = paths.Item1,
                WorkingDirectory = paths.Item2,
            };
        var kestrel =
            from names in Gen.Two(Strings)
            from url in addresses
            from protocols in OptionalStrings
            select new KestrelEndpoint(names.Item1, names.Item2, url, protocols);
        return
            from texts in Gen.ArrayOf(Strings, 6)
            from launchProfiles in Lists(profiles)
            from endpoints in Lists(kestrel)
            from partial in Gen.Elements(true, false)
            select new ProjectLaunch(texts[0], texts[1], texts[2], texts[3], texts[4], texts[5])
            {
                Profiles = launchProfiles,
                KestrelEndpoints = endpoints,
                IsPartial = partial,
            };
    }

    private static Gen<ModelValue> ValuesOf(int depth)
    {
        var flat = Gen.OneOf(
            Gen.Constant(ModelValue.None),
            Strings.Select(ModelValue (s) => new ModelValue.Text(s)),
            Gen.OneOf(Integers.Select(i => (long)i), Gen.Elements(long.MinValue, long.MaxValue, 0)).Select(ModelValue (n) => new ModelValue.Number(n)),
            Gen.Elements(true, false).Select(ModelValue (f) => new ModelValue.Flag(f)),
            Strings.Select(ModelValue (s) => new ModelValue.HostPath(s)),
            Strings.Select(ModelValue (s) => new ModelValue.Resource(s)),
            Gen.Two(Strings).Zip(
                Gen.Elements(Enum.GetValues<EndpointProperty>()),
                ModelValue (s, property) => new ModelValue.Endpoint(s.Item1, s.Item2, property) { Network = property == EndpointProperty.Port ? NetworkIdentifier.ContainerNetwork : null }),
            Strings.Select(ModelValue (s) => new ModelValue.Parameter(s)),
            Strings.Select(ModelValue (s) => new ModelValue.Connection(s)),
            Integers.Select(ModelValue (i) => new ModelValue.Late(i)),
            Integers.Select(ModelValue (i) => new ModelValue.Callback(i)));
        if (depth == 0)
        {
            return flat;
        }

        var items = Lists(ValuesOf(depth - 1));
        return Gen.Frequency(
            (4, flat),
            (1, items.Select(ModelValue (i) => new ModelValue.List(i))),
            (1, Strings.Zip(ValuesOf(depth - 1), ModelValue (s, v) => new ModelValue.Formatted(v, s))),
            (1, items.Select(ModelValue (i) => new ModelValue.Template(i))));
    }

    private static Gen<ConditionTable> Tables() =>
        from atoms in Lists(
            from kind in Gen.Elements(Enum.GetValues<AtomKind>())
            from key in Strings
            from provenance in Provenances
            select new Atom(kind, key, provenance))
        from count in Gen.Choose(0, atoms.IsEmpty ? 0 : 4)
        from nodes in Gen.CollectToArray(Enumerable.Range(0, count), i => Node(atoms.Count, i))
        select new ConditionTable(atoms, nodes.ToEquatableArray());

    private static Gen<ConditionNode> Node(int atoms, int number) =>
        from atom in Gen.Choose(0, atoms - 1)
        from values in Lists(Strings)
        from children in Gen.ArrayOf(Gen.Choose(0, number + 1).Select(node => new Condition(node)), 4)
        select new ConditionNode(
            atom,
            values.Distinct().Select((value, i) => new ConditionEdge(value, children[i])).ToEquatableArray(),
            children[3]);

    private static Gen<Resource> Resources(Gen<Condition> conditions)
    {
        var places = conditions.Zip(Sites);
        var flags = Gen.Elements<bool?>(null, true, false);
        return
            from place in places
            from names in Gen.Two(Strings)
            from kind in Gen.Elements(Enum.GetValues<ResourceKind>())
            from project in OptionalStrings
            from profile in Values
            from values in Gen.Four(Values)
            from secret in Gen.Elements(true, false)
            from endpoints in Entries(Gen.OneOf(
                from name in Strings
                from scheme in OptionalStrings
                from protocol in Gen.Elements(null, "tcp", "udp")
                from ports in Gen.Two(Values)
                from variable in OptionalStrings
                from host in OptionalStrings
                from proxied in flags
                from external in flags
                select (EndpointEntry)new EndpointDeclaration(name)
                {
                    Scheme = scheme,
                    Protocol = protocol,
                    Port = ports.Item1,
                    TargetPort = ports.Item2,
                    PortVariable = variable,
                    TargetHost = host,
                    Transport = host,
                    OnlyIfDeclared = external == true,
                    IsProxied = proxied,
                    IsExternal = external,
                },
                Gen.Constant((EndpointEntry)new HttpEndpointsExternal())))
            from environment in Entries(Gen.OneOf(
                Strings.Zip(Values, EnvironmentEntry (name, value) => new EnvironmentVariable(name, value)),
                Strings.Zip(OptionalStrings, EnvironmentEntry (source, endpoint) => new ReferenceVariables(source, endpoint)),
                Strings.Zip(OptionalStrings, EnvironmentEntry (source, name) => new ReferenceVariables(source, null) { Name = name, IsConnection = true, IsOptional = name is null }),
                Strings.Zip(Strings, EnvironmentEntry (name, uri) => new UriVariables(name, ModelValue.From(uri))),
                Integers.Select(EnvironmentEntry (flag) => new ReferenceInjection((ReferenceEnvironmentInjectionFlags)flag)),
                Gen.Elements<EnvironmentEntry>(new TelemetryVariables(null), new TelemetryVariables("grpc"))))
            from arguments in Entries(Values.Select(value => new ArgumentEntry(value)))
            from waits in Entries(
                from wait in Gen.Elements(Enum.GetValues<WaitKind>())
                from dependency in Strings
                from exitCode in Integers
                select new WaitEntry(wait, dependency, exitCode))
            from checks in Entries(
                from path in Strings
                from status in Integers
                from endpoint in OptionalStrings
                from kind in Gen.Elements(0, 1, 2)
                select kind switch
                {
                    0 => new HttpHealthCheckEntry(path, status, endpoint),
                    1 => new TcpHealthCheckEntry(endpoint),
                    _ => (HealthCheckEntry)new RegisteredHealthCheckEntry(ModelValue.From(path)),
                })
            from mounts in Entries(
                from source in Values
                from target in Strings
                from mountFlags in Gen.Two(Gen.Elements(true, false))
                select new MountEntry(source, target, mountFlags.Item1, mountFlags.Item2))
            from images in Entries(Values.Zip(Values, (image, tag) => new ImageEntry(image, tag)))
            from relationships in Entries(Strings.Zip(Strings, (relation, other) => new RelationshipEntry(relation, other)))
            from connections in Entries(
                from value in Values
                from variable in OptionalStrings
                from redirects in Gen.Elements(true, false)
                select new ConnectionEntry(value) { Variable = variable, IsRedirection = redirects })
            from properties in Entries(
                from name in Strings
                from value in Values
                from own in Gen.Elements(true, false)
                select new ConnectionPropertyEntry(name, value) { IsOwn = own })
            from details in Entries(Values.Zip(OptionalStrings, (value, name) => new DetailEntry(ResourceDetail.NetworkAlias, name, value)))
            from publishing in Entries(Gen.Elements(Enum.GetValues<PublishingKind>()).Zip(Values, (publish, value) => new PublishingEntry(publish) { Value = value, Detail = value }))
            from parameter in Gen.Frequency(
                (3, Gen.Constant(ParameterSource.Configuration)),
                (1,
                    from key in OptionalStrings
                    from value in Values
                    from generated in Gen.ArrayOf(Integers, 5).Zip(Gen.ArrayOf(Gen.Elements(true, false), 7))
                    select new ParameterSource
                    {
                        Key = key,
                        Default = value,
                        Generated = generated.Item2[4] ? null : new GeneratedValue(
                            generated.Item1[0],
                            generated.Item2[0],
                            generated.Item2[1],
                            generated.Item2[2],
                            generated.Item2[3],
                            generated.Item1[1],
                            generated.Item1[2],
                            generated.Item1[3],
                            generated.Item1[4]),
                        IsPersisted = generated.Item2[5],
                        PublishesDefault = generated.Item2[6],
                    }))
            select new Resource
            {
                Connections = connections,
                ConnectionProperties = properties,
                Publishing = publishing,
                Details = details,
                Parameter = parameter,
                Key = names.Item1,
                Name = names.Item2,
                Kind = kind,
                Condition = place.Item1,
                Site = place.Item2,
                Project = project,
                LaunchProfile = profile,
                Image = values.Item1,
                Tag = values.Item2,
                Command = values.Item3,
                WorkingDirectory = values.Item4,
                Secret = secret,
                Images = images,
                Endpoints = endpoints,
                Environment = environment,
                Arguments = arguments,
                Waits = waits,
                HealthChecks = checks,
                Mounts = mounts,
                Relationships = relationships,
            };

        Gen<EquatableArray<T>> Entries<T>(Gen<T> entries)
            where T : Entry =>
            Lists(entries.Zip(places, (entry, place) => entry with { Condition = place.Item1, Site = place.Item2 }));
    }

    private static AppGraph Run(int[][] steps)
    {
        var app = new HostProgram();
        var resources = new List<Res>();
        string[] names = ["api", "Api", "web", "cache", "my_db"];
        string[] endpoints = ["http", "https", "htp", "tcp", "a--b"];
        foreach (var step in steps)
        {
            var name = names[step[1] % names.Length];
            var endpoint = endpoints[step[2] % endpoints.Length];
            var port = 5000 + (step[3] % 3);
            app.When = (step[4] % 6) switch
            {
                0 => app.Conditions.Is(Atom.Mode, "run"),
                1 => app.Is("database", "postgres"),
                _ => Condition.Always,
            };
            if (resources.Count == 0 || step[0] % 4 == 0)
            {
                resources.Add(step[5] % 2 == 0 ? app.Project(name) : app.Container(name));
                continue;
            }

            var (left, right) = (resources[step[1] % resources.Count], resources[step[5] % resources.Count]);
            switch (step[0] % 9)
            {
                case 0 or 1:
                    left.WaitFor(right);
                    break;
                case 2:
                    left.WithEndpoint(endpoint, scheme: endpoint);
                    break;
                case 3:
                    left.WithEndpoint(endpoint, port);
                    break;
                case 4:
                    left.WithEndpoint(endpoint, targetPort: port);
                    break;
                case 5:
                    left.WithReference(right, endpoint);
                    break;
                case 6:
                    left.WithEnvironment("X", new ModelValue.Endpoint(right.Key, endpoint));
                    break;
                case 7:
                    left.WithHttpHealthCheck();
                    break;
                default:
                    left.WithReference(right);
                    break;
            }
        }

        return app.Graph;
    }
}

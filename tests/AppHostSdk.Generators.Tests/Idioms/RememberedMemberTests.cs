using AppHostSdk.Generators;
using AppHostSdk.Model;
using Microsoft.CodeAnalysis;

namespace AppHostSdk.Tests;

/// <summary>
/// Members that remember what they gave first, as resource types are written, in objects that a function has which unknown code may
/// call: what they give is the same whoever asked first, so it stays known. Where it is not, the graph must not claim to know it.
/// </summary>
public class RememberedMemberTests
{
    /// <summary>Ways to write <c>Primary</c>.</summary>
    private static readonly Dictionary<string, string> Members = new()
    {
        ["a field"] = """private EndpointReference? _primary; public EndpointReference Primary => _primary ??= new(this, "tcp");""",
        ["the field of a property"] = """public EndpointReference Primary => field ??= new EndpointReference(this, EndpointName);""",
        ["a test for null"] = """private EndpointReference? _primary; public EndpointReference Primary { get { if (_primary is null) { _primary = new(this, "tcp"); } return _primary; } }""",
        ["a comparison with null"] = """private EndpointReference? _primary; public EndpointReference Primary { get { if (_primary == null) _primary = new(this, "tcp"); return _primary; } }""",
        ["an early return"] = """private EndpointReference? _primary; public EndpointReference Primary { get { if (_primary is not null) { return _primary; } _primary = new(this, "tcp"); return _primary; } }""",
        ["an early return of a pattern"] = """private EndpointReference? _primary; public EndpointReference Primary { get { if (_primary is { } known) return known; return _primary = new(this, "tcp"); } }""",
        ["an assignment in parentheses"] = """private EndpointReference? _primary; public EndpointReference Primary => _primary ?? (_primary = new(this, "tcp"));""",
        ["an assignment to itself"] = """private EndpointReference? _primary; public EndpointReference Primary { get { this._primary = this._primary ?? new(this, "tcp"); return this._primary; } }""",
        ["a lazy value"] = """private readonly Lazy<EndpointReference> _primary; public CacheResource(string name) : base(name) => _primary = new(() => new EndpointReference(this, EndpointName)); public EndpointReference Primary => _primary.Value;""",
        ["a lazy value of the constructor"] = """private readonly Lazy<string> _name = new(() => name.Length > 0 ? EndpointName : "none"); public EndpointReference Primary => new(this, _name.Value);""",
        ["a name"] = """private string? _name; private string Lower => _name ??= EndpointName.ToLowerInvariant(); public EndpointReference Primary => new(this, Lower);""",
        ["a method"] = """private EndpointReference? _primary; private EndpointReference Made() => _primary ??= Make(EndpointName); private EndpointReference Make(string name) { var made = new EndpointReference(this, name); return made; } public EndpointReference Primary => Made();""",
        ["what depends on the constructor"] = """private string? _name; private string Own => _name ??= name == "" ? "none" : "tcp"; public EndpointReference Primary => field ??= new(this, Own);""",
    };

    /// <summary>What hosts do with such resources.</summary>
    private static readonly Dictionary<string, string> Bodies = new()
    {
        ["one, read after"] = """var a = builder.AddCache("a"); builder.AddContainer("box", "x").WithEnvironment("H", a.Resource.Primary.Property(EndpointProperty.Host)).WithReference(a);""",
        ["one, read before and after"] = """var r = new CacheResource("a"); builder.AddContainer("box", "x").WithEnvironment("H", builder.AddCache(r).Resource.Primary); builder.Watch(r); builder.AddContainer("bag", "x").WithEnvironment("P", r.Primary.Property(EndpointProperty.Port)).WithEnvironment("CS", $"{r.ConnectionStringExpression};x");""",
        ["two, read between"] = """var a = builder.AddCache("a"); builder.AddContainer("box", "x").WithArgs(a.Resource.Primary.Property(EndpointProperty.TargetPort)); var b = builder.AddCache("b"); builder.AddContainer("bag", "x").WithReference(a).WithReference(b).WithEnvironment("A", a.Resource.Primary).WithEnvironment("B", b.Resource.Primary);""",
        ["in a loop"] = """var all = new List<IResourceBuilder<CacheResource>>(); foreach (var name in new[] { "a", "b", "c" }) { all.Add(builder.AddCache(name)); } foreach (var cache in all) builder.AddContainer(cache.Resource.Name + "-box", "x").WithEnvironment("H", cache.Resource.Primary).WaitFor(cache);""",
        ["through an interface"] = """IHasPrimary a = builder.AddCache("a").Resource; var b = builder.AddCache("b"); builder.AddContainer("box", "x").WithEnvironment("A", a.Primary).WithEnvironment("B", ((IHasPrimary)b.Resource).Primary);""",
        ["in a helper"] = """var a = builder.AddCache("a"); var b = builder.AddCache("b"); foreach (var box in new[] { "c", "d" }) builder.AddContainer(box, "x").WithCache(a).WithCache(b);""",
        ["under a condition"] = """var a = builder.AddCache("a"); var box = builder.AddContainer("box", "x"); if (builder.Configuration["A"] == "1") { box.WithEnvironment("A", a.Resource.Primary); builder.AddCache("b"); } box.WithEnvironment("B", a.Resource.Primary);""",
        ["in functions of the run time"] = """var a = builder.AddCache("a"); a.WithEnvironment(context => context.EnvironmentVariables["P"] = a.Resource.Primary.Property(EndpointProperty.Port)).OnResourceReady((cache, e, c) => { Console.WriteLine(cache.Primary); return Task.CompletedTask; }); builder.Eventing.Subscribe<BeforeStartEvent>((e, c) => { Console.WriteLine(a.Resource.Primary); return Task.CompletedTask; }); builder.AddContainer("box", "x").WithEnvironment("A", a.Resource.Primary);""",
    };

    private const string Types = """
        public interface IHasPrimary { EndpointReference Primary { get; } }

        public sealed class HEAD, IResourceWithConnectionString, IHasPrimary
        {
            public const string EndpointName = "tcp";
            private ReferenceExpression? _connection;
            MEMBERS
            public ReferenceExpression ConnectionStringExpression => _connection ??= Build();
            private ReferenceExpression Build()
            {
                var text = new ReferenceExpressionBuilder();
                text.AppendLiteral("cache://");
                text.Append($"{Primary.Property(EndpointProperty.HostAndPort)}");
                return text.Build();
            }
            public IEnumerable<KeyValuePair<string, ReferenceExpression>> GetConnectionProperties()
            {
                yield return new("Host", ReferenceExpression.Create($"{Primary.Property(EndpointProperty.Host)}"));
                yield return new("Uri", ConnectionStringExpression);
            }
        }

        public static class CacheExtensions
        {
            public static IResourceBuilder<CacheResource> AddCache(this IDistributedApplicationBuilder builder, string name) => builder.AddCache(new CacheResource(name));

            public static IResourceBuilder<CacheResource> AddCache(this IDistributedApplicationBuilder builder, CacheResource cache)
            {
                builder.Watch(cache);
                return builder.AddResource(cache).WithImage("redis", "7").WithEndpoint(targetPort: 6379, name: CacheResource.EndpointName).WithHealthCheck(cache.Name + "_check");
            }

            public static void Watch(this IDistributedApplicationBuilder builder, CacheResource cache)
            {
                builder.Services.AddHealthChecks().AddAsyncCheck(cache.Name + "_check", async cancellation =>
                {
                    var connection = await cache.ConnectionStringExpression.GetValueAsync(cancellation);
                    return string.IsNullOrEmpty(connection + cache.Primary) ? HealthCheckResult.Unhealthy() : HealthCheckResult.Healthy();
                });
            }

            public static IResourceBuilder<T> WithCache<T>(this IResourceBuilder<T> builder, IResourceBuilder<CacheResource> cache) where T : IResourceWithEnvironment =>
                builder.WithEnvironment(cache.Resource.Name.ToUpperInvariant(), ReferenceExpression.Create($"{cache.Resource.Primary.Property(EndpointProperty.Host)}:{cache.Resource.Primary.Property(EndpointProperty.Port)}"));
        }
        """;

    public static TheoryData<string, string> Shapes
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var member in Members.Keys)
            {
                foreach (var body in Bodies.Keys)
                {
                    data.Add(member, body);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void A_remembered_member_stays_known(string member, string body)
    {
        var run = Run(Bodies[body], Types
            .Replace("MEMBERS", Members[member], StringComparison.Ordinal)
            .Replace("HEAD", Members[member].Contains("base(name)", StringComparison.Ordinal) ? "CacheResource : ContainerResource" : "CacheResource(string name) : ContainerResource(name)", StringComparison.Ordinal));

        Assert.True(run.Diagnostics.All(d => d.Severity == DiagnosticSeverity.Info), DiagnosticText.Of(run.Diagnostics));
        Assert.Empty(run.Graph.OpenParts);
        Assert.DoesNotContain(run.Graph.Conditions.Atoms, a => a.Provenance.Kind == ProvenanceKind.Source);
        ExecutedHost.InEveryWay(run, "", "--A=1");
    }

    /// <summary>What unknown code cannot change, or what it changes to what it would be anyway.</summary>
    [Theory]
    [InlineData("""Task.Run(() => s.Name).Wait(); s.Name = "b"; builder.AddContainer(s.Name, "x");""", """private string? _name; public string Name { get => _name ??= "a"; set => _name = value; }""")]
    [InlineData("""Task.Run(() => s.Name).Wait(); s.Prefix = "b"; builder.AddContainer(s.Name, "x"); builder.AddContainer(s.Prefix, "x");""", """private string? _name; public string Name => _name ??= "a" + Own.Length; private string Own => "own";""")]
    [InlineData("""s.Prefix = "b"; Task.Run(() => s.Name).Wait(); builder.AddContainer(s.Name, "x"); s.Prefix = "c";""", """private string? _name; public string Name => _name ??= Prefix + "-box";""")]
    [InlineData("""s = new Special(); Task.Run(() => s.Name).Wait(); builder.AddContainer(s.Name, "x");""", """private string? _name; public string Name => _name ??= Kind + "-box";""")]
    [InlineData("""if (builder.Configuration["A"] == "1") s.Prefix = "b"; Task.Run(() => s.Name).Wait(); builder.AddContainer(s.Name, "x");""", """private string? _name; public string Name => _name ??= Prefix is "b" ? "special" : "box";""")]
    [InlineData("""Task.Run(() => s.Name).Wait(); Task.Run(() => s.Name).Wait(); builder.AddContainer(s.Name, "x"); builder.AddContainer(s.Other, "x");""", """private string? _name; private string? _other; public string Name => _name ??= Other + "-box"; public string Other { get { if (_other is null) { _other = Make(1); } return _other; } } private static string Make(int n) { var text = n > 0 ? "more" : "none"; return text; }""")]
    [InlineData("""Task.Run(() => s.Name).Wait(); builder.AddContainer(s.Name, "x");""", """private static readonly string Suffix = "-box"; private string? _name; public string Name => _name ??= Own switch { "a" => "b", var other => other } + Suffix; private string Own { get; } = "own";""")]
    [InlineData("""var g = new Generic<Projects.Api>(); Task.Run(() => g.Name).Wait(); builder.AddContainer(g.Name, "x");""", "")]
    [InlineData("""var box = new Lazy<IResourceBuilder<ContainerResource>>(() => builder.AddContainer("box", "x")); if (builder.Configuration["A"] == "1") box.Value.WithArgs("a"); if (box.IsValueCreated) builder.AddContainer("bag", "x").WaitFor(box.Value);""", "")]
    [InlineData("""var n = 0; var name = new Lazy<string>(() => "n" + ++n); builder.AddContainer(name.Value + name.Value, "x"); builder.AddContainer("m" + n, "x");""", "")]
    [InlineData("""var prefix = "a"; var name = new Lazy<string>(() => prefix + "-box"); Task.Run(() => name.Value).Wait(); builder.AddContainer(name.Value, "x");""", "")]
    public void What_unknown_code_cannot_change_stays_known(string body, string members)
    {
        var run = Settings(body, members);

        Assert.True(run.Diagnostics.All(d => d.Severity == DiagnosticSeverity.Info), DiagnosticText.Of(run.Diagnostics));
        Assert.DoesNotContain(run.Graph.Conditions.Atoms, a => a.Provenance.Kind == ProvenanceKind.Source);
        ExecutedHost.InEveryWay(run, "", "--A=1");
    }

    /// <summary>What unknown code has really changed, which the program sees.</summary>
    [Theory]
    [InlineData("what is remembered was made of something that has changed since", """Task.Run(() => s.Name).Wait(); s.Prefix = "b"; builder.AddContainer(s.Name, "x");""", """private string? _name; public string Name => _name ??= Prefix + "-box";""")]
    [InlineData("the same through another member", """Task.Run(() => s.Name).Wait(); s.Prefix = "b"; builder.AddContainer(s.Name, "x");""", """private string? _name; private string? _inner; public string Name => _name ??= Inner + "-box"; private string Inner => _inner ??= Prefix;""")]
    [InlineData("the same with a captured parameter", """var c = new Captured("a"); Task.Run(() => c.Name).Wait(); c.Change(); builder.AddContainer(c.Name, "x");""", "")]
    [InlineData("the same in an object that it holds", """Task.Run(() => s.Name).Wait(); s.Inner.Text = "b"; builder.AddContainer(s.Name, "x");""", """public Bag Inner { get; } = new(); private string? _name; public string Name => _name ??= Inner.Text + "-box";""")]
    [InlineData("whether something is remembered", """Task.Run(() => s.Name).Wait(); if (s.IsFilled) builder.AddContainer("filled", "x"); builder.AddContainer(s.Name, "x");""", """private string? _name; public string Name => _name ??= "a"; public bool IsFilled => _name is not null;""")]
    [InlineData("whether something is remembered by now", """var task = new Task(() => Console.WriteLine(s.Name)); if (s.IsFilled) builder.AddContainer("one", "x"); task.RunSynchronously(); if (s.IsFilled) builder.AddContainer("two", "x");""", """private string? _name; public string Name => _name ??= "a"; public bool IsFilled => _name is not null;""")]
    [InlineData("whether another one was remembered first", """Task.Run(() => s.Name).Wait(); Console.WriteLine(s.Other); builder.AddContainer(s.Name, "x");""", """private string? _name; private string? _other; public string Name => _name ??= _other is null ? "first" : "second"; public string Other => _other ??= "o";""")]
    [InlineData("the same where both are asked", """Task.Run(() => s.Name + s.Other).Wait(); builder.AddContainer(s.Name, "x");""", """private string? _name; private string? _other; public string Name => _name ??= _other is null ? "first" : "second"; public string Other => _other ??= "o";""")]
    [InlineData("the same where both were asked before", """Console.WriteLine(s.Other); Task.Run(() => s.Name + s.Other).Wait(); s.Forget(); builder.AddContainer(s.Name, "x");""", """private string? _name; private string? _other; public string Name => _name ??= _other is null ? "first" : "second"; public string Other => _other ??= "o"; public void Forget() => _other = null;""")]
    [InlineData("a member that was not read yet", """Task.Run(() => s.Note = "x").Wait(); if (s.Note is null) builder.AddContainer("none", "x");""", """public string? Note { get; set; }""")]
    [InlineData("a member that is assigned once more", """var task = new Task(() => s.Note = "late"); s.Note = "early"; task.RunSynchronously(); builder.AddContainer(s.Note, "x");""", """public string Note { get; set; } = "n";""")]
    [InlineData("a member behind an interface", """ICounter c = new Counter(); Task.Run(() => c.Next()).Wait(); builder.AddContainer("n" + c.Value, "x");""", "")]
    [InlineData("a property of an interface", """ICounter c = new Counter(); Task.Run(() => c.Value = 5).Wait(); builder.AddContainer("n" + c.Value, "x");""", "")]
    [InlineData("a captured parameter", """var c = new Captured("a"); Task.Run(() => c.Change()).Wait(); builder.AddContainer(c.Text, "x");""", "")]
    [InlineData("an object that is remembered", """Task.Run(() => s.Bag.Text = "x").Wait(); builder.AddContainer(s.Bag.Text, "x");""", """private Bag? _bag; public Bag Bag => _bag ??= new();""")]
    [InlineData("a number that counts", """Task.Run(() => s.Name).Wait(); Console.WriteLine(s.Next()); builder.AddContainer(s.Name, "x");""", """private int _next; private string? _name; public string Name => _name ??= "n" + Next(); public int Next() => ++_next;""")]
    [InlineData("one of two values", """Task.Run(() => s.Second).Wait(); builder.AddContainer(s.First, "x");""", """private string? _name; public string First => _name ??= "a"; public string Second => _name ??= "b";""")]
    [InlineData("a value that replaces another", """s.Name = "b"; Task.Run(() => s.Default()).Wait(); builder.AddContainer(s.Name, "x");""", """public string Name { get; set; } = "n"; public string Default() { Name = "a"; return Name; }""")]
    [InlineData("a static member", """Task.Run(() => Settings.Name).Wait(); Settings.Start = "b"; builder.AddContainer(Settings.Name, "x");""", """public static string Start = "a"; private static string? _name; public static string Name => _name ??= Start + "-box";""")]
    [InlineData("a lazy value", """var n = 0; var name = new Lazy<string>(() => "n" + ++n); Task.Run(() => name.Value).Wait(); n = 5; builder.AddContainer(name.Value, "x"); builder.AddContainer("m" + n, "x");""", "")]
    [InlineData("a variable of a lazy value", """var prefix = "a"; var name = new Lazy<string>(() => prefix + "-box"); Task.Run(() => name.Value).Wait(); prefix = "b"; builder.AddContainer(name.Value, "x");""", "")]
    [InlineData("whether a lazy value is there", """var name = new Lazy<string>(() => "box"); Task.Run(() => name.Value).Wait(); if (name.IsValueCreated) builder.AddContainer("created", "x"); builder.AddContainer(name.Value, "x");""", "")]
    [InlineData("a lazy value handed over", """var name = new Lazy<string>(() => "box"); Console.WriteLine(System.Text.Json.JsonSerializer.Serialize(name)); if (name.IsValueCreated) builder.AddContainer("created", "x");""", "")]
    [InlineData("an object that is called back", """var order = new Order(); var names = new[] { "b", "a" }; Array.Sort(names, order); builder.AddContainer("n" + order.Calls, "x");""", "")]
    [InlineData("an object that is called back through its base class", """var text = new Counting(); text.WriteLine("x"); System.IO.TextWriter.Synchronized(text).Write('c'); builder.AddContainer("n" + text.Calls, "x");""", "")]
    [InlineData("a copy", """var r = new Remembering(); Task.Run(() => r.Name).Wait(); var other = r with { Prefix = "b" }; builder.AddContainer(other.Name, "x");""", "")]
    [InlineData("a collection", """Task.Run(() => s.Of("a")).Wait(); if (s.All.ContainsKey("a")) builder.AddContainer("known", "x");""", """public Dictionary<string, string> All { get; } = []; public string Of(string key) => All.TryGetValue(key, out var value) ? value : All[key] = key + "-box";""")]
    public void What_unknown_code_has_changed_is_not_claimed_to_be_known(string what, string body, string members)
    {
        var run = Settings(body, members);

        Assert.True(!run.Graph.IsComplete || run.Graph.Conditions.Atoms.Any(a => a.Provenance.Kind == ProvenanceKind.Source), what);
        ExecutedHost.InEveryWay(run);
    }

    [Theory]
    [InlineData("options", "Name", 1)]
    [InlineData("new[] { options }", "Name", 1)]
    [InlineData("options", "Fixed", 0)]
    [InlineData("\"other\"", "Name", 0)]
    public void What_everybody_may_set_is_not_known_of_an_object_that_a_library_was_given(string given, string member, int warnings)
    {
        var library = HostCompilation.Library("Filling", """public static class Filler { public static void Fill(object target) { foreach (var one in target as object[] ?? new[] { target }) one.GetType().GetProperty("Name")?.SetValue(one, "filled"); } }""");
        var program = HostCompilation.Described($"var options = new HostOptions(); Filler.Fill({given}); builder.AddContainer(options.{member}, \"x\");")
            + "class HostOptions { public string Name { get; set; } = \"a\"; public string Fixed { get; } = \"b\"; }";
        var run = GeneratorTestDriver.Run(HostCompilation.Create(("Program.cs", program)).AddReferences(library));

        Assert.Equal(warnings, run.Diagnostics.Count(d => d.Id == "AHS2002"));
        Assert.Equal(warnings, run.Graph.OpenParts.Count);
    }

    private static GeneratorTestDriver Settings(string body, string members) => Run(
        "var s = new Settings(); " + body,
        $$"""
        public class Settings { public string Prefix { get; set; } = "a"; protected virtual string Kind => "plain"; {{members}} }
        public class Special : Settings { protected override string Kind => "special"; }
        public class Bag { public string Text { get; set; } = "bag"; }
        public class Captured(string text) { private string? _name; public string Name => _name ??= text + "-box"; public string Text => text; public void Change() => text = "b"; }
        public class Generic<T> where T : IProjectMetadata { private string? _name; public string Name => _name ??= typeof(T).Name.ToLowerInvariant(); }
        public class Order : IComparer<string> { public int Calls; public int Compare(string? a, string? b) { Calls++; return string.CompareOrdinal(a, b); } }
        public class Counting : System.IO.TextWriter { public int Calls; public override System.Text.Encoding Encoding => System.Text.Encoding.UTF8; public override void Write(char value) => Calls++; }
        public record Remembering { public string Prefix { get; init; } = "a"; private string? _name; public string Name => _name ??= Prefix + "-box"; }
        public interface ICounter { int Value { get; set; } void Next(); }
        public class Counter : ICounter { public int Value { get; set; } public void Next() => Value++; }
        """);

    private static GeneratorTestDriver Run(string body, string types) => GeneratorTestDriver.Run(
        $"using Microsoft.Extensions.Configuration;\nusing Microsoft.Extensions.DependencyInjection;\nusing Microsoft.Extensions.Diagnostics.HealthChecks;\n{HostCompilation.Described(body)}\n{types}");
}

using AppHostSdk.Generators;
using AppHostSdk.Model;

namespace AppHostSdk.Tests;

/// <summary>
/// How real hosts are written: each form is understood completely (no diagnostic, no open part, no slot, no tag) and, executed in
/// both modes and with several command lines, does what was derived.
/// </summary>
public class IdiomTests
{
    private const string Usings = "using Microsoft.Extensions.Configuration;\n";

    private const string Members = """
        static class Names { public const string Api = "api"; public static class Deep { public const string Web = "web"; } public static string Blob(string service) => service + "-blobs"; }
        static class Flags { public static readonly bool Extra = false; public static readonly string[] Headers = ["a", "b"]; }
        static class HostExtensions
        {
            public static IResourceBuilder<ProjectResource> AddApi(this IDistributedApplicationBuilder builder, string name, int? port = null) =>
                builder.AddProject<Projects.Api>(name).WithHttpEndpoint(port);

            public static IResourceBuilder<ProjectResource> AddService<TProject>(this IDistributedApplicationBuilder builder, string? token = null)
                where TProject : IProjectMetadata, new()
            {
                var service = builder.AddProject<TProject>(typeof(TProject).Name.ToLowerInvariant());
                if (token is null) return service;
                return service.WithEnvironment("TOKEN", token);
            }

            public static IResourceBuilder<T> WithBoth<T>(this IResourceBuilder<T> builder, params string[] values) where T : IResourceWithEnvironment, IResourceWithArgs
            {
                foreach (var value in values) builder.WithEnvironment(value.ToUpperInvariant(), value).WithArgs(value);
                return builder;
            }

            public static (IResourceBuilder<ContainerResource> Storage, IResourceBuilder<ContainerResource> Blobs) AddStorage(this IDistributedApplicationBuilder builder)
            {
                var storage = builder.AddContainer("storage", "azurite");
                return (storage, builder.AddContainer("blobs", "azurite").WaitFor(storage));
            }
        }
        """;

    /// <summary>Name, statements, command lines besides the empty one.</summary>
    public static TheoryData<string, string, string> Hosts => new()
    {
        { "constants of classes", """builder.AddProject<Projects.Api>(Names.Api); builder.AddProject<Projects.Web>(Names.Deep.Web); builder.AddContainer(Names.Blob("x"), "azurite");""", "" },
        { "toggle", """bool useX = false; if (useX) { builder.AddContainer("cache", "redis"); } else { builder.AddContainer("cache", "valkey"); }""", "" },
        { "static toggle", """if (Flags.Extra) builder.AddContainer("extra", "x"); builder.AddContainer("cache", Flags.Extra ? "a" : "b");""", "" },
        { "mode adds", """var api = builder.AddApi("api"); if (builder.ExecutionContext.IsPublishMode) { var p = builder.AddParameter("p"); api.WithEnvironment("P", p); } else { api.WithEnvironment("P", "local"); }""", "" },
        { "mode operation", """if (builder.ExecutionContext.Operation == DistributedApplicationOperation.Publish) builder.AddParameter("p");""", "" },
        { "mode in a local", """var context = builder.ExecutionContext; var isRun = context.IsRunMode; var cache = isRun ? builder.AddContainer("cache", "redis") : builder.AddContainer("cache", "managed"); builder.AddApi("api").WaitFor(cache);""", "" },
        { "ternary of different types", """IResourceBuilder<IResource> kc = builder.ExecutionContext.IsRunMode ? builder.AddContainer("kc", "keycloak") : builder.AddExecutable("kc", "kc", "."); builder.AddApi("api").WaitFor(kc);""", "" },
        { "ternary value", """builder.AddApi("api").WithEnvironment("E", builder.ExecutionContext.IsRunMode ? "dev" : "prod").WithArgs(builder.ExecutionContext.IsRunMode ? ["a"] : ["a", "b"]);""", "" },
        { "late assignment", """IResourceBuilder<ContainerResource>? x = null; if (builder.Configuration["X"] == "true") { x = builder.AddContainer("x", "x"); } var api = builder.AddApi("api"); if (x is not null) { api.WaitFor(x); } if (x != null) api.WithArgs("x"); else api.WithArgs("none");""", "--X=true|--X=false" },
        { "null tests of several flags", """IResourceBuilder<ContainerResource>? a = null, b = null; if (builder.Configuration["A"] == "1") a = builder.AddContainer("a", "x"); if (builder.Configuration["B"] == "1") b = builder.AddContainer("b", "x"); var api = builder.AddApi("api"); if (a is not null) api.WaitFor(a); if (b is not null) api.WaitFor(b); if (a is not null && b is not null) a.WaitFor(b); api.WithArgs("end");""", "--A=1|--B=1|--A=1 --B=1" },
        { "conditional access", """IResourceBuilder<ContainerResource>? x = null; if (builder.Configuration.GetValue<bool>("X")) x = builder.AddContainer("x", "x"); x?.WithArgs("a").WithArgs("b"); var api = builder.AddApi("api"); _ = x is null ? api : api.WaitFor(x);""", "--X=true" },
        { "guard with a default", """if (builder.Configuration.GetValue("EnableY", true)) { builder.AddContainer("y", "y"); }""", "--EnableY=false|--EnableY=true" },
        { "switch over kinds", """var kind = builder.Configuration["Db"] ?? "postgres"; IResourceBuilder<ContainerResource> db; switch (kind) { case "sqlserver": db = builder.AddContainer("db", "mssql"); break; case "mysql": case "mariadb": db = builder.AddContainer("db", "mysql"); break; case "postgres": db = builder.AddContainer("db", "postgres"); break; default: throw new InvalidOperationException(kind); } builder.AddApi("api").WaitFor(db);""", "--Db=sqlserver|--Db=mysql|--Db=mariadb|--Db=postgres" },
        { "switch expression", """var db = builder.Configuration["Db"] switch { "a" => builder.AddContainer("db", "a"), "b" or "c" => builder.AddContainer("db", "b"), null => builder.AddContainer("db", "none"), _ => builder.AddContainer("db", "other") }; builder.AddApi("api").WaitFor(db).WithArgs("x");""", "--Db=a|--Db=b|--Db=c|--Db=d" },
        { "switch with guards", """switch (args.Length) { case 0: builder.AddContainer("none", "x"); break; case var n when n > 2: builder.AddContainer("many", "x"); break; default: builder.AddContainer("few", "x"); break; }""", "--a=1|--a=1 --b=2|--a=1 --b=2 --c=3" },
        { "pattern of the merged type", """IResourceBuilder<IResource> db = builder.Configuration["Db"] == "a" ? builder.AddContainer("db", "x") : builder.AddExecutable("db", "x", "."); if (db is IResourceBuilder<ContainerResource> c) { c.WithArgs("container"); } if (db is IResourceBuilder<ExecutableResource> e) e.WithArgs("executable"); builder.AddApi("api").WaitFor(db);""", "--Db=a" },
        { "differs only in an argument", """var text = builder.Configuration["Tag"]; var r = text == "7" ? builder.AddContainer("redis", "redis", "7") : builder.AddContainer("redis", "redis"); r.WithArgs("x"); builder.AddApi("api").WaitFor(r);""", "--Tag=7" },
        { "endpoint name by flag", """static string Profile(string? flag) => flag == "1" ? "http" : "https"; var profile = Profile(Environment.GetEnvironmentVariable("APPHOST_TEST_NEVER_SET")); var api = builder.AddProject<Projects.Api>("api").WithHttpEndpoint().WithHttpsEndpoint(); builder.AddProject<Projects.Web>("web").WithReference(api.GetEndpoint(profile)).WithEnvironment("URL", api.GetEndpoint(profile));""", "" },
        { "extension methods", """var api = builder.AddApi("api", 5000); var (storage, blobs) = builder.AddStorage(); api.WaitFor(storage).WaitFor(blobs); builder.AddService<Projects.Web>(); builder.AddService<Projects.Worker>(token: "t").WithBoth("a", "b");""", "" },
        { "extension as a static call", """var api = HostExtensions.AddApi(name: "api", builder: builder); HostExtensions.WithBoth(api, ["x"]);""", "" },
        { "guards in helpers", """void Register(string name) { if (name is "admin" or "api") { builder.AddContainer(name, "x").WithArgs("special"); return; } builder.AddContainer(name, "x"); } Register("admin"); Register("web"); Register("api");""", "" },
        { "dictionary of builders", """var all = new Dictionary<string, IResourceBuilder<ProjectResource>>(); void Add<P>(string name) where P : IProjectMetadata, new() { all[name] = builder.AddProject<P>(name); } Add<Projects.Api>("api"); Add<Projects.Web>("web"); all["web"].WaitFor(all["api"]); foreach (var (name, resource) in all) resource.WithEnvironment("NAME", name); if (all.TryGetValue("api", out var api)) api.WithArgs("x"); if (all.ContainsKey("nothing")) api!.WithArgs("never");""", "" },
        { "dictionary initialiser", """var ports = new Dictionary<string, int> { ["a"] = 5001, ["b"] = 5002 }; foreach (var pair in ports) builder.AddContainer(pair.Key, "x").WithEndpoint(port: pair.Value, targetPort: 80, name: "tcp");""", "" },
        { "registered if enabled", """var all = new Dictionary<string, IResourceBuilder<ProjectResource>>(); void RegisterIfEnabled<P>(string name) where P : IProjectMetadata, new() { if (builder.Configuration[$"Services:{name}:Enabled"] == "false") return; all.Add(name, builder.AddProject<P>(name)); } RegisterIfEnabled<Projects.Api>("api"); RegisterIfEnabled<Projects.Web>("web"); if (all.TryGetValue("web", out var web) && all.TryGetValue("api", out var api)) web.WaitFor(api); foreach (var p in all.Values) p.WithEnvironment("ALL", "1");""", "--Services:api:Enabled=false|--Services:web:Enabled=false|--Services:web:Enabled=false --Services:api:Enabled=false" },
        { "loop over builders", """foreach (var p in (IResourceBuilder<ProjectResource>[])[builder.AddProject<Projects.Api>("api"), builder.AddProject<Projects.Web>("web")]) p.WithEnvironment("OTEL", "1");""", "" },
        { "array of builders", """var a = builder.AddApi("a"); var b = builder.AddApi("b"); IResourceBuilder<ProjectResource>[] all = [a, b]; IResourceBuilder<ProjectResource>[] more = [.. all, builder.AddApi("c")]; foreach (var x in more) foreach (var y in all) if (x != y) x.WithReference(y);""", "" },
        { "counted loop", """for (var i = 0; i < Flags.Headers.Length; i++) { builder.AddContainer($"c{i}", "x").WithEnvironment($"H__{i}", Flags.Headers[i]); }""", "" },
        { "while with break and continue", """var i = 0; while (true) { i++; if (i == 2) continue; if (i > 4) break; builder.AddContainer("c" + i, "x"); } do { builder.AddContainer("d", "x"); } while (i < 0);""", "" },
        { "break under a test", """foreach (var name in new[] { "a", "b", "c" }) { if (builder.Configuration["Stop"] == name) break; if (builder.Configuration["Skip"] == name) continue; builder.AddContainer(name, "x"); }""", "--Stop=b|--Skip=a|--Stop=c --Skip=a" },
        { "captured variables", """var actions = new List<Action>(); foreach (var name in new[] { "a", "b" }) { actions.Add(() => builder.AddContainer(name, "x")); } for (var i = 0; i < 2; i++) { var copy = i; actions.Add(() => builder.AddContainer("n" + copy, "x")); } foreach (var action in actions) action();""", "" },
        { "queries", """var all = new[] { "a", "b", "c" }.Where(n => n != "b").Select((n, i) => builder.AddContainer(n, "x").WithArgs("" + i)).ToList(); all.ForEach(c => c.WithEnvironment("X", "1")); var first = all.First(); if (all.Any(c => c.Resource.Name == "c")) first.WithArgs("c"); foreach (var c in all.Skip(1)) c.WaitFor(first); var byName = all.ToDictionary(c => c.Resource.Name); byName["a"].WithArgs(string.Join(",", all.Select(c => c.Resource.Name)));""", "" },
        { "query syntax", """var all = (from name in new[] { "a", "b" } where name != "a" select builder.AddContainer(name, "x")).ToArray(); foreach (var c in all) c.WithArgs("q");""", "" },
        { "list with conditional items", """var deps = new List<IResourceBuilder<IResource>>(); if (builder.Configuration["A"] == "1") deps.Add(builder.AddContainer("a", "x")); deps.Add(builder.AddContainer("b", "x")); if (builder.ExecutionContext.IsRunMode) deps.Add(builder.AddContainer("c", "x")); var api = builder.AddApi("api"); foreach (var d in deps) api.WaitFor(d); if (deps.Count > 2) api.WithArgs("all"); var list = new List<string> { "x" }; if (builder.Configuration["A"] == "1") list.Add("y"); api.WithArgs([.. list]);""", "--A=1" },
        { "tuples and records", """var pair = (Name: "a", Port: 5000); builder.AddContainer(pair.Name, "x").WithEndpoint(pair.Port, 80, name: "tcp"); var (n, p) = pair; builder.AddContainer(n + p, "x"); var s = new Service("b", "img") { Tag = "1" }; var t = s with { Name = "c" }; foreach (var x in new[] { s, t }) builder.AddContainer(x.Name, x.Image, x.Tag).WithArgs(x.Full); var bag = new { Name = "d", Image = "i" }; builder.AddContainer(bag.Name, bag.Image); record Service(string Name, string Image) { public string Tag { get; init; } = "latest"; public string Full => $"{Image}:{Tag}"; }""", "" },
        { "object holding builders", """var infra = new Infrastructure(builder); infra.Cache.WithArgs("x"); infra.Connect(builder.AddApi("api")); class Infrastructure { private readonly IDistributedApplicationBuilder _builder; public Infrastructure(IDistributedApplicationBuilder builder) { _builder = builder; Cache = builder.AddContainer("cache", "redis"); } public IResourceBuilder<ContainerResource> Cache { get; } public IResourceBuilder<ContainerResource> Lazy => field ??= _builder.AddContainer("lazy", "x"); public void Connect(IResourceBuilder<ProjectResource> api) => api.WaitFor(Cache).WaitFor(Lazy).WaitFor(Lazy); }""", "" },
        { "primary constructor and base class", """new Web(builder, "web").Add().WithArgs("x"); abstract class Part(IDistributedApplicationBuilder builder, string name) { protected string Name { get; } = name; protected abstract string Image { get; } public virtual IResourceBuilder<ContainerResource> Add() => builder.AddContainer(Name, Image); } class Web(IDistributedApplicationBuilder builder, string name) : Part(builder, name + "-part") { protected override string Image => "web"; public override IResourceBuilder<ContainerResource> Add() => base.Add().WithArgs(Name); }""", "" },
        { "interface dispatch", """IPart[] parts = [new A(), new B { Name = "b2" }]; foreach (var part in parts) part.Add(builder); interface IPart { string Name => "default"; void Add(IDistributedApplicationBuilder builder); } class A : IPart { public void Add(IDistributedApplicationBuilder builder) => builder.AddContainer("a", "x"); } class B : IPart { public string Name { get; set; } = "b"; public void Add(IDistributedApplicationBuilder builder) => builder.AddContainer(Name, "x"); }""", "" },
        { "iterator", """foreach (var name in All(2)) builder.AddContainer(name, "x"); static IEnumerable<string> All(int count) { yield return "first"; for (var i = 0; i < count; i++) yield return "n" + i; }""", "" },
        { "out and ref", """Make(builder, out var cache); cache.WithArgs("x"); var count = 0; Count(ref count); Count(ref count); builder.AddContainer("c" + count, "x"); static void Make(IDistributedApplicationBuilder b, out IResourceBuilder<ContainerResource> c) => c = b.AddContainer("cache", "x"); static void Count(ref int n) => n++;""", "" },
        { "lambdas", """Func<string, IResourceBuilder<ContainerResource>> add = name => builder.AddContainer(name, "x"); var a = add("a"); Configure(a, c => c.WithArgs("lambda")); Func<string, bool, IResourceBuilder<ParameterResource>> parameter = builder.AddParameter; parameter("p", true); static IResourceBuilder<T> Configure<T>(IResourceBuilder<T> b, Action<IResourceBuilder<T>>? configure = null) where T : IResource { configure?.Invoke(b); return b; }""", "" },
        { "folding", """var name = string.Join("-", new[] { "My", "Api" }).ToLowerInvariant().Replace("my", "our").Trim(); builder.AddContainer(name, "redis:7".Split(':')[0], "redis:7".Split(':')[1]); builder.AddContainer(nameof(Names.Api).ToLower(), "x").WithEnvironment("P", string.IsNullOrEmpty(name) ? "empty" : name.Substring(0, 3)); if (int.TryParse("5001", out var port)) builder.AddContainer("p", "x").WithEndpoint(port, 80, name: "tcp"); builder.AddContainer("e", "x").WithArgs($"{DayOfWeek.Monday}", DayOfWeek.Monday.ToString(), string.Concat("a", 'b', 5), string.Format("{0}-{1}", "a", 1));""", "" },
        { "paths", """builder.AddExecutable("x", "x", System.IO.Path.Combine(builder.AppHostDirectory, "..", "web")); builder.AddExecutable("y", "y", System.IO.Path.Combine("..", "web")); builder.AddExecutable("z", "z", $"{builder.AppHostDirectory}/tools").WithArgs(System.IO.Path.GetFullPath(System.IO.Path.Combine(builder.AppHostDirectory, "a/../b.txt")));""", "" },
        { "application name", """builder.AddContainer($"{builder.Environment.ApplicationName.ToLowerInvariant()}-api", "x");""", "" },
        { "environment", """if (builder.Environment.EnvironmentName == "Development") builder.AddContainer("dev", "x");""", "--environment=Development" },
        { "resource names", """var cache = builder.AddContainer("cache", "redis"); builder.AddApi("api").WithEnvironment("CACHE_NAME", cache.Resource.Name).WithEnvironment("SAME", cache.GetEndpoint("tcp").EndpointName); cache.WithEndpoint(targetPort: 1, name: "tcp"); cache.ApplicationBuilder.AddParameter("p");""", "" },
        { "validation", """var kind = builder.Configuration["Kind"] ?? "a"; if (kind != "a" && kind != "b") throw new InvalidOperationException(); var region = builder.Configuration["Region"] ?? throw new OperationCanceledException(); builder.AddContainer("c", kind == "a" ? "x" : "y");""", "--Region=x|--Region=x --Kind=b" },
        { "usage", """if (args.Contains("--help")) { Console.WriteLine("usage"); return; } builder.AddContainer("c", "x");""", "--help" },
        { "arguments", """if (args.Length > 1) builder.AddContainer("more", "x"); if (args.Any(a => a == "--tools=1")) builder.AddContainer("tools", "x"); if (args is ["--only=1", ..]) builder.AddContainer("only", "x");""", "--tools=1|--only=1" },
        { "residual work", """var started = System.Diagnostics.Stopwatch.StartNew(); var file = System.IO.Path.Combine(System.IO.Path.GetTempPath(), "apphost-" + Guid.NewGuid()); System.IO.File.WriteAllText(file, "x"); foreach (var line in System.IO.File.ReadAllLines(file)) { Console.Write(""); Environment.SetEnvironmentVariable("APPHOST_TEST_LINE", line); } System.IO.File.Delete(file); builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["Set"] = "1" }); var cache = builder.AddContainer("cache", "x"); if (builder.Configuration["Set"] == "1") cache.WithArgs("set"); await System.Threading.Tasks.Task.Yield(); using var stream = new System.IO.MemoryStream(); while (stream.Length < 3) stream.WriteByte(1);""", "" },
        { "try around the model", """try { var cache = builder.AddContainer("cache", "x"); if (builder.Configuration["X"] == "1") cache.WithArgs("x"); builder.Build(); return; } catch (Exception e) when (e is not DistributedApplicationException) { Console.WriteLine(e); throw; } finally { Console.Out.Flush(); }""", "--X=1" },
        { "using and lock", """using (var stream = new System.IO.MemoryStream()) { lock (stream) { builder.AddContainer("cache", "x"); } }""", "" },
        { "helper that returns nothing of ours", """Log("start"); var port = Free(); Console.Write(port > 70000 ? "x" : ""); builder.AddContainer("cache", "x"); void Log(string text) { if (text.Length > 1000) Console.WriteLine(text); } static int Free() { using var l = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0); l.Start(); return ((System.Net.IPEndPoint)l.LocalEndpoint).Port; }""", "" },
        { "coalescing assignment", """IResourceBuilder<ContainerResource>? cache = null; IResourceBuilder<ContainerResource> Cache() => cache ??= builder.AddContainer("cache", "x"); builder.AddApi("a").WaitFor(Cache()); builder.AddApi("b").WaitFor(Cache()); IResourceBuilder<ContainerResource>? other = builder.Configuration["O"] == "1" ? builder.AddContainer("other", "x") : null; other ??= builder.AddContainer("fallback", "x"); other.WithArgs("o");""", "--O=1" },
        { "async helper", """var cache = await AddAsync("cache"); cache.WithArgs("x"); async Task<IResourceBuilder<ContainerResource>> AddAsync(string name) { await Task.Yield(); return builder.AddContainer(name, "x"); }""", "" },
        { "same test twice", """var on = builder.Configuration.GetValue<bool>("On"); if (on) builder.AddContainer("a", "x"); var api = builder.AddApi("api"); if (on) api.WithArgs("on"); if (!on) api.WithArgs("off"); if (bool.TryParse(builder.Configuration["On"], out var again) && again) api.WithArgs("again");""", "--On=true|--On=false" },
        { "identical calls under different tests", """var api = builder.AddApi("api"); if (builder.Configuration["A"] == "1") api.WithArgs("x"); if (builder.Configuration["B"] == "1") api.WithArgs("x"); if (builder.Configuration["A"] == "1") api.WithEnvironment("A", "1");""", "--A=1|--B=1|--A=1 --B=1" },
        { "both halves declare the same projects", """if (builder.Configuration["Mode"] == "lite") { var api = builder.AddProject<Projects.Api>("api"); builder.AddProject<Projects.Web>("web").WithReference(api.WithHttpEndpoint()); } else { var cache = builder.AddContainer("cache", "x"); var api = builder.AddProject<Projects.Api>("api").WithHttpEndpoint().WaitFor(cache); builder.AddProject<Projects.Web>("web").WithReference(api).WaitFor(api); }""", "--Mode=lite" },
        { "query run twice and never", """var counter = 0; var q = new[] { "a", "b" }.Select(n => { builder.AddContainer(n + counter++, "x"); return n; }); var never = new[] { "z" }.Select(n => builder.AddContainer(n, "x")); foreach (var n in q) builder.AddParameter(n); builder.AddParameter("n" + counter); q.ToList(); builder.AddParameter("n" + counter);""", "" },
        { "iterator enumerated twice", """var n = 0; var all = All(); foreach (var c in all) c.WithArgs("one"); var list = all.ToList(); list[0].WithArgs("two"); IEnumerable<IResourceBuilder<ContainerResource>> All() { yield return builder.AddContainer("c" + n++, "x"); if (builder.Configuration["X"] == "1") yield break; yield return builder.AddContainer("d" + n++, "x"); }""", "--X=1" },
        { "exception that is swallowed", """var cache = builder.AddContainer("cache", "x"); try { cache.WithArgs("before"); if (builder.Configuration["Fail"] == "1") throw new NotSupportedException(); int.Parse(builder.Configuration["Number"] ?? "1", null); cache.WithArgs("after"); } catch (NotSupportedException) { cache.WithArgs("thrown"); } catch (Exception) { cache.WithArgs("other"); } finally { cache.WithArgs("finally"); } cache.WithArgs("end");""", "--Fail=1|--Number=x|--Number=2" },
        { "return in a try", """var c = Get(); c.WithArgs("got"); IResourceBuilder<ContainerResource> Get() { try { if (builder.Configuration["A"] == "1") return builder.AddContainer("a", "x"); Console.Write(""); return builder.AddContainer("b", "x"); } catch (FormatException) { return builder.AddContainer("c", "x"); } }""", "--A=1" },
        { "tuple fields are assigned", """var t = (Name: "a", Count: 1); var u = t; t.Name += "b"; t.Count++; u.Name = "u"; builder.AddContainer(t.Name + t.Count, "x"); builder.AddContainer(u.Name + u.Item2, "x");""", "" },
        { "object fields are assigned under tests", """var o = builder.Configuration["A"] == "1" ? new Holder { Name = "one" } : new Holder { Name = "two" }; o.Name += "x"; o.Count++; if (builder.ExecutionContext.IsRunMode) o.Name = "run"; builder.AddContainer(o.Name + o.Count, "x"); class Holder { public string Name = ""; public int Count { get; set; } }""", "--A=1" },
        { "sets and structures", """var set = new HashSet<string> { "a", "b" }; if (set.Add("a")) builder.AddContainer("again", "x"); set.Add("c"); foreach (var s in set) builder.AddContainer(s, "x"); foreach (var s in new[] { "p", "q", "p" }.Distinct()) builder.AddParameter(s); var p = new Point { X = 1 }; var q = p; q.X = 2; builder.AddContainer("s" + p.X + q.X, "x"); struct Point { public int X; }""", "" },
        { "memoised helpers", """var known = new Dictionary<string, IResourceBuilder<ContainerResource>>(); IResourceBuilder<ContainerResource> Get(string name) { if (!known.TryGetValue(name, out var c)) { c = builder.AddContainer(name, "x"); known.Add(name, c); } return c; } Get("a").WithArgs("1"); if (builder.Configuration["B"] == "1") Get("b"); Get("b").WithArgs("2"); Get("a").WaitFor(Get("b"));""", "--B=1" },
        { "recursion that ends", """void Add(int n) { if (n == 0) return; builder.AddContainer("c" + n, "x"); Add(n - 1); } Add(4); int Fib(int n) => n < 2 ? n : Fib(n - 1) + Fib(n - 2); builder.AddContainer("fib" + Fib(7), "x");""", "" },
        { "nested lambdas over captured state", """Func<string, Action<string>> make = prefix => { var count = 0; return name => builder.AddContainer($"{prefix}-{name}-{count++}", "x"); }; var a = make("a"); var b = make("b"); a("x"); a("y"); b("x"); foreach (var f in new[] { a, b }) f("z");""", "" },
        { "switch on types and properties", """object[] things = [1, "s", new[] { "u" }, true]; foreach (var thing in things) builder.AddContainer(thing switch { int n => "int" + n, string { Length: 1 } s => s, string[] and [var only] => only, _ => "none" }, "x");""", "" },
        { "environment of the host", """if (Environment.GetEnvironmentVariable("APPHOST_TEST_X") is { Length: > 0 } x) builder.AddContainer("set", "x"); Environment.SetEnvironmentVariable("APPHOST_TEST_X", "1"); if (Environment.GetEnvironmentVariable("APPHOST_TEST_X") == "1") builder.AddContainer("now", "x"); Environment.SetEnvironmentVariable("APPHOST_TEST_X", null); if (OperatingSystem.IsWindows()) builder.AddContainer("windows", "x"); else builder.AddContainer("unix", "x");""", "" },
        { "configuration that is written", """var before = builder.Configuration["W"]; if (before == "1") builder.AddContainer("before", "x"); Load(builder.Configuration); if (builder.Configuration["W"] == "1") builder.AddContainer("after", "x"); static void Load(IConfigurationManager configuration) { foreach (var key in new[] { "W" }) configuration[key] = "1"; }""", "--W=1" },
        { "parsed configuration", """var port = int.TryParse(builder.Configuration["Port"], out var p) ? 1 : 2; builder.AddContainer("c" + port, "x"); if (builder.Configuration.GetSection("A").Exists()) builder.AddContainer("section", "x"); if (builder.Configuration.GetConnectionString("db") is null) builder.AddContainer("db", "x"); if (string.Equals(builder.Configuration["K"], "On", StringComparison.OrdinalIgnoreCase)) builder.AddContainer("k", "x"); if (builder.Configuration["K"]?.ToLowerInvariant() == "on") builder.AddParameter("k2");""", "--Port=5|--Port=x|--A:B=1|--ConnectionStrings:db=x|--K=on|--K=ON" },
        { "events of the host", """var stopping = false; Console.CancelKeyPress += (_, e) => { stopping = true; }; Console.Write(stopping ? "!" : ""); AppDomain.CurrentDomain.ProcessExit += (_, _) => Console.Write(""); builder.AddContainer("c", "x");""", "" },
        { "nullable numbers", """int? port = builder.Configuration["P"] == "1" ? 5001 : null; builder.AddContainer("c" + (port.HasValue ? "set" : "unset"), "x").WithEndpoint(port ?? 5002, 80, name: "tcp").WithEndpoint(targetPort: port.GetValueOrDefault(81), name: "b").WithEndpoint(targetPort: port ?? 82, name: "c").WithArgs("" + port.GetValueOrDefault(7)); if (port is { } p) builder.AddContainer("p" + p, "x"); if (port == 5001 && port.Value > 5000) builder.AddContainer("q", "x");""", "--P=1" },
        { "extension block", """var api = builder.AddBlock("api"); api.WithBlock("x"); Console.Write(builder.Prefix.Length > 100 ? "x" : ""); builder.AddContainer(builder.Prefix + "-c", "x"); static class Blocks { extension(IDistributedApplicationBuilder b) { public string Prefix => "pre"; public IResourceBuilder<ProjectResource> AddBlock(string name) => b.AddProject<Projects.Api>(name); } extension<T>(IResourceBuilder<T> r) where T : IResourceWithArgs { public IResourceBuilder<T> WithBlock(string value) => r.WithArgs(value, r.Resource.Name); } }""", "" },
    };

    [Theory]
    [MemberData(nameof(Hosts))]
    public void Is_followed_and_does_what_was_derived(string name, string body, string commandLines)
    {
        Assert.NotEmpty(name);
        var run = Run(body);
        Assert.True(run.Diagnostics.IsEmpty, $"{DiagnosticText.Of(run.Diagnostics)}\n{run.Source(GraphEmitter.HintName)}");
        Assert.Equal((0, 0), (run.Graph.Slots.Count, run.Graph.OpenParts.Count));
        Assert.Equal(1, Tags(run) + 1);
        ExecutedHost.InEveryWay(run, commandLines.Split('|'));
    }

    /// <summary>Interceptors besides the one that carries the model.</summary>
    private static int Tags(GeneratorTestDriver run) =>
        run.Source(SitesEmitter.HintName).Split("[global::System.Runtime.CompilerServices.InterceptsLocation(").Length - 2;

    private static GeneratorTestDriver Run(string body)
    {
        // Types stand behind statements.
        var types = body.IndexOf(" record ", StringComparison.Ordinal) is var r and >= 0 ? r : TypesIn(body);
        var (statements, own) = types < 0 ? (body, "") : (body[..types], body[types..]);
        return GeneratorTestDriver.Run(HostCompilation.Create(
            ("Program.cs", $"{Usings}var builder = DistributedApplication.CreateBuilder(args);\n{statements}\nbuilder.Build();\n{own}"),
            ("HostExtensions.cs", Members)));
    }

    private static int TypesIn(string body) =>
        new[] { " class Holder", " struct Point", " class Infrastructure", " abstract class ", " interface IPart", " static class Blocks" }.Select(t => body.IndexOf(t, StringComparison.Ordinal)).Where(i => i >= 0).DefaultIfEmpty(-1).Min();
}

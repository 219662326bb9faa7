using Microsoft.CodeAnalysis.CSharp;

namespace AppHostSdk.Tests;

/// <summary>
/// Programs for which something else was derived than they do, made as small as they go: forms that a value takes unseen, and
/// moments at which something happens later or twice.
/// </summary>
public class CounterexampleTests
{
    private static readonly CSharpCompilation Host = HostCompilation.Create(("Program.cs", ""));

    private static readonly string[][] CommandLines = [["--operation=run"], ["--operation=publish"], ["--K0=v0", "--operation=run"], ["--K0=v0", "--K1=v1", "--operation=publish"]];

    /// <summary>What it is about, statements, types.</summary>
    public static TheoryData<string, string, string> Programs => new()
    {
        { "calls after Build", """var c = builder.AddContainer("c", "x"); builder.Build(); c.WithArgs("late"); builder.AddParameter("late");""", "" },
        { "calls after a Build that is perhaps", """var c = builder.AddContainer("c", "x"); if (builder.Configuration["K0"] == "v0") { builder.Build(); c.WithArgs("late"); } else { c.WithArgs("early"); builder.Build(); }""", "" },
        { "a return out of a loop that is not followed to its end", """int Find() { for (var i = 0; i < 5000; i++) if (i == 3000) return i; return 1; } builder.AddContainer("c", "x").WithArgs("p" + Find());""", "" },
        { "an iterator that is not followed to its end", """IEnumerable<int> All() { for (var i = 0; i < 3000; i++) yield return i; } var c = builder.AddContainer("c", "x"); foreach (var i in All()) if (i is 1 or 2500) c.WithArgs("p" + i);""", "" },
        { "a name that comes again in a recursion without an end", """IResourceBuilder<ContainerResource> Kibana() { if (builder.Configuration["K3"] == "1") Kibana(); return builder.AddContainer("kibana", "x"); } Kibana(); Kibana();""", "" },
        { "a name that comes twice, once by alternatives", """var known = new Dictionary<string, IResourceBuilder<ContainerResource>>(); IResourceBuilder<ContainerResource> Get(string name) { if (!known.TryGetValue(name, out var c)) { c = builder.AddContainer(name, "x"); known.Add(name, c); } return c; } if (builder.Configuration["K0"] == "v0") Get("b"); builder.AddContainer("b", "x"); Get("b").WithArgs("2");""", "" },
        { "a path of nothing", """string[] none = []; builder.AddParameter("p" + System.IO.Path.Combine(none).Length);""", "" },
        { "a query over a list that changes", """var l = new List<string> { "a" }; var q = l.Select(n => n + "x"); l.Add("b"); foreach (var n in q) builder.AddParameter(n);""", "" },
        { "a query over a variable that changes", """var skip = "a"; var q = new[] { "a", "b" }.Where(n => n != skip); skip = "b"; foreach (var n in q) builder.AddParameter(n);""", "" },
        { "a query of a query over a list that changes", """var l = new List<string> { "a" }; var q = l.Select(n => n + "x").Where(n => n != "ax").Append("end"); l.Add("b"); builder.AddContainer("c", "x").WithArgs(string.Join(",", q)); l.Add("c"); if (q.Count() == 3) builder.AddParameter("three"); foreach (var (n, i) in q.Select((n, i) => (n, i))) builder.AddParameter(n + i);""", "" },
        { "an iterator over a list that changes", """var l = new List<string> { "a" }; IEnumerable<string> All() { foreach (var n in l) yield return n; } var q = All(); l.Add("b"); foreach (var n in q) builder.AddParameter(n);""", "" },
        { "keys of a dictionary that changes", """var d = new Dictionary<string, string> { ["a"] = "x" }; var keys = d.Keys; d["b"] = "y"; foreach (var k in keys) builder.AddParameter(k);""", "" },
        { "an index with an effect in a compound assignment", """var i = 0; var a = new[] { "a", "b", "c" }; a[i++] += "x"; builder.AddParameter(a[0] + i); var d = new Dictionary<string, string?> { ["0"] = null }; d[$"{i++ - 1}"] ??= "y"; builder.AddParameter("p" + i);""", "" },
        { "a receiver with an effect in a compound assignment", """Node New(string name) { builder.AddParameter(name); return new Node(); } New("a").Name += "x"; New("b").Other ??= "y"; New("c").Count++;""", "class Node { public string Name = \"\"; public string? Other { get; set; } public int Count; }" },
        { "the order of target and value", """var i = 0; var a = new string[2]; a[i] = $"{++i}"; builder.AddParameter("p" + a[0]);""", "" },
        { "disposal", """using (new Scoped(builder, "a")) { builder.AddParameter("inside"); } { using var b = new Scoped(builder, "b"); }""", "class Scoped(IDistributedApplicationBuilder builder, string name) : IDisposable { public void Dispose() => builder.AddParameter(name); }" },
        { "disposal that is perhaps", """using (var s = builder.Configuration["K0"] == "v0" ? new Scoped(builder, "a") : null) { builder.AddParameter("inside"); }""", "class Scoped(IDistributedApplicationBuilder builder, string name) : IDisposable { public void Dispose() => builder.AddParameter(name); }" },
        { "a delegate of several functions", """Action a = () => builder.AddParameter("a"); a += () => builder.AddParameter("b"); a();""", "" },
        { "a delegate without one of its functions", """Action x = () => builder.AddParameter("x"), y = () => builder.AddParameter("y"); var a = x + y; a -= x; a?.Invoke();""", "" },
        { "a result by reference", """ref string Pick(ref string one) => ref one; var s = "a"; Pick(ref s) = "b"; builder.AddParameter(s); ref var t = ref Pick(ref s); t = "c"; builder.AddParameter(s);""", "" },
        { "a choice by reference", """var s = "a"; var t = "b"; (builder.Configuration["K0"] == "v0" ? ref s : ref t) = "c"; builder.AddParameter(s + t);""", "" },
        { "static members of generic types", """Cache<int>.Count = 5; builder.AddParameter("p" + Cache<string>.Count); builder.AddParameter("q" + Cache<int>.Count); builder.AddParameter(Cache<Projects.Api>.Name + Cache<Projects.Web>.Name);""", "static class Cache<T> { public static int Count; public static readonly string Name = typeof(T).Name; }" },
        { "paths", """builder.AddContainer("c", "x").WithArgs(System.IO.Path.Join("a", "/b"), System.IO.Path.Combine("a", "/b"), System.IO.Path.Join("a/", "/b"), System.IO.Path.Combine("a/", "b"), System.IO.Path.Join("", "b"), System.IO.Path.Combine("a", "", "b"), System.IO.Path.Join("a", "b/", "c"));""", "" },
        { "a structure in a list", """var l = new List<Counter> { new() }; l[0].Add(); builder.AddParameter("p" + l[0].Count); var a = new Counter[] { new() }; a[0].Add(); builder.AddParameter("q" + a[0].Count); var c = a[0]; c.Add(); builder.AddParameter("r" + a[0].Count + c.Count);""", "struct Counter { public int Count; public void Add() => Count++; }" },
        { "a structure in an object", """var b = new Box(); b.Field.Add(); b.Property.Add(); builder.AddParameter("p" + b.Field.Count + b.Property.Count); void Change(Counter c) => c.Add(); Change(b.Field); builder.AddParameter("q" + b.Field.Count); foreach (var x in new[] { b.Field }) x.Add(); builder.AddParameter("r" + b.Field.Count);""", "struct Counter { public int Count; public void Add() => Count++; } class Box { public Counter Field; public Counter Property { get; set; } }" },
        { "operators of its own", """var n = new Name("a"); builder.AddParameter((!n).Text); if (-n) builder.AddParameter("minus"); builder.AddParameter((n + n).Text); n++; builder.AddParameter(n.Text);""", "class Name(string text) { public string Text => text; public static Name operator !(Name n) => new(n.Text + \"not\"); public static bool operator -(Name n) => true; public static Name operator +(Name a, Name b) => new(a.Text + b.Text); public static Name operator ++(Name n) => new(n.Text + \"inc\"); }" },
        { "equality of records", """var (a, b) = (new Pair("a", 1), new Pair("a", 1)); if (a == b) builder.AddParameter("equal"); if (a.Equals(b)) builder.AddParameter("equals"); if (ReferenceEquals(a, b)) builder.AddParameter("same"); if (new[] { a }.Contains(b)) builder.AddParameter("contains"); var d = new Dictionary<Pair, string> { [a] = "x" }; if (d.ContainsKey(b)) builder.AddParameter("key"); if (new[] { a, b }.Distinct().Count() == 1) builder.AddParameter("distinct");""", "record Pair(string Name, int Count);" },
        { "equality of its own", """var (a, b) = (new Id(1), new Id(1)); if (a.Equals(b)) builder.AddParameter("equals"); if (new List<Id> { a }.Contains(b)) builder.AddParameter("contains"); if (Equals(a, b)) builder.AddParameter("static"); if (new HashSet<Id> { a, b }.Count == 1) builder.AddParameter("set");""", "class Id(int n) { public int N => n; public override bool Equals(object? other) => other is Id id && id.N == N; public override int GetHashCode() => N; }" },
        { "texts of its own", """var n = new Label("a"); builder.AddParameter("p" + n); builder.AddParameter($"q{n}"); builder.AddParameter(n.ToString()); builder.AddParameter(string.Join("-", new object[] { n, "z" }));""", "class Label(string text) { public override string ToString() => text + \"label\"; }" },
        { "an indexer of its own", """var t = new Table(); t["a"] = "x"; builder.AddParameter(t["a"] + t["b"]);""", "class Table { private readonly Dictionary<string, string> _all = []; public string this[string key] { get => _all.TryGetValue(key, out var v) ? v : \"none\"; set => _all[key + \"\"] = value; } }" },
        { "a list that is changed in ways of lists", """var l = new List<string> { "b", "a", "c" }; l.Sort(); l.RemoveAt(1); l.Reverse(); l.Insert(0, "z"); foreach (var n in l) builder.AddParameter(n);""", "" },
        { "a variable of a parameter that is captured", """var p = new Part("a"); p.Change(); builder.AddParameter(p.Name + p.Now);""", "class Part(string name) { public string Name { get; } = name; public string Now => name; public void Change() => name = \"b\"; }" },
        { "a base constructor that calls down", """builder.AddParameter(new Derived().Made);""", "abstract class Base { public string Made; protected Base() => Made = Name(); protected abstract string Name(); } class Derived : Base { private readonly string _name = \"early\"; private string? _late; public Derived() => _late = \"late\"; protected override string Name() => _name + _late; }" },
        { "hidden and overridden members", """Base d = new Derived(); builder.AddParameter(d.A() + d.B() + ((Derived)d).B());""", "class Base { public virtual string A() => \"a\"; public string B() => \"b\"; } class Derived : Base { public override string A() => base.A() + \"x\"; public new string B() => \"c\"; }" },
        { "default members of interfaces", """IPart p = new Part(); builder.AddParameter(p.Name() + p.Other());""", "interface IPart { string Name() => \"default\"; string Other() => \"other\"; } class Part : IPart { public string Other() => \"own\"; }" },
        { "finally after return", """var s = "a"; string Do() { try { return s; } finally { s = "b"; builder.AddParameter("finally"); } } builder.AddParameter(Do() + s);""", "" },
        { "a closure over the variable of a loop", """var all = new List<Func<string>>(); for (var i = 0; i < 2; i++) all.Add(() => "i" + i); foreach (var n in new[] { "a", "b" }) all.Add(() => n); for (var (i, c) = (0, builder.AddContainer("c", "x")); i < all.Count; i++) c.WithArgs(all[i]());""", "" },
        { "truth values that may be null", """bool? b = builder.Configuration["K0"] == "v0" ? true : builder.Configuration["K1"] == "v1" ? false : null; if (b == true) builder.AddParameter("true"); if (b != false) builder.AddParameter("notfalse"); if (!(b ?? true)) builder.AddParameter("false"); if (b is null) builder.AddParameter("null"); if ((b & true) == true) builder.AddParameter("and"); if ((b | true) == true) builder.AddParameter("or"); if ((!b) == true) builder.AddParameter("not");""", "" },
        { "numbers that may be null", """int? n = builder.Configuration["K0"] == "v0" ? 3 : null; if (n > 2) builder.AddParameter("greater"); if (!(n <= 2)) builder.AddParameter("notless"); if (n == null) builder.AddParameter("null"); builder.AddParameter("p" + (n + 1)); if (n + 1 == 4) builder.AddParameter("four"); n++; if (n is 4) builder.AddParameter("again");""", "" },
        { "numbers that overflow", """var n = int.MaxValue; n++; if (n < 0) builder.AddParameter("negative"); byte b = 255; b++; if (b == 0) builder.AddParameter("zero"); var u = 3u; u -= 4; if (u > 5) builder.AddParameter("large"); long l = int.MaxValue; l++; if (l > int.MaxValue) builder.AddParameter("long"); var x = (byte)n; builder.AddContainer("c", "x").WithArgs("x" + x, "l" + l);""", "" },
        { "characters", """var c = 'a'; c++; builder.AddParameter("p" + c); builder.AddParameter("q" + (char)(c + 1)); builder.AddParameter("r" + ('a' + 1)); foreach (var x in "yz") builder.AddParameter("s" + x); if (char.IsLetter(c)) builder.AddParameter("letter");""", "" },
        { "a switch that falls into a section", """switch (builder.Configuration["K0"]) { case "v0": case "v1": builder.AddParameter("a"); break; case null: default: builder.AddParameter("b"); break; }""", "" },
        { "a guard with an effect", """var n = 0; bool Next() { n++; builder.AddParameter("g" + n); return n > 1; } switch (1) { case 1 when Next(): builder.AddParameter("first"); break; case 1 when Next(): builder.AddParameter("second"); break; } var s = 1 switch { 1 when Next() => "x", _ => "y" }; builder.AddParameter(s);""", "" },
        { "a tuple is copied", """var a = ("x", 1); var b = a; b.Item1 = "y"; b.Item2++; builder.AddParameter(a.Item1 + a.Item2 + b.Item1 + b.Item2); var l = new List<(string Name, int N)> { a }; var c = l[0]; c.Name = "z"; builder.AddParameter(l[0].Name + c.Name); (a.Item1, b.Item1) = (b.Item1, a.Item1); builder.AddParameter(a.Item1 + "-" + b.Item1);""", "" },
        { "arguments by name are evaluated as written", """var n = 0; string Next() => "n" + n++; void Add(string name, string image) => builder.AddContainer(name, image); Add(image: Next(), name: Next());""", "" },
        { "a field of a structure through a property", """var h = new Holder(); var s = h.Settings; s.Name = "b"; builder.AddParameter(h.Settings.Name + s.Name);""", "struct Settings { public string Name; } class Holder { public Settings Settings { get; } = new() { Name = \"a\" }; }" },
    };

    [Theory]
    [MemberData(nameof(Programs))]
    public void Does_what_was_derived(string name, string body, string types)
    {
        Assert.NotEmpty(name);
        var program = $"using Microsoft.Extensions.Configuration;\nvar builder = DistributedApplication.CreateBuilder(args);\n{body}\n{(body.Contains("builder.Build()", StringComparison.Ordinal) ? "" : "builder.Build();")}\n{types}";
        Assert.Equal(Fate.Agreed, FuzzedProgram.Check(Host, program, CommandLines, mayBeOpen: true));
    }
}

using System.Text;

namespace AppHostSdk.Tests;

#pragma warning disable CA5394 // seeded: the same programs in every run

/// <summary>Writes programs that mix the forms hosts are written in, with everything known but some configuration values and the mode.</summary>
internal sealed class RandomProgram(int seed)
{
    public const int Keys = 4;

    private readonly Random _random = new(seed);
    private readonly StringBuilder _text = new();
    private readonly List<string> _builders = [];
    private readonly List<string> _maybe = [];
    private readonly List<string> _strings = [];
    private readonly List<string> _flags = [];
    private readonly List<string> _lists = [];
    private readonly List<string> _functions = [];
    private int _next;
    private int _loops;
    private bool _inFunction;

    private const string Types = """
        class OwnResource(string name, string kind) : ContainerResource(name) { public string Kind { get; } = kind; public List<string> Tags { get; } = ["t"]; public string Label => Kind + Tags.Count; }
        record Settings(string Name, bool On) { public string Key => $"{Name}-{On}"; public int Count { get; init; } = 1; }
        static class Blocks
        {
            extension(IDistributedApplicationBuilder b) { public string Prefix => "pre"; public IResourceBuilder<ContainerResource> AddBlock(string name) => b.AddContainer(b.Prefix + name, "x"); }
            extension<T>(IResourceBuilder<T> r) where T : IResourceWithArgs { public IResourceBuilder<T> Marked(string value) => r.WithArgs(value, r.Resource.Name); }
        }
        static class More
        {
            public static IResourceBuilder<OwnResource> AddOwn(this IDistributedApplicationBuilder builder, string name, string kind, bool tagged)
            {
                var own = new OwnResource(name, kind);
                if (tagged) own.Tags.Add("u");
                return builder.AddResource(own).WithImage("own");
            }
            public static IResourceBuilder<T> Via<T>(this IResourceBuilder<T> b, Func<IResourceBuilder<T>, IResourceBuilder<T>> f) where T : IResource => f(b);
            public static IResourceBuilder<ContainerResource> GetOrAdd(this IDistributedApplicationBuilder builder, string name)
            {
                if (builder.Resources.OfType<ContainerResource>().FirstOrDefault(r => r.Name == name) is { } existing) return builder.CreateResourceBuilder(existing);
                return builder.AddContainer(name, "shared");
            }
            public static bool TryPick(bool on, IResourceBuilder<ContainerResource> one, out IResourceBuilder<ContainerResource>? picked) { picked = on ? one : null; return on; }
            public static IEnumerable<string> Words(string first, bool more) { yield return first; if (more) yield return first + "2"; if (first.Length > 2) yield break; yield return "end"; }
            public static TOut Convert<TIn, TOut>(TIn value, Func<TIn, TOut> f) => f(value);
        }

        """;

    /// <summary>With what the program of a seed is executed.</summary>
    public static IReadOnlyList<string[]> Arguments(int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, 8).Select(i => Enumerable.Range(0, Keys)
            .Select(key => random.Next(3) is var value and < 2 ? FormattableString.Invariant($"--K{key}=v{value}") : "")
            .Where(a => a.Length > 0)
            .Append(i % 2 == 0 ? "--operation=run" : "--operation=publish")
            .ToArray())];
    }

    public static string Write(int seed)
    {
        var program = new RandomProgram(seed);
        program._text.Append("using Microsoft.Extensions.Configuration;\nvar builder = DistributedApplication.CreateBuilder(args);\n");
        program._text.Append("var all = new Dictionary<string, IResourceBuilder<ContainerResource>>();\n");
        program.Block(3, 9);
        program._text.Append("foreach (var (key, value) in all) value.WithEnvironment(\"KEY\", key);\nbuilder.Build();\n");
        program._text.Append(Types);
        if (program._text.ToString().Contains("Marks.New()", StringComparison.Ordinal))
        {
            program._text.Append("class Marks { public static int Next; public static string New() => \"m\" + Next++; }\n");
        }

        program._text.Append("class Holder { public string Name = \"\"; public IResourceBuilder<ContainerResource>? Item { get; set; } public void Touch(bool skip) { if (skip || Item is null) return; Item.WithArgs(\"touch\" + Name); } }\nstatic class Helpers { public static IResourceBuilder<T> Tagged<T>(this IResourceBuilder<T> b, string tag, bool skip = false) where T : IResourceWithArgs { if (skip) return b; foreach (var part in tag.Split('-')) b.WithArgs(part); return b; } }\n");
        return program._text.ToString();
    }

    private void Block(int depth, int statements)
    {
        var counts = (_builders.Count, _maybe.Count, _strings.Count, _flags.Count, _lists.Count, _functions.Count);
        for (var i = 0; i < statements; i++)
        {
            Statement(depth);
        }

        Shrink(_builders, counts.Item1);
        Shrink(_maybe, counts.Item2);
        Shrink(_strings, counts.Item3);
        Shrink(_flags, counts.Item4);
        Shrink(_lists, counts.Item5);
        Shrink(_functions, counts.Item6);

        static void Shrink(List<string> list, int count) => list.RemoveRange(count, list.Count - count);
    }

    private void Statement(int depth)
    {
        var id = _next++;
        switch (_random.Next(depth > 0 ? 50 : 13))
        {
            case 0 or 1:
                _text.Append($"var b{id} = {New(id)};\n");
                _builders.Add($"b{id}");
                break;
            case 2:
                _text.Append($"IResourceBuilder<ContainerResource>? m{id} = {(_random.Next(2) == 0 ? "null" : $"{Test()} ? {New(id)} : null")};\n");
                _maybe.Add($"m{id}");
                break;
            case 3:
                _text.Append($"var s{id} = {String()};\n");
                _strings.Add($"s{id}");
                break;
            case 4:
                _text.Append($"var f{id} = {Test()};\n");
                _flags.Add($"f{id}");
                break;
            case 5 when _strings.Count > 0:
                _text.Append($"{Any(_strings)} {(_random.Next(2) == 0 ? "=" : "+=")} {String()};\n");
                break;
            case 6 when _maybe.Count > 0:
                _text.Append(_random.Next(4) switch
                {
                    0 => $"{Any(_maybe)}?.WithArgs({String()});\n",
                    1 => $"{Any(_maybe)} = {(_builders.Count > 0 && _random.Next(2) == 0 ? Any(_builders) : New(id))};\n",
                    2 => $"({Any(_maybe)} ??= {New(id)}).WithArgs(\"c{id}\");\n",
                    _ => $"if ({Any(_maybe)} is {{ }} p{id}) p{id}.WithArgs(\"p{id}\");\n",
                });
                break;
            case 7 when _lists.Count > 0 && _builders.Count > 0:
                _text.Append($"{Any(_lists)}.Add({Any(_builders)});\n");
                break;
            case 7:
                _text.Append($"var l{id} = new List<IResourceBuilder<ContainerResource>>();\n");
                _lists.Add($"l{id}");
                break;
            case 8 when _flags.Count > 0:
                _text.Append($"{Any(_flags)} = {Test()};\n");
                break;
            case 9 when _builders.Count > 0:
                _text.Append($"all[{String()}] = {Any(_builders)};\n");
                break;
            case 10 when _functions.Count > 0:
                _text.Append($"{Any(_functions)}({String()}, {Test()});\n");
                break;
            case < 13 when _builders.Count > 0:
                _text.Append($"{Any(_builders)}{Call(id)};\n");
                break;
            case 13 or 14:
                _text.Append($"if ({Test()}) {{\n");
                Block(depth - 1, _random.Next(1, 4));
                if (_random.Next(2) == 0)
                {
                    _text.Append("} else {\n");
                    Block(depth - 1, _random.Next(1, 4));
                }

                _text.Append("}\n");
                break;
            case 15:
                // The same name in ways that exclude each other.
                _text.Append($"IResourceBuilder<ContainerResource> b{id}; if ({Test()}) {{ b{id} = builder.AddContainer(\"n{id}\", \"a\"); }} else {{ b{id} = builder.AddContainer(\"n{id}\", \"b\").WithArgs(\"b\"); }}\n");
                _builders.Add($"b{id}");
                break;
            case 16:
                _text.Append($"switch (builder.Configuration[\"K{_random.Next(Keys)}\"]) {{ case \"v0\": {{\n");
                Block(depth - 1, _random.Next(1, 3));
                _text.Append("break; } case \"v1\": {\n");
                Block(depth - 1, 1);
                _text.Append(_random.Next(2) == 0 ? "break; } default: {\n" : "break; } case null: {\n");
                Block(depth - 1, _random.Next(0, 3));
                _text.Append("break; } }\n");
                break;
            case 17 when _loops < 2:
                _loops++;
                _text.Append($"for (var i{id} = 0; i{id} < {_random.Next(4)}; i{id}++) {{\n");
                _text.Append(_random.Next(3) == 0 ? $"if ({Test()}) {(_random.Next(2) == 0 ? "break" : "continue")};\n" : "");
                _text.Append($"var t{id} = \"i\" + i{id};\n");
                _strings.Add($"t{id}");
                Block(depth - 1, _random.Next(1, 3));
                _strings.Remove($"t{id}");
                _text.Append("}\n");
                _loops--;
                break;
            case 18 when _lists.Count > 0:
                _text.Append($"foreach (var e{id} in {Any(_lists)}.ToList()) {{ e{id}.WithArgs({String()});\n");
                _builders.Add($"e{id}");
                Block(depth - 1, 1);
                _builders.Remove($"e{id}");
                _text.Append("}\n");
                break;
            case 19 when !_inFunction && _loops == 0:
                _inFunction = true;
                _text.Append($"IResourceBuilder<ContainerResource>? F{id}(string a{id}, bool q{id}) {{\n");
                _text.Append($"if ({(_random.Next(2) == 0 ? $"q{id}" : $"a{id} == \"v0\"")} && {Test()}) return {(_builders.Count > 0 ? Any(_builders) : "null")};\n");
                var functions = _functions.ToList();
                _functions.Clear();
                Block(depth - 1, _random.Next(1, 4));
                _functions.AddRange(functions);
                _text.Append($"return {(_maybe.Count > 0 && _random.Next(2) == 0 ? Any(_maybe) : "null")};\n}}\n");
                _functions.Add($"F{id}");
                _inFunction = false;
                break;
            case 20 when _functions.Count > 0:
                _text.Append($"var m{id} = {Any(_functions)}({String()}, {Test()});\n");
                _maybe.Add($"m{id}");
                break;
            case 21:
                _text.Append($"try {{\n");
                Block(depth - 1, _random.Next(1, 3));
                _text.Append("} finally { Console.Write(\"\"); }\n");
                break;
            case 22:
                _text.Append($"var x{id} = new List<Action<string>>();\nforeach (var v{id} in new[] {{ \"p\", \"q\" }}) {{ var w{id} = {String()}; ");
                _text.Append($"if ({Test()}) x{id}.Add(z{id} => {{ w{id} += z{id}; {(_builders.Count > 0 ? Any(_builders) + "." : "builder.AddContainer(\"l" + id + "\" + v" + id + ", \"x\").")}WithArgs(w{id}, v{id}); }}); }}\n");
                _text.Append($"foreach (var y{id} in x{id}) {{ y{id}({String()}); y{id}(\"k\"); }}\n");
                break;
            case 23 when _lists.Count > 0:
                _text.Append($"foreach (var e{id} in {Any(_lists)}.Where(c => c.Resource.Name != \"n{_random.Next(9)}\").Select((c, i) => (c, i)).Take({_random.Next(1, 3)}).ToList()) e{id}.c.WithArgs(\"i\" + e{id}.i);\n");
                break;
            case 24 when _lists.Count > 0:
                _text.Append($"if ({Any(_lists)}.Count > {_random.Next(3)}) {{ var g{id} = {Any(_lists)}.FirstOrDefault(c => c.Resource.Name.EndsWith('{_random.Next(9)}')); g{id}?.WithArgs(\"first{id}\"); }}\n");
                break;
            case 25:
                _text.Append($"var h{id} = new Holder {{ Name = {String()} }}; if ({Test()}) {{ h{id}.Name += \"h\"; h{id}.Item = {New(id)}; }} h{id}.Item?.WithArgs(h{id}.Name); if (h{id}.Item is null) h{id}.Item = {(_builders.Count > 0 ? Any(_builders) : "null")}; h{id}.Touch({Test()});\n");
                break;
            case 26:
                _text.Append($"try {{ if ({Test()}) throw new FormatException();\n");
                Block(0, 2);
                _text.Append("} catch (FormatException) {\n");
                Block(depth - 1, 1);
                _text.Append("}\n");
                break;
            case 27:
                _text.Append($"var (d{id}, k{id}) = {Test()} ? ({String()}, 1) : ({String()}, 2); k{id}++; builder.AddContainer(\"t{id}\" + k{id}, d{id} + \"x\");\n");
                _strings.Add($"d{id}");
                break;
            case 28:
                _text.Append($"foreach (var r{id} in builder.Resources.OfType<ContainerResource>().Where(r => r.Name.Length > 2 && r.Name.Length < 5).ToList()) builder.CreateResourceBuilder(r{id}).WithArgs(\"r{id}\");\n");
                break;
            case 29:
                _text.Append($"var o{id} = builder.AddOwn(\"n{id}\", {String()}, {Test()}); o{id}.WithArgs(o{id}.Resource.Label); if (o{id}.Resource.Kind == \"v1\") o{id}.WithEnvironment(\"KIND\", o{id}.Resource.Kind);\n");
                break;
            case 30 when _builders.Count > 0:
                _text.Append($"{Any(_builders)}.Via(b => {Test()} ? b.WithArgs({String()}) : b).Marked({String()});\n");
                break;
            case 31:
                _text.Append($"var b{id} = builder.GetOrAdd(\"g{_random.Next(3)}\"); b{id}.WithArgs(\"g{id}\");\n");
                _builders.Add($"b{id}");
                break;
            case 32:
                _text.Append($"var r{id} = new Settings({String()}, {Test()}) {{ Count = {_random.Next(3)} }}; var q{id} = r{id} with {{ On = {Test()} }}; if (q{id}.On && r{id}.Count > 0) builder.AddParameter(\"p{id}\" + q{id}.Key.Length);\n");
                break;
            case 33:
                _text.Append($"var s{id} = ({Test()}, builder.Configuration[\"K{_random.Next(Keys)}\"]) switch {{ (true, \"v0\") => {String()}, (false, null) => \"none\", (var on, _) when on == {Test()} => \"same\", _ => \"else\" }};\n");
                _strings.Add($"s{id}");
                break;
            case 34 when _loops < 2:
                _loops++;
                _text.Append($"var c{id} = {_random.Next(4)}; while (c{id}-- > 0) {{\n");
                _text.Append(_random.Next(2) == 0 ? $"if ({Test()}) {(_random.Next(2) == 0 ? "break" : "continue")};\n" : "");
                Block(depth - 1, _random.Next(1, 3));
                _text.Append("}\n");
                _loops--;
                break;
            case 35:
                _text.Append($"var f{id} = args.Contains(\"--K{_random.Next(Keys)}=v{_random.Next(2)}\") {(_random.Next(2) == 0 ? "&&" : "||")} Environment.GetEnvironmentVariable(\"APPHOST_TEST_NOT_SET\") is null;\n");
                _flags.Add($"f{id}");
                break;
            case 36 when _builders.Count > 0:
                _text.Append($"if (More.TryPick({Test()}, {Any(_builders)}, out var m{id})) m{id}!.WithArgs(\"picked{id}\");\n");
                _maybe.Add($"m{id}");
                break;
            case 37:
                _text.Append($"foreach (var w{id} in More.Words({String()}, {Test()})) builder.AddContainer(\"w{id}\" + w{id}, \"x\");\n");
                break;
            case 38:
                _text.Append($"var d{id} = new Dictionary<string, string> {{ [\"v0\"] = {String()}, [\"v1\"] = \"one\" }}; if ({Test()}) d{id}[\"w0\"] = \"w\"; if (d{id}.TryGetValue({String()}, out var u{id})) builder.AddContainer(\"d{id}\", u{id} + \"x\"); var s{id} = d{id}.GetValueOrDefault({String()}, \"missing\");\n");
                _strings.Add($"s{id}");
                break;
            case 39:
                _text.Append($"builder.AddBlock(\"b{id}\").WithArgs(More.Convert({String()}, x => x.Length > 2 ? \"long\" : \"short\")).WithEnvironment(\"P\", builder.Prefix);\n");
                break;
            case 40 when _builders.Count > 1:
                _text.Append($"var b{id} = {Test()} ? {Any(_builders)} : {Any(_builders)}; b{id}.WithArgs(\"either{id}\"); if ({Test()}) b{id} = {Any(_builders)}; b{id}.WithArgs(\"then{id}\");\n");
                _builders.Add($"b{id}");
                break;
            case 41:
                _text.Append($"int? i{id} = {Test()} ? {5000 + id} : null; builder.AddContainer(\"i{id}\", \"x\").WithHttpEndpoint(port: i{id}, targetPort: i{id} ?? 80); if (i{id} is {{ }} v{id}) builder.AddParameter(\"port{id}-\" + v{id});\n");
                break;
            case 42:
                _text.Append($"builder.AddContainer(\"l{id}\", builder.Configuration[\"K{_random.Next(Keys)}\"] ?? {String()} + \"x\").WithEnvironment(\"L\", builder.Configuration[\"K{_random.Next(Keys)}\"]).WithArgs(builder.Configuration[\"K{_random.Next(Keys)}\"] ?? {String()}, {String()});\n");
                break;
            case 43 when _builders.Count > 0:
                _text.Append($"var e{id} = builder.AddProject<Projects.Api>(\"n{id}\").WithHttpEndpoint(name: \"http\"); if ({Test()}) {Any(_builders)}.WithReference(e{id}.GetEndpoint(\"http\")).WaitFor(e{id}); e{id}.WithParentRelationship({Any(_builders)});\n");
                break;
            case 44:
                _text.Append($"var s{id} = string.Join(\"-\", new[] {{ {String()}, {String()} }}.Where(x => x != \"v0\").Select(x => x.ToUpperInvariant())); s{id} = s{id}.Replace(\"V\", {String()}).Trim('-');\n");
                _strings.Add($"s{id}");
                break;
            case 45 when _loops == 0 && !_inFunction && _random.Next(4) == 0:
                _text.Append($"if ({Test()} && {Test()}) {(_random.Next(2) == 0 ? "return" : "throw new InvalidOperationException()")};\n");
                break;
            case 46 when _loops == 0:
                _text.Append($"void R{id}(int n, bool on) {{ if (n == 0) return; if (on) builder.AddContainer($\"r{id}-{{n}}\", \"x\"); R{id}(n - 1, !on); }} R{id}({_random.Next(4)}, {Test()});\n");
                break;
            case 47:
                _text.Append($"Func<string, string> f{id}x = x => x + {String()}; Action a{id} = () => builder.AddParameter(\"a{id}\" + f{id}x(\"z\").Length); if ({Test()}) a{id} += () => {{ }}; else a{id}();\n");
                break;
            case 48 when _lists.Count > 0:
                _text.Append($"var q{id} = from c in {Any(_lists)} where c.Resource.Name != \"n1\" select c.Resource.Name; foreach (var n{id} in q{id}.Distinct()) builder.AddParameter(\"q{id}\" + n{id}); if ({Any(_lists)}.Any()) builder.AddParameter(\"any{id}\");\n");
                break;
            case 49:
                _text.Append($"var k{id} = Marks.New(); if ({Test()}) k{id} = Marks.New(); builder.AddParameter(k{id} + \"-{id}\");\n");
                break;
            default:
                _text.Append($"var s{id} = {String()};\n");
                _strings.Add($"s{id}");
                break;
        }
    }

    /// <summary>Inside a loop or function a name may come again: that is a mistake of the program, not of the compiler.</summary>
    private string New(int id) => $"builder.AddContainer(\"n{id}\", {String()} + \"x\")";

    private string Call(int id) => _random.Next(6) switch
    {
        0 => $".WithArgs({String()})",
        1 => $".WithEnvironment(\"E{id}\", {String()})",
        2 => $".WithEnvironment({String()} + \"E\", \"{id}\")",
        3 => $".Tagged({String()}, {Test()})",
        4 => $".WaitFor({Any(_builders)})",
        _ => $".WithHttpEndpoint(targetPort: {_random.Next(80, 83)}, name: {(_random.Next(2) == 0 ? "\"http\"" : $"{Test()} ? \"x\" : \"y\"")})",
    };

    private string String() => _random.Next(7) switch
    {
        0 when _strings.Count > 0 => Any(_strings),
        1 when _strings.Count > 0 => $"{Any(_strings)}.PadRight(1).Substring(0, 1)",
        2 => $"({Test()} ? \"v0\" : \"t{_random.Next(3)}\")",
        3 when _strings.Count > 0 => $"$\"{{{Any(_strings)}}}-z\"",
        4 => $"(builder.Configuration[\"K{_random.Next(Keys)}\"] switch {{ \"v0\" => \"w0\", null => \"wn\", _ => \"wx\" }})",
        _ => $"\"v{_random.Next(3)}\"",
    };

    private string Test(int depth = 2) => _random.Next(depth > 0 ? 9 : 6) switch
    {
        0 => $"builder.Configuration[\"K{_random.Next(Keys)}\"] == \"v{_random.Next(2)}\"",
        1 => $"builder.Configuration[\"k{_random.Next(Keys)}\"] is {(_random.Next(2) == 0 ? "null" : "\"v1\" or null")}",
        2 => _random.Next(2) == 0 ? "builder.ExecutionContext.IsRunMode" : "builder.ExecutionContext.IsPublishMode",
        3 when _flags.Count > 0 => Any(_flags),
        4 when _maybe.Count > 0 => $"{Any(_maybe)} {(_random.Next(2) == 0 ? "is null" : "is not null")}",
        5 when _strings.Count > 0 => $"{Any(_strings)} == \"v{_random.Next(2)}\"",
        6 => $"({Test(depth - 1)} && {Test(depth - 1)})",
        7 => $"({Test(depth - 1)} || {Test(depth - 1)})",
        8 => $"!({Test(depth - 1)})",
        _ => $"string.IsNullOrEmpty(builder.Configuration[\"K{_random.Next(Keys)}\"])",
    };

    private string Any(List<string> list) => list[_random.Next(list.Count)];
}

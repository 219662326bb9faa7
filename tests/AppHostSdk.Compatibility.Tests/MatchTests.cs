using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AppHostSdk.Compatibility;

/// <summary>The comparison itself: what it takes for the same, and what not.</summary>
public sealed class MatchTests : IDisposable
{
    private static readonly string[] Platform = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator);

    private static readonly List<PortableExecutableReference> References = [.. Platform.Select(p => MetadataReference.CreateFromFile(p))];

    private readonly MetadataLoadContext _context = new(new PathAssemblyResolver(Platform));

    private int _compiled;

    public void Dispose() => _context.Dispose();

    [Theory]
    [InlineData("public class C { public void M(string name) { } }", "public class C { public void M(string name) { } }")]
    [InlineData("public class C { public void M(string name) { } }", "public class C { public int M(string name, bool more = false) => 0; }")]
    [InlineData("public class C { public void M(string name) { } }", "public class C { public void M(object name) { } }")]
    [InlineData("public class C { public int? P { get; set; } }", "public class B { public int? P { get; set; } } public class C : B;")]
    [InlineData("public class C { public const string F = \"f\"; }", "public class C { public static string F => \"f\"; }")]
    [InlineData("public interface I { void M(); }", "public interface I; public static class E { public static void M(this I i) { } }")]
    [InlineData("public interface I; public static class E { public static void M<T>(this T t) where T : class, I { } }", "public interface I; public static class F { public static void M<T>(this T t) where T : I { } }")]
    [InlineData("public interface I; public static class E { public static void M(this string s, int a = 1) { } }", "public interface I; public static class E { public static void M(this string s, int a = 1) { } }")]
    public void Covers(string theirs, string ours) => Assert.Empty(Compare(theirs, ours).Missing);

    [Theory]
    [InlineData("public class C { public void M(string name) { } }", "public class C { public void M(string label) { } }", "C.M(string name)")]
    [InlineData("public class C { public void M(string name) { } }", "public class C { public void M(string name, bool more) { } }", "C.M(string name)")]
    [InlineData("public class C { public void M(object name) { } }", "public class C { public void M(string name) { } }", "C.M(object name)")]
    [InlineData("public class C { public void M(int a = 1) { } }", "public class C { public void M(int a = 2) { } }", "C.M(int a = 1)")]
    [InlineData("public class C { public void M(int a = 1) { } }", "public class C { public void M(int a) { } }", "C.M(int a = 1)")]
    [InlineData("public class C { public string M() => \"\"; }", "public class C { public object M() => \"\"; }", "C.M()")]
    [InlineData("public class C { public int P { get; set; } }", "public class C { public int P { get; } }", "C.P { get; set; }")]
    [InlineData("public class C { public int P { get; } }", "public class C { public int? P { get; } }", "C.P { get; }")]
    [InlineData("public class C { public void M(params string[] all) { } }", "public class C { public void M(string[] all) { } }", "C.M(params string[] all)")]
    [InlineData("public static class E { public static void M<T>(this T t) { } }", "public static class E { public static void M<T>(this T t) where T : class { } }", "T.M<T>()")]
    [InlineData("public class C { public C(int size) { } }", "public class C;", "new C(int size)")]
    [InlineData("public class C;", "public class D;", "type C")]
    [InlineData("namespace N { public class C; }", "public class C;", "namespace N")]
    [InlineData("public enum E { A, B }", "public enum E { A }", "E.B")]
    public void Does_not_cover(string theirs, string ours, string missing) => Assert.Equal([missing], Compare(theirs, ours).Missing.Select(g => g.Name));

    [Fact]
    public void A_method_for_every_builder_covers_one_for_a_builder_of_one_type()
    {
        const string Types = "public interface IResource; public interface IServer : IResource; public class Web : IServer; public interface IResourceBuilder<out T> where T : IResource;";
        const string Theirs = Types + "public static class E { public static IResourceBuilder<Web> M(this IResourceBuilder<Web> b, int count) => b; }";
        Assert.Empty(Compare(Theirs, Types + "public static class E { public static IResourceBuilder<T> M<T>(this IResourceBuilder<T> b, int count) where T : IServer => b; }").Missing);
        Assert.Single(Compare(Theirs, Types.Replace(" Web : IServer", " Web : IResource") + "public static class E { public static IResourceBuilder<T> M<T>(this IResourceBuilder<T> b, int count) where T : IServer => b; }").Missing);
    }

    [Fact]
    public void A_missing_type_counts_with_its_members()
    {
        var coverage = Compare("public static class C { public static int A => 1; public static int B => 2; }", "");
        // The other two are the type that is in every library here, and its constructor.
        Assert.Equal((5, 3), (coverage.Total, coverage.TotalMissing));
    }

    private Coverage Compare(string theirs, string ours)
    {
        var compiled = Compile(ours);
        return Coverage.Of(ApiReader.Read(Compile(theirs)), ApiReader.Read(compiled), compiled.GetExportedTypes().Select(t => t.Namespace ?? "").ToHashSet());
    }

    private Assembly Compile(string source)
    {
        // A global namespace is there, whatever a library has in it.
        var compilation = CSharpCompilation.Create(
            $"Library{++_compiled}",
            [CSharpSyntaxTree.ParseText(source + " public class Anything;")],
            References,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        using var stream = new MemoryStream();
        var result = compilation.Emit(stream);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics));
        return _context.LoadFromByteArray(stream.ToArray());
    }
}

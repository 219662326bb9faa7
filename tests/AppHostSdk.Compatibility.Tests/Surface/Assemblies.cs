using System.Reflection;

namespace AppHostSdk.Compatibility;

/// <summary>The assemblies of both sides, read without being loaded.</summary>
internal static class Assemblies
{
    private static readonly Dictionary<string, string> Metadata = typeof(Assemblies).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Where(a => a.Value is not null)
        .ToDictionary(a => a.Key, a => a.Value!);

    private static readonly MetadataLoadContext Context = new(new PathAssemblyResolver(
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Concat(Library.All.Select(PathOf))));

    /// <summary>The version of Aspire that is compared.</summary>
    public static string AspireVersion => Metadata["AspireVersion"];

    /// <summary>What a package of Aspire offers.</summary>
    public static IReadOnlyList<ApiType> Theirs(Library library) => ApiReader.Read(Context.LoadFromAssemblyPath(PathOf(library)));

    /// <summary>What stands in for it.</summary>
    public static IReadOnlyList<ApiType> Ours(Library library) => [.. library.Counterparts.SelectMany(name => ApiReader.Read(Context.LoadFromAssemblyName(name)))];

    /// <summary>The namespaces that a program can import when it is compiled against it.</summary>
    public static IEnumerable<string> Namespaces(Library library) =>
        library.Counterparts.SelectMany(name => Context.LoadFromAssemblyName(name).GetExportedTypes()).Select(t => t.Namespace ?? "");

    /// <summary>The file of a package of Aspire.</summary>
    public static string PathOf(Library library) =>
        Path.Combine(Metadata["PackageRoot"], library.Package.ToLowerInvariant(), AspireVersion, "lib", "net8.0", library.Package + ".dll");
}

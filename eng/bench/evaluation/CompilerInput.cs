using Microsoft.CodeAnalysis;

namespace AppHostSdk.Bench;

/// <summary>Writes a host as files and a response file, for measuring the whole compiler.</summary>
internal static class CompilerInput
{
    public static void Write(string directory, HostKind kind, int count)
    {
        Directory.CreateDirectory(directory);
        var files = new (string Name, string Text)[]
        {
            ("Program.cs", HostText.Of(kind, count)),
            ("Helpers.cs", HostText.HelperFile),
            ("Implicit.cs", HostText.Implicit),
        };
        foreach (var (name, text) in files)
        {
            File.WriteAllText(Path.Combine(directory, name), text);
        }

        File.WriteAllText(Path.Combine(directory, "options.globalconfig"), $"is_global = true\nbuild_property.IsAppHost = true\nbuild_property._AppHostProjectDirectory = {Uri.EscapeDataString(directory + "/")}\n");
        File.WriteAllLines(Path.Combine(directory, "host.rsp"),
        [
            "/nostdlib+", "/langversion:14", "/nullable:enable", "/target:exe", "/deterministic+", "/debug:portable", "/nowarn:CS1701;CS1702;CS8933",
            "/features:InterceptorsNamespaces=AppHostSdk.Generated",
            .. MeasuredHost.References.OfType<PortableExecutableReference>().Select(r => $"/reference:\"{r.FilePath}\""),
            "/analyzerconfig:options.globalconfig",
            "/out:Host.dll",
            .. files.Select(f => f.Name),
        ]);
    }
}

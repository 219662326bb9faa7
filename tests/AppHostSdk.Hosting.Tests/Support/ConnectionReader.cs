using AppHostSdk.Model.Tests;
using FsCheck.Fluent;

namespace AppHostSdk.Hosting.Tests;

/// <summary>What a program is told about a resource that it refers to. The first endpoint has port 40001.</summary>
internal static class ConnectionReader
{
    /// <summary>Texts of the characters that mean something in connection strings, URLs and shells.</summary>
    public static FsCheck.Gen<string> Hostile { get; } =
        Gen.Elements("a1;'\"= \t\r\n,:@/?#[]%+&{}\\$`|~éß漢\u00a0".ToCharArray()).NonEmptyListOf().Select(chars => string.Concat(chars));

    /// <summary>The variables of the program.</summary>
    public static Dictionary<string, string> Read(
        Func<IDistributedApplicationBuilder, IResourceBuilder<IResourceWithConnectionString>> add,
        params (string Key, string Value)[] parameters)
    {
        var launching = Launches(b => b.AddExecutable("web", "node", ".").WithReference(add(b)), parameters);
        return launching["web"].Process!.Environment.ToDictionary(v => v.Key, v => v.Value);
    }

    /// <summary>The launches of a program whose health checks are of no interest.</summary>
    public static ResolvedLaunches Launches(Action<IDistributedApplicationBuilder> program, params (string Key, string Value)[] parameters)
    {
        var graph = Apps.Graph(program);
        return ResolvedLaunches.Of(graph with { Resources = graph.Resources.Map(r => r with { HealthChecks = default }) }, parameters);
    }

    /// <summary>A URL has these parts.</summary>
    public static void AssertAddress(string text, string user, string password, string path)
    {
        var address = new Uri(text);
        var parts = address.GetComponents(UriComponents.UserInfo, UriFormat.UriEscaped).Split(':');
        Assert.Equal(
            ("localhost", 40001, user, password, path),
            (address.Host, address.Port, Uri.UnescapeDataString(parts[0]), Uri.UnescapeDataString(parts[1]), path.Length == 0 ? "" : Uri.UnescapeDataString(address.AbsolutePath)));
    }
}

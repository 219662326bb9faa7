namespace AppHostSdk.Model;

/// <summary>A mistake in one of several app settings files.</summary>
/// <param name="File">The index of the file.</param>
/// <param name="Problem">The mistake.</param>
public readonly record struct SettingsProblem(int File, LaunchFileProblem Problem);

/// <summary>The endpoints that app settings give a project's web server; later files override earlier ones value by value.</summary>
/// <param name="Endpoints">The endpoints, ordered by key as configuration orders them.</param>
/// <param name="Problems">Values that are no addresses, and keys that cannot name an endpoint; such endpoints are left out.</param>
public sealed record KestrelSection(EquatableArray<KestrelEndpoint> Endpoints, EquatableArray<SettingsProblem> Problems)
{
    /// <summary>Merges <paramref name="files"/>, the one that counts most last.</summary>
    /// <param name="files">What the files say.</param>
    public static KestrelSection Merge(params AppSettings[] files)
    {
        var values = new Dictionary<string, (KestrelSetting Setting, int File)>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < files.Length; i++)
        {
            foreach (var setting in files[i].Kestrel)
            {
                values[setting.Path] = (setting, i);
            }
        }

        var problems = new List<SettingsProblem>();
        var found = new List<(string Key, ListenAddress Url, KestrelSetting Setting, int File)>();
        foreach (var (setting, file) in values.Values.OrderBy(v => v.Setting.Path, StringComparer.OrdinalIgnoreCase))
        {
            if (setting is not { Value: { } url } || KeyOf(setting.Path) is not { } key)
            {
                continue;
            }

            if (ListenAddress.Parse(url.Trim(), out var wrong) is { } address)
            {
                found.Add((key, address, setting, file));
            }
            else
            {
                problems.Add(new SettingsProblem(file, new LaunchFileProblem(
                    LaunchFileProblemKind.InvalidAddress, setting.Start, setting.Length, $"'{url}' is no address to listen on: {wrong}")));
            }
        }

        var perScheme = found.ToLookup(e => e.Url.Scheme);
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var endpoints = new List<KestrelEndpoint>();
        foreach (var (key, url, setting, file) in found)
        {
            var name = perScheme[url.Scheme].Count() == 1 ? url.Scheme : key;
            var wrong = NameFormat.Problem(name) ?? (names.Add(name) ? null : "another endpoint is called so");
            if (wrong is null)
            {
                endpoints.Add(new KestrelEndpoint(key, name, url, ValueOf($"Kestrel:Endpoints:{key}:Protocols") ?? ValueOf("Kestrel:EndpointDefaults:Protocols")));
            }
            else
            {
                problems.Add(new SettingsProblem(file, new LaunchFileProblem(
                    LaunchFileProblemKind.InvalidName, setting.Start, setting.Length, $"The endpoint at this address would be called '{name}', which is no name for it: {wrong}")));
            }
        }

        return new KestrelSection(endpoints.ToEquatableArray(), problems.ToEquatableArray());

        string? ValueOf(string path) => values.TryGetValue(path, out var value) ? value.Setting.Value : null;
    }

    /// <summary>The key in <c>Kestrel:Endpoints:key:Url</c>, or <see langword="null"/> for another path.</summary>
    private static string? KeyOf(string path) =>
        path.Split(':') is [_, var section, { Length: > 0 } key, var name]
        && section.Equals("Endpoints", StringComparison.OrdinalIgnoreCase)
        && name.Equals("Url", StringComparison.OrdinalIgnoreCase)
            ? key
            : null;
}

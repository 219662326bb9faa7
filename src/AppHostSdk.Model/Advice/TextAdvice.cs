namespace AppHostSdk.Model;

/// <summary>Constant texts that hold what should be a reference or a parameter, and variables that are set twice.</summary>
internal static class TextAdvice
{
    private static readonly string[] SecretWords = ["PASSWORD", "PASSWD", "PWD", "SECRET", "APIKEY", "API_KEY", "ACCESSKEY", "ACCESS_KEY", "TOKEN", "PRIVATE_KEY"];

    // What such variables hold besides the secret itself.
    private static readonly string[] NoSecretEnds = ["FILE", "PATH", "NAME", "URL", "URI", "ENDPOINT", "EXPIRY", "LIFETIME", "LENGTH", "TYPE", "ISSUER", "AUDIENCE", "ENABLED"];

    public static IEnumerable<Finding> Check(GraphIndex index)
    {
        var names = index.Graph.Resources
            .Where(r => r.Kind is ResourceKind.Container or ResourceKind.Project or ResourceKind.Executable)
            .GroupBy(r => r.Name, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(g => g.Key, g => g.First().Name, StringComparer.OrdinalIgnoreCase);
        foreach (var resource in index.Graph.Resources)
        {
            var before = new Dictionary<string, List<EnvironmentVariable>>(StringComparer.Ordinal);
            foreach (var variable in resource.Environment.OfType<EnvironmentVariable>())
            {
                if (variable.Value.AsText is not { } text)
                {
                    continue;
                }

                foreach (var host in Hosts(text, names, resource))
                {
                    yield return new Finding(AdviceCatalog.HostNameInText, new SiteArgument(variable.Site, "value"), default, EquatableArray.Of(host)) { Text = text };
                }

                if (IsSecret(variable.Name, text))
                {
                    yield return new Finding(AdviceCatalog.LiteralSecret, new SiteArgument(variable.Site, "value"), default, EquatableArray.Of(variable.Name, ParameterName(variable.Name))) { Text = text };
                }

                if (!before.TryGetValue(variable.Name, out var earlier))
                {
                    before[variable.Name] = earlier = [];
                }

                if (earlier.Find(e => e.Value != variable.Value && index.IsPossible(index.Conditions.And(index.When(resource, e), index.When(resource, variable)))) is { } other
                    && index.Conditions.Implies(index.When(resource, other), index.When(resource, variable)))
                {
                    yield return new Finding(
                        AdviceCatalog.VariableSetTwice,
                        new SiteArgument(variable.Site, "name"),
                        EquatableArray.Of(new SiteArgument(other.Site, "name")),
                        EquatableArray.Of(variable.Name, resource.Name, IsSecret(variable.Name, other.Value.AsText!) ? "…" : other.Value.AsText!));
                }

                earlier.Add(variable);
            }

            foreach (var argument in resource.Arguments)
            {
                foreach (var host in argument.Value.AsText is { } text ? Hosts(text, names, resource) : [])
                {
                    yield return new Finding(AdviceCatalog.HostNameInText, new SiteArgument(argument.Site, "args"), default, EquatableArray.Of(host)) { Text = argument.Value.AsText };
                }
            }
        }
    }

    /// <summary>The resources whose names stand in <paramref name="text"/> where a host name would: before a port, after a scheme, as a server.</summary>
    private static IEnumerable<string> Hosts(string text, Dictionary<string, string> names, Resource own)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        for (var start = 0; start < text.Length; start++)
        {
            // Only whole words are looked up: what is around a host name is never a part of a name.
            var end = start;
            while (end < text.Length && IsNamePart(text[end]))
            {
                end++;
            }

            if (end > start
                && names.TryGetValue(text.Substring(start, end - start), out var name)
                && !string.Equals(name, own.Name, StringComparison.OrdinalIgnoreCase)
                && IsHost(text.Substring(0, start), text.Substring(end))
                && found.Add(name))
            {
                yield return name;
            }

            start = end;
        }
    }

    private static bool IsNamePart(char character) => character is '-' or '_' || char.IsLetterOrDigit(character);

    private static bool IsHost(string before, string after)
    {
        var endsHost = after.Length == 0 || after[0] is ':' or '/' or ';' or ',' or '?';
        var afterScheme = before.EndsWith("://", StringComparison.Ordinal) || (before.Length > 0 && before[before.Length - 1] == '@');
        var asServer = EndsWithKey("Host") || EndsWithKey("Server") || EndsWithKey("Data Source");
        var withPort = after.Length > 1 && after[0] == ':' && char.IsDigit(after[1]) && (before.Length == 0 || before[before.Length - 1] is ',' or ' ' or '=');
        return endsHost && (afterScheme || asServer || withPort);

        bool EndsWithKey(string key) => before.TrimEnd().EndsWith(key + "=", StringComparison.OrdinalIgnoreCase);
    }

    private static bool IsSecret(string name, string text)
    {
        var upper = name.ToUpperInvariant();
        return text.Length > 0
            && !bool.TryParse(text, out _)
            && !text.All(char.IsDigit)
            && SecretWords.Any(upper.Contains)
            && !NoSecretEnds.Any(end => upper.EndsWith(end, StringComparison.Ordinal));
    }

    private static string ParameterName(string variable)
    {
        var name = string.Join("-", variable.Split(['_', ':', '.', '-'], StringSplitOptions.RemoveEmptyEntries)).ToLowerInvariant();
        return NameFormat.Problem(name) is null ? name : "secret";
    }
}

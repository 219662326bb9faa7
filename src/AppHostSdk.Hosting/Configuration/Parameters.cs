using AppHostSdk.Launching;
using AppHostSdk.Model;

namespace AppHostSdk.Configuration;

/// <summary>The values of parameters that a run needs.</summary>
/// <param name="Texts">The values by the keys of the parameters.</param>
/// <param name="Mask">Hides those that are secret.</param>
internal sealed record ParameterValues(IReadOnlyDictionary<string, string> Texts, SecretMask Mask);

/// <summary>
/// Supplies the values of parameters: from the configuration, else the default that the program gives or makes, else from the person
/// at the terminal.
/// </summary>
/// <param name="configuration">The configuration of the host.</param>
/// <param name="secrets">Where values are kept that were made or typed; <see langword="null"/> for nowhere.</param>
/// <param name="findPrompt">Finds who is asked when something is missing; <see langword="null"/> for nobody.</param>
internal sealed class Parameters(LazyConfiguration configuration, Lazy<UserSecrets?>? secrets = null, Func<IPrompt?>? findPrompt = null)
{
    private const string Section = "Parameters:";
    private const string ConnectionStrings = "ConnectionStrings:";
    private readonly Dictionary<string, ParameterDefault> _defaults = [];
    private readonly Dictionary<string, Func<InteractionInput>> _inputs = [];
    private readonly Dictionary<string, string> _supplied = [];
    private readonly Lock _lock = new();

    /// <summary>Hides the secrets that were read so far.</summary>
    public SecretMask Mask { get; private set; } = SecretMask.None;

    /// <summary>Notes what the program gives for a parameter. How and where from it is supplied is in the graph.</summary>
    public void Add(string key, ParameterDefault value) => _defaults[key] = value;

    /// <summary>Notes how the value of a parameter is asked for.</summary>
    public void AddInput(string key, Func<InteractionInput> input) => _inputs[key] = input;

    /// <summary>The value of one parameter, asked for by the program itself.</summary>
    /// <exception cref="DistributedApplicationException">It has none.</exception>
    public string Find(ParameterResource parameter, string key) =>
        Supply(parameter.Name, key, new ParameterSource { Key = parameter.ConfigurationKey, IsPersisted = parameter.IsPersisted })
        ?? throw Missing([new(parameter.Name, parameter.ConfigurationKey, null)]);

    /// <inheritdoc cref="Find(ParameterResource, string)"/>
    public string Find(Model.Resource parameter) =>
        Supply(parameter.Name, parameter.Key, parameter.Parameter) ?? throw Missing([MissingValue.Of(parameter)]);

    /// <summary>The values of all parameters that the resources which are started use.</summary>
    /// <param name="graph">The graph that runs.</param>
    /// <param name="andOthers">And of all others that have one: functions may ask for them.</param>
    /// <param name="cancellation">Gives up asking.</param>
    /// <exception cref="DistributedApplicationException">Values are missing; the message names all of them and how to supply them.</exception>
    public async Task<ParameterValues> ReadAsync(AppGraph graph, bool andOthers, CancellationToken cancellation)
    {
        if (!graph.Resources.Any(r => r.Kind == ResourceKind.Parameter))
        {
            return new ParameterValues(new Dictionary<string, string>(), Mask);
        }

        var used = RequiredParameters.Of(graph);
        var values = new Dictionary<string, string>();
        var missing = new List<Model.Resource>();
        foreach (var parameter in graph.Resources.Where(r => r.Kind == ResourceKind.Parameter && (andOthers || used.Required.Contains(r.Key) || used.Optional.Contains(r.Key))))
        {
            if (Supply(parameter.Name, parameter.Key, parameter.Parameter) is { } value)
            {
                values.Add(parameter.Key, value);
            }
            else if (used.Required.Contains(parameter.Key))
            {
                missing.Add(parameter);
            }
        }

        if (missing.Count > 0)
        {
            var prompt = findPrompt?.Invoke() ?? throw Missing([.. missing.Select(MissingValue.Of)]);
            foreach (var parameter in missing)
            {
                values.Add(parameter.Key, await AskAsync(prompt, parameter, cancellation).ConfigureAwait(false));
            }
        }

        var hidden = graph.Resources.Where(r => r.Secret && values.ContainsKey(r.Key)).ToList();
        Mask = hidden.Count == 0 ? SecretMask.None : new SecretMask(hidden.Select(r => values[r.Key]));
        return new ParameterValues(values, Mask);
    }

    /// <summary>The value that a parameter has in the configuration, or <see langword="null"/>.</summary>
    public string? Configured(Model.Resource parameter) => Configured(parameter.Name, parameter.Parameter);

    /// <summary>The value, or <see langword="null"/> when there is none. One that is made is made once.</summary>
    private string? Supply(string name, string key, ParameterSource source)
    {
        lock (_lock)
        {
            if (_supplied.TryGetValue(key, out var known))
            {
                return known;
            }

            var value = Configured(name, source);
            if (value is null && _defaults.TryGetValue(key, out var given))
            {
                value = given.GetDefaultValue();
                if (source.IsPersisted)
                {
                    secrets?.Value?.Save(KeyOf(name, source.Key), value);
                }
            }

            if (value is not null)
            {
                _supplied[key] = value;
            }

            return value;
        }
    }

    private string? Configured(string name, ParameterSource source)
    {
        var key = KeyOf(name, source.Key);
        return configuration.Value[key] ?? configuration.Value[VariableOf(key).Replace("__", ":", StringComparison.Ordinal)];
    }

    private async Task<string> AskAsync(IPrompt prompt, Model.Resource parameter, CancellationToken cancellation)
    {
        var key = KeyOf(parameter.Name, parameter.Parameter.Key);
        var asking = _inputs.TryGetValue(parameter.Key, out var input)
            ? new InputQuestion(prompt, input()).AskAsync(parameter.Name, parameter.Secret, cancellation)
            : prompt.AskAsync($"{Subject(MissingValue.Of(parameter))} has no value. {(parameter.Secret ? "Value (not shown)" : "Value")}: ", parameter.Secret, cancellation);
        var value = await asking.ConfigureAwait(false)
            ?? throw Missing([MissingValue.Of(parameter)]);
        if (secrets?.Value is { } file)
        {
            var answer = await prompt.AskAsync($"Save it in the user secrets of the app host as {key}? [y/N] ", hidden: false, cancellation).ConfigureAwait(false);
            if (answer is not null && answer.Trim().StartsWith('y') | answer.Trim().StartsWith('Y'))
            {
                file.Save(key, value);
            }
        }

        lock (_lock)
        {
            _supplied[parameter.Key] = value;
        }

        return value;
    }

    /// <summary>The environment variables that can supply the value of a parameter.</summary>
    public static IEnumerable<string> VariablesOf(string name, string? key)
    {
        var full = KeyOf(name, key);
        string[] own = [full.Replace(":", "__", StringComparison.Ordinal), VariableOf(full)];
        return HostConfiguration.VariablePrefixes.SelectMany(prefix => own.Select(variable => prefix + variable)).Distinct();
    }

    /// <summary>The variable for a key that every shell can export: what names of variables cannot have is an underscore.</summary>
    private static string VariableOf(string key) =>
        string.Concat(key.Select(c => c == ':' ? "__" : char.IsAsciiLetterOrDigit(c) ? c.ToString() : "_"));

    private static string KeyOf(string name, string? key) => key ?? Section + name;

    private static string Subject(MissingValue value) =>
        (IsConnectionString(value.Key) ? $"Connection string '{value.Name}'" : $"Parameter '{value.Name}'") + (value.Description is { Length: > 0 } text ? $" ({text})" : "");

    private static bool IsConnectionString(string? key) => key?.StartsWith(ConnectionStrings, StringComparison.Ordinal) == true;

    /// <summary>One message for everything that is missing, with every way to supply each.</summary>
    private DistributedApplicationException Missing(IReadOnlyList<MissingValue> parameters)
    {
        if (parameters is [var only])
        {
            return new($"{Subject(only)} has no value. Set {Ways(only)}.");
        }

        return new("These values are missing:\n" + string.Join('\n', parameters.Select(p => $"  {Subject(p)}: set {Ways(p)}")));
    }

    private string Ways(MissingValue parameter)
    {
        var init = secrets?.Value is null ? "dotnet user-secrets init, then " : "";
        var key = KeyOf(parameter.Name, parameter.Key);
        return $"{key} in appsettings.json or the user secrets of the app host ({init}dotnet user-secrets set \"{key}\" …), "
            + $"or the environment variable {VariableOf(key)}, "
            + $"or pass --{key}=…{(parameter.Key is null ? $" or --parameter {parameter.Name}=…" : "")} on the command line";
    }

    private readonly record struct MissingValue(string Name, string? Key, string? Description)
    {
        public static MissingValue Of(Model.Resource parameter) =>
            new(parameter.Name, parameter.Parameter.Key, parameter.Setting(ResourceSetting.Description).AsText);
    }
}

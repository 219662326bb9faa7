using Microsoft.Extensions.Configuration;

namespace AppHostSdk.Configuration;

/// <summary>The configuration of the app host itself.</summary>
internal static class HostConfiguration
{
    /// <summary>What the names of variables that are configuration may begin with.</summary>
    public static IReadOnlyList<string> VariablePrefixes { get; } = ["", "ASPIRE_", "DOTNET_"];

    private const string ParameterOption = "--parameter";
    private const string EnvironmentKey = "environment";

    /// <summary>
    /// Environment variables that begin with <c>ASPIRE_</c> and <c>DOTNET_</c>, without that; <c>appsettings.json</c>,
    /// <c>appsettings.{environment}.json</c>, user secrets, environment variables, command line; later ones win.
    /// The environment's name is <c>--environment</c>, else <c>DOTNET_ENVIRONMENT</c>, else <c>ASPIRE_ENVIRONMENT</c>, else Production.
    /// </summary>
    /// <param name="directory">The app host's directory.</param>
    /// <param name="args">The command line; <c>--parameter name=value</c> gives the value of a parameter.</param>
    /// <param name="secrets">The user secrets, or <see langword="null"/> for none.</param>
    /// <exception cref="DistributedApplicationException">A file that is there cannot be read, or the command line cannot be understood.</exception>
    public static ConfigurationManager Load(string directory, string[] args, UserSecrets? secrets = null)
    {
        var environment = EnvironmentOf(args);
        var configuration = new ConfigurationManager();
        configuration.SetBasePath(directory);
        foreach (var prefix in VariablePrefixes.Where(p => p.Length > 0))
        {
            configuration.AddEnvironmentVariables(prefix);
        }

        AddFile(configuration, Path.Combine(directory, "appsettings.json"));
        AddFile(configuration, Path.Combine(directory, $"appsettings.{environment}.json"));
        if (secrets is not null)
        {
            AddFile(configuration, secrets.FileName);
        }

        configuration.AddEnvironmentVariables();
        configuration.AddCommandLine(args);
        if (ParametersIn(args) is { Count: > 0 } parameters)
        {
            configuration.AddInMemoryCollection(parameters);
        }

        return configuration;
    }

    /// <summary>Whether there are settings in files.</summary>
    /// <param name="directory">The app host's directory.</param>
    /// <param name="args">The command line, which may name the environment.</param>
    public static bool HasFiles(string directory, string[] args) =>
        IsThere(Path.Combine(directory, "appsettings.json")) || IsThere(Path.Combine(directory, $"appsettings.{EnvironmentOf(args)}.json"));

    /// <summary>Whether there is something of this name, readable or not, and be it a link that leads nowhere.</summary>
    public static bool IsThere(string file)
    {
        try
        {
            // No exception for what is not there: each start asks.
            return new FileInfo(file).Attributes != (FileAttributes)(-1);
        }
        catch (UnauthorizedAccessException)
        {
            return true;
        }
    }

    /// <summary>
    /// Adds a file if there is one. What is there and cannot be read was meant to be: without it the host would be another one.
    /// </summary>
    private static void AddFile(ConfigurationManager configuration, string file)
    {
        if (!IsThere(file))
        {
            return;
        }

        try
        {
            if (Directory.Exists(file))
            {
                throw new InvalidDataException("it is a directory");
            }

            if (new FileInfo(file).LinkTarget is { } target && File.ResolveLinkTarget(file, returnFinalTarget: true) is { Exists: false })
            {
                throw new InvalidDataException($"it is a link to {target}, which does not exist");
            }

            // Opened here, because the reader passes over what it may not look at.
            using (File.OpenRead(file))
            {
            }

            configuration.AddJsonFile(s =>
            {
                s.Path = file;
                s.ResolveFileProvider();
            });
        }
        catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            // The reader of JSON says where in the file, two exceptions further in.
            var reason = e.GetBaseException().Message.TrimEnd('.');
            throw new DistributedApplicationException($"The configuration file {file} cannot be read: {reason}. Correct it, or remove it.", e);
        }
    }

    /// <summary>What <c>--parameter name=value</c> says, as often as it stands there.</summary>
    /// <exception cref="DistributedApplicationException">It says no name and value.</exception>
    private static Dictionary<string, string?> ParametersIn(string[] args)
    {
        var parameters = new Dictionary<string, string?>();
        for (var i = 0; i < args.Length; i++)
        {
            var text = args[i] == ParameterOption ? i + 1 < args.Length ? args[++i] : ""
                : args[i].StartsWith(ParameterOption + "=", StringComparison.Ordinal) ? args[i][(ParameterOption.Length + 1)..]
                : null;
            if (text is null)
            {
                continue;
            }

            var equals = text.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0)
            {
                throw new DistributedApplicationException($"{ParameterOption} is followed by the name and the value of a parameter: {ParameterOption} name=value.");
            }

            parameters["Parameters:" + text[..equals]] = text[(equals + 1)..];
        }

        return parameters;
    }

    /// <summary>True when a developer runs the application: the environment is Development.</summary>
    public static bool IsDevelopment(LazyConfiguration configuration) =>
        string.Equals(configuration.Value["environment"], "Development", StringComparison.OrdinalIgnoreCase);

    /// <summary>The name of the environment: see <see cref="Load"/>.</summary>
    public static string EnvironmentOf(string[] args) =>
        (Array.Exists(args, static a => a.Contains(EnvironmentKey, StringComparison.OrdinalIgnoreCase)) ? GivenEnvironment(args) : null)
        ?? Environment.GetEnvironmentVariable("DOTNET_ENVIRONMENT")
        ?? Environment.GetEnvironmentVariable("ASPIRE_ENVIRONMENT")
        ?? "Production";

    /// <summary>Apart, so that a start without such an argument does not load what reads it.</summary>
    private static string? GivenEnvironment(string[] args) => new ConfigurationBuilder().AddCommandLine(args).Build()[EnvironmentKey];
}

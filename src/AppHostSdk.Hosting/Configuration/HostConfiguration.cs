using Microsoft.Extensions.Configuration;

namespace AppHostSdk.Configuration;

/// <summary>The configuration of the app host itself.</summary>
internal static class HostConfiguration
{
    /// <summary>
    /// <c>appsettings.json</c>, <c>appsettings.{environment}.json</c>, environment variables, command line; later ones win.
    /// The environment's name is <c>--environment</c>, else <c>DOTNET_ENVIRONMENT</c>, else <c>ASPIRE_ENVIRONMENT</c>, else Production.
    /// </summary>
    public static ConfigurationManager Load(string directory, string[] args)
    {
        var environment = EnvironmentOf(args);
        var configuration = new ConfigurationManager();
        configuration.SetBasePath(directory);
        try
        {
            configuration.AddJsonFile("appsettings.json", optional: true, reloadOnChange: false);
            configuration.AddJsonFile($"appsettings.{environment}.json", optional: true, reloadOnChange: false);
        }
        catch (InvalidDataException e)
        {
            // The reader says where in the file, two exceptions further in.
            throw new DistributedApplicationException($"{e.Message} {e.GetBaseException().Message}", e);
        }

        configuration.AddEnvironmentVariables();
        configuration.AddCommandLine(args);
        return configuration;
    }

    /// <summary>The name of the environment: see <see cref="Load"/>.</summary>
    public static string EnvironmentOf(string[] args) =>
        new ConfigurationBuilder().AddCommandLine(args).Build()["environment"]
        ?? Environment.GetEnvironmentVariable("DOTNET_ENVIRONMENT")
        ?? Environment.GetEnvironmentVariable("ASPIRE_ENVIRONMENT")
        ?? "Production";
}

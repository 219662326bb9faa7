using System.Reflection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AppHostSdk;

/// <summary>Describes a distributed application.</summary>
public interface IDistributedApplicationBuilder
{
    /// <summary>
    /// The configuration of the host: <c>appsettings.json</c> and <c>appsettings.{environment}.json</c> in
    /// <see cref="AppHostDirectory"/>, environment variables, command line; later ones win. Read when first used.
    /// </summary>
    ConfigurationManager Configuration { get; }

    /// <summary>
    /// The environment the host runs in. Its name is <c>--environment</c>, else <c>DOTNET_ENVIRONMENT</c>, else
    /// <c>ASPIRE_ENVIRONMENT</c>, else Production; the application's name is that of the app host's assembly.
    /// </summary>
    IHostEnvironment Environment { get; }

    /// <summary>Whether the application runs or is published.</summary>
    DistributedApplicationExecutionContext ExecutionContext { get; }

    /// <summary>The directory of the app host's project. Relative paths in the description are relative to it.</summary>
    string AppHostDirectory { get; }

    /// <summary>The resources added so far, in order.</summary>
    IReadOnlyList<IResource> Resources { get; }

    /// <summary>The assembly of the app host.</summary>
    Assembly AppHostAssembly { get; }

    /// <summary>
    /// Calls functions at moments of the application's life. What subscribers of <see cref="BeforeStartEvent"/> do to the model is
    /// applied and checked like the program's own calls.
    /// </summary>
    IDistributedApplicationEventing Eventing { get; }

    /// <summary>
    /// The services of the application, for example <see cref="ResourceNotificationService"/>; made when they are first used. Hosted
    /// services start before the resources and stop after them.
    /// </summary>
    IServiceCollection Services { get; }

    /// <summary>The user secrets of the app host.</summary>
    IUserSecretsManager UserSecretsManager { get; }

    /// <summary>Finishes the description, and checks that it is the one the compiler derived.</summary>
    /// <exception cref="DistributedApplicationException">
    /// The description has mistakes; or it differs from the compiled one and <c>APPHOST_VERIFY</c> is <c>fail</c>.
    /// </exception>
    /// <exception cref="InvalidOperationException">It was called already.</exception>
    [ModelOperation(Model.OperationKind.Build)]
    DistributedApplication Build();
}

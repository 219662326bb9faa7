using AppHostSdk.Model;

namespace AppHostSdk;

/// <summary>What an executable runs, for integrations that decide it late.</summary>
public static class ProgramExtensions
{
    /// <summary>
    /// Runs another program than the one the executable was added with. The last call counts.
    /// </summary>
    /// <param name="builder">The executable.</param>
    /// <param name="command">The program: a path relative to the working directory, or a name looked up in <c>PATH</c>.</param>
    /// <param name="args">
    /// Its first arguments: texts, endpoints and their properties, parameters, expressions. Those of <c>WithArgs</c> follow, also those of
    /// earlier calls.
    /// </param>
    /// <exception cref="ArgumentException">The command is empty.</exception>
    /// <example><code>builder.AddExecutable("web", "npm", "../web").WithProgram("pnpm", "run", "dev");</code></example>
    [ModelOperation(OperationKind.WithSetting)]
    [ModelConstant("setting", nameof(ResourceSetting.Program))]
    public static IResourceBuilder<T> WithProgram<T>(
        this IResourceBuilder<T> builder,
        [ModelArgument("value")] string command,
        [ModelArgument("detail")] params object[] args)
        where T : ExecutableResource
    {
        ArgumentException.ThrowIfNullOrEmpty(command);
        ArgumentNullException.ThrowIfNull(args);
        return builder.Set(ResourceSetting.Program, ModelValue.From(command), AddResourceExtensions.ArgumentList(args));
    }

    /// <summary>Calls a function when the application is built, before anything is read from its resources: it may still add to them.</summary>
    /// <remarks>
    /// Use it in an integration whose result depends on several calls, in any order: keep the settings in the resource's object, and
    /// describe the result here. The compiler follows the function as if it stood before <c>Build</c>, and reports its mistakes on the
    /// user's call that led to this one.
    /// </remarks>
    /// <param name="builder">The application.</param>
    /// <param name="callback">The function. Functions are called in the order of the calls; one that is added meanwhile comes last.</param>
    [ModelOperation(OperationKind.BeforeBuild)]
    public static IDistributedApplicationBuilder BeforeBuild(this IDistributedApplicationBuilder builder, Action callback)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(callback);
        AddResourceExtensions.Application(builder).CallBeforeBuild(callback);
        return builder;
    }
}

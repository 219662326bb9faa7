using AppHostSdk.Model;

namespace AppHostSdk;

/// <summary>Images that are built before a container starts.</summary>
public static class DockerfileExtensions
{
    /// <summary>Has the container's image built before it starts, whatever image it was given.</summary>
    /// <param name="builder">The container.</param>
    /// <param name="contextPath">The directory whose files the build may use, relative to the app host's directory. That it exists is checked when building.</param>
    /// <param name="dockerfilePath">The Dockerfile, relative to <paramref name="contextPath"/>; left out: <c>Dockerfile</c>.</param>
    /// <param name="stage">The stage of the Dockerfile that is built; left out: the last one.</param>
    [ModelOperation(OperationKind.WithDockerfile)]
    public static IResourceBuilder<T> WithDockerfile<T>(this IResourceBuilder<T> builder, string contextPath, string? dockerfilePath = null, string? stage = null)
        where T : ContainerResource
    {
        ArgumentNullException.ThrowIfNull(contextPath);
        return builder.Record(OperationKind.WithDockerfile, ModelValue.From(contextPath), ModelValue.From(dockerfilePath), ModelValue.From(stage));
    }

    /// <summary>Gives a build argument of the Dockerfile its value. A later call for the same name wins.</summary>
    /// <param name="builder">The container.</param>
    /// <param name="name">The argument, which the Dockerfile declares with <c>ARG</c>.</param>
    /// <param name="value">Its value; <see langword="null"/> means empty.</param>
    [ModelOperation(OperationKind.WithDetail)]
    [ModelConstant("detail", nameof(ResourceDetail.BuildArgument))]
    public static IResourceBuilder<T> WithBuildArg<T>(this IResourceBuilder<T> builder, string name, string? value)
        where T : ContainerResource
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return builder.Record(OperationKind.WithDetail, ModelValue.From(nameof(ResourceDetail.BuildArgument)), ModelValue.From(value), ModelValue.From(name));
    }

    /// <summary>Gives a build argument of the Dockerfile the value of a parameter. A later call for the same name wins.</summary>
    /// <param name="builder">The container.</param>
    /// <param name="name">The argument, which the Dockerfile declares with <c>ARG</c>.</param>
    /// <param name="value">The parameter; not a secret one, because build arguments can be read from the image.</param>
    /// <exception cref="DistributedApplicationException">The parameter is secret.</exception>
    [ModelOperation(OperationKind.WithDetail)]
    [ModelConstant("detail", nameof(ResourceDetail.BuildArgument))]
    public static IResourceBuilder<T> WithBuildArg<T>(this IResourceBuilder<T> builder, string name, IResourceBuilder<ParameterResource> value)
        where T : ContainerResource
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(value);
        if (value.Resource.Secret)
        {
            throw new DistributedApplicationException(
                $"Build argument '{name}' of '{builder?.Resource.Name}' is the secret parameter '{value.Resource.Name}'. Everybody who has the image can read its build arguments; give the secret to the running container with WithEnvironment.");
        }

        return builder.Record(OperationKind.WithDetail, ModelValue.From(nameof(ResourceDetail.BuildArgument)), new ModelValue.Parameter(value.Key()), ModelValue.From(name));
    }

    /// <summary>
    /// Lets steps of the Dockerfile read a secret, with <c>RUN --mount=type=secret,id=name</c>. It is in no layer of the image. BuildKit
    /// does this, so the command <c>docker</c> with buildx must be installed. A later call for the same name wins.
    /// </summary>
    /// <param name="builder">The container.</param>
    /// <param name="name">The secret's id in the Dockerfile.</param>
    /// <param name="value">The parameter that has its value.</param>
    /// <exception cref="ArgumentException">The name has a comma, a quote or an equals sign.</exception>
    [ModelOperation(OperationKind.WithDetail)]
    [ModelConstant("detail", nameof(ResourceDetail.BuildSecret))]
    public static IResourceBuilder<T> WithBuildSecret<T>(this IResourceBuilder<T> builder, string name, IResourceBuilder<ParameterResource> value)
        where T : ContainerResource
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(value);
        return name.AsSpan().ContainsAny(',', '"', '=')
            ? throw new ArgumentException($"'{name}' cannot be the id of a build secret. Use letters, digits and underscores.", nameof(name))
            : builder.Record(OperationKind.WithDetail, ModelValue.From(nameof(ResourceDetail.BuildSecret)), new ModelValue.Parameter(value.Key()), ModelValue.From(name));
    }
}

namespace AppHostSdk.Hosting.Tests;

/// <summary>A container with a connection string, as integrations define it.</summary>
internal sealed class CacheResource(string name) : ContainerResource(name), IResourceWithConnectionString
{
    public EndpointReference Primary => new(this, "tcp");

    public ParameterResource? Password { get; set; }

    public string? ConnectionStringEnvironmentVariable { get; set; }

    public ReferenceExpression ConnectionStringExpression
    {
        get
        {
            var text = new ReferenceExpressionBuilder();
            text.Append($"{Primary.Property(EndpointProperty.HostAndPort)}");
            if (Password is not null)
            {
                text.Append($",password={Password}");
            }

            return text.Build();
        }
    }

    public IEnumerable<KeyValuePair<string, ReferenceExpression>> GetConnectionProperties()
    {
        yield return new("Host", ReferenceExpression.Create($"{Primary.Property(EndpointProperty.Host)}"));
        yield return new("Port", ReferenceExpression.Create($"{Primary.Property(EndpointProperty.Port)}"));
        if (Password is not null)
        {
            yield return new("Password", ReferenceExpression.Create($"{Password}"));
            yield return new("Uri", ReferenceExpression.Create($"redis://:{Password:uri}@{Primary.Property(EndpointProperty.HostAndPort)}"));
        }
    }
}

/// <summary>A part of a cache.</summary>
internal sealed class KeyspaceResource(string name, CacheResource parent) : Resource(name), IResourceWithParent<CacheResource>, IResourceWithConnectionString
{
    public CacheResource Parent { get; } = parent;

    public ReferenceExpression ConnectionStringExpression => ReferenceExpression.Create($"{Parent},keyspace={Name}");
}

internal static class SomeResourceExtensions
{
    public static IResourceBuilder<CacheResource> AddCache(this IDistributedApplicationBuilder builder, string name, IResourceBuilder<ParameterResource>? password = null) =>
        builder.AddResource(new CacheResource(name) { Password = password?.Resource }).WithImage("redis").WithEndpoint(targetPort: 6379, name: "tcp");
}

namespace AppHostSdk.Compatibility;

/// <summary>A package of Aspire, and what stands in for it here.</summary>
/// <param name="Package">The package of Aspire.</param>
/// <param name="Counterparts">Our assemblies; none where there is no counterpart.</param>
internal sealed record Library(string Package, params string[] Counterparts)
{
    public static IReadOnlyList<Library> All { get; } =
    [
        new("Aspire.Hosting", "AppHostSdk.Hosting", "AppHostSdk.Model"),
        new("Aspire.Hosting.PostgreSQL", "AppHostSdk.PostgreSQL"),
        new("Aspire.Hosting.Redis", "AppHostSdk.Redis"),
        new("Aspire.Hosting.RabbitMQ", "AppHostSdk.RabbitMQ"),
        new("Aspire.Hosting.Orleans", "AppHostSdk.Orleans"),
    ];

    public override string ToString() => Package;
}

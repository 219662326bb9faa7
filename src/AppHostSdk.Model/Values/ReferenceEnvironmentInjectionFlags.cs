namespace AppHostSdk;

/// <summary>Which variables a resource gets of what it refers to.</summary>
[Flags]
[System.Diagnostics.CodeAnalysis.SuppressMessage("Naming", "CA1711:Identifiers should not have incorrect suffix", Justification = "The name that users know.")]
public enum ReferenceEnvironmentInjectionFlags
{
    /// <summary>No variables.</summary>
    None = 0,

    /// <summary>Connection strings: <c>ConnectionStrings__name</c>.</summary>
    ConnectionString = 1,

    /// <summary>The single values of a connection: <c>NAME_PROPERTY</c>.</summary>
    ConnectionProperties = 2,

    /// <summary>Addresses for service discovery: <c>services__name__endpoint__index</c>.</summary>
    ServiceDiscovery = 4,

    /// <summary>Addresses for programs that do not know service discovery: <c>NAME_ENDPOINT</c>.</summary>
    Endpoints = 8,

    /// <summary>All variables.</summary>
    All = ConnectionString | ConnectionProperties | ServiceDiscovery | Endpoints,
}

#pragma warning disable IDE0130, IDE0161, CA1052 // the point of this file is namespaces that exist and hold nothing to use

using System.ComponentModel;

// Files written for Aspire say "using Aspire.Hosting;": they compile here unchanged because these namespaces exist.
namespace Aspire.Hosting
{
    /// <summary>Nothing: makes the namespace exist.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static class NamespaceExists;
}

namespace Aspire.Hosting.Eventing
{
    /// <summary>Nothing: makes the namespace exist.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static class NamespaceExists;
}

namespace Aspire.Hosting.Lifecycle
{
    /// <summary>Nothing: makes the namespace exist.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static class NamespaceExists;
}

namespace Aspire.Hosting.ApplicationModel
{
    /// <summary>Nothing: makes the namespace exist.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static class NamespaceExists;
}

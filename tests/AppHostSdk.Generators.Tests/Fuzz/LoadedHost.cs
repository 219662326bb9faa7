using System.Reflection;
using System.Runtime.Loader;

namespace AppHostSdk.Tests;

/// <summary>A host in a context of its own, so that a hundred thousand of them do not stay in memory.</summary>
internal sealed class LoadedHost : IDisposable
{
    private readonly Context _context = new();

    public LoadedHost(MemoryStream image)
    {
        image.Position = 0;
        Assembly = _context.LoadFromStream(image);
    }

    public Assembly Assembly { get; }

    public void Dispose() => _context.Unload();

    private sealed class Context() : AssemblyLoadContext("fuzzed host", isCollectible: true)
    {
        protected override Assembly? Load(AssemblyName assemblyName) =>
            assemblyName.Name == ExecutionGuard.AssemblyName ? ExecutionGuard.Assembly : null;
    }
}

using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using AppHostSdk.Model;

namespace AppHostSdk.Tasks;

/// <summary>What a built assembly says of its model. Read from its bytes: nothing is loaded and nothing is run.</summary>
/// <param name="Graph">The graph as JSON, or <see langword="null"/> when the assembly has none.</param>
/// <param name="Sites">The site table as text; empty when the assembly has none.</param>
/// <param name="CallsCreateBuilder">
/// The program calls <c>DistributedApplication.CreateBuilder</c> itself. The generator redirects such calls, so one that is left
/// in an assembly without a graph throws when it runs.
/// </param>
internal sealed record AssemblyModel(string? Graph, string Sites, bool CallsCreateBuilder)
{
    private const string Application = "DistributedApplication";
    private const string ApplicationNamespace = "AppHostSdk";

    /// <summary>Reads the assembly file at <paramref name="path"/>.</summary>
    /// <exception cref="BadImageFormatException">The file is no .NET assembly, or is damaged.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static AssemblyModel Read(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
        try
        {
            return Read(file);
        }
        catch (Exception e) when (e is ArithmeticException or ArgumentException or InvalidOperationException or InvalidCastException or IndexOutOfRangeException)
        {
            // The metadata reader trusts numbers in the file. What comes of wrong ones says nothing to a user.
            throw new BadImageFormatException("It is damaged.", e);
        }
    }

    private static AssemblyModel Read(Stream file)
    {
        using var image = new PEReader(file);
        if (!image.HasMetadata)
        {
            throw new BadImageFormatException("It is no .NET assembly.");
        }

        var reader = image.GetMetadataReader();
        if (!reader.IsAssembly)
        {
            throw new BadImageFormatException("It is a .NET module without an assembly.");
        }

        var metadata = Metadata(reader);
        return new AssemblyModel(
            metadata.TryGetValue(ModelMetadata.Graph, out var graph) ? graph : null,
            metadata.TryGetValue(ModelMetadata.Sites, out var sites) && sites is not null ? sites : "",
            reader.MemberReferences.Any(handle => IsCreateBuilder(reader, reader.GetMemberReference(handle))));
    }

    private static Dictionary<string, string?> Metadata(MetadataReader reader)
    {
        var metadata = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var handle in reader.GetAssemblyDefinition().GetCustomAttributes())
        {
            var attribute = reader.GetCustomAttribute(handle);
            if (attribute.Constructor.Kind == HandleKind.MemberReference
                && reader.GetMemberReference((MemberReferenceHandle)attribute.Constructor).Parent is { Kind: HandleKind.TypeReference } parent
                && IsType(reader, (TypeReferenceHandle)parent, "System.Reflection", "AssemblyMetadataAttribute"))
            {
                // Two strings after the prolog; the constructor has no other form.
                var blob = reader.GetBlobReader(attribute.Value);
                if (blob.ReadUInt16() == 1 && blob.ReadSerializedString() is { } key)
                {
                    metadata[key] = blob.ReadSerializedString();
                }
            }
        }

        return metadata;
    }

    private static bool IsCreateBuilder(MetadataReader reader, MemberReference member) =>
        member.Parent.Kind == HandleKind.TypeReference
        && reader.StringComparer.Equals(member.Name, "CreateBuilder")
        && IsType(reader, (TypeReferenceHandle)member.Parent, ApplicationNamespace, Application);

    private static bool IsType(MetadataReader reader, TypeReferenceHandle handle, string inNamespace, string name)
    {
        var type = reader.GetTypeReference(handle);
        return reader.StringComparer.Equals(type.Name, name) && reader.StringComparer.Equals(type.Namespace, inNamespace);
    }
}

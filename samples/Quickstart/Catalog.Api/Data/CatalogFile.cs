using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Catalog.Data;

/// <summary>One row of the catalogue, at the current schema version.</summary>
internal sealed record Product(int Id, string Name, decimal Price, int Stock);

/// <summary>The whole catalogue, at the current schema version.</summary>
internal sealed record CatalogDocument(int SchemaVersion, IReadOnlyList<Product> Products);

/// <summary>The catalogue file cannot be used. The message says why, and never contains its path.</summary>
internal sealed class CatalogFileException(string message, Exception? innerException = null)
    : Exception(message, innerException)
{
    /// <summary>The message and what the operating system said, which may name paths: for logs, not for callers.</summary>
    public string Diagnosis =>
        InnerException is IOException or UnauthorizedAccessException ? $"{Message} {InnerException.Message}" : Message;
}

/// <summary>
/// The catalogue on disk: a JSON file that carries its schema version. It is read strictly, so nothing this
/// program does not understand is ever lost by writing the file back, and it is replaced atomically, so a
/// reader or a crash sees the old content or the new, never half of it.
/// </summary>
internal sealed class CatalogFile
{
    /// <summary>The environment variable that names the file.</summary>
    public const string PathVariable = "CATALOG_FILE";

    /// <summary>The schema version this program reads and writes.</summary>
    public const int CurrentVersion = 2;

    // Relative to the working directory: a folder that the API and the migrations, being siblings, share.
    private const string DefaultPath = "../data/catalog.json";

    private static readonly JsonDocumentOptions StrictJson = new() { AllowDuplicateProperties = false };

    private static readonly CatalogFileJson FileJson = new(new JsonSerializerOptions(JsonSerializerDefaults.Strict)
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // "Café" stays "Café": the file is not HTML
    });

    /// <param name="path">The value of <see cref="PathVariable"/>, if it is set.</param>
    public CatalogFile(string? path) =>
        FullPath = Path.GetFullPath(string.IsNullOrWhiteSpace(path) ? DefaultPath : path);

    /// <summary>Where the file is.</summary>
    public string FullPath { get; }

    /// <summary>Reads the catalogue, which must exist and be at <see cref="CurrentVersion"/>.</summary>
    public CatalogDocument Read() =>
        Bind(Load() ?? throw new CatalogFileException("The catalogue file does not exist: run the migrations first."));

    /// <summary>Reads the file whatever its schema version; null when there is no file.</summary>
    public JsonObject? Load()
    {
        try
        {
            using var stream = new FileStream(FullPath, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
            return JsonNode.Parse(stream, documentOptions: StrictJson) as JsonObject
                ?? throw new CatalogFileException("The catalogue file is not a JSON object.");
        }
        catch (Exception ex) when (ex is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (JsonException ex)
        {
            throw new CatalogFileException($"The catalogue file is not valid JSON: {ex.Message}", ex);
        }
        catch (Exception ex) when (ex is IOException or UnauthorizedAccessException)
        {
            throw new CatalogFileException("The catalogue file cannot be read.", ex);
        }
    }

    /// <summary>The schema version of a loaded file, from 1 to <see cref="CurrentVersion"/>.</summary>
    public static int VersionOf(JsonObject catalogue)
    {
        if (catalogue["schemaVersion"] is not JsonValue value || !value.TryGetValue(out int version) || version < 1)
        {
            throw new CatalogFileException("The catalogue file has no valid \"schemaVersion\".");
        }

        return version <= CurrentVersion
            ? version
            : throw new CatalogFileException(
                $"The catalogue file has schema version {version}, newer than {CurrentVersion}, the newest this program knows.");
    }

    /// <summary>Turns a loaded file at <see cref="CurrentVersion"/> into a catalogue, checking every row.</summary>
    public static CatalogDocument Bind(JsonObject catalogue)
    {
        if (VersionOf(catalogue) is var version and < CurrentVersion)
        {
            throw new CatalogFileException(
                $"The catalogue file has schema version {version} and {CurrentVersion} is needed: run the migrations first.");
        }

        CatalogDocument document;
        try
        {
            document = catalogue.Deserialize(FileJson.CatalogDocument)!;
        }
        catch (JsonException ex)
        {
            throw new CatalogFileException($"The catalogue file does not match its schema: {ex.Message}", ex);
        }

        if (document.Products.Any(product => product is null))
        {
            throw new CatalogFileException("The catalogue file does not match its schema: a product is null.");
        }

        return document.Products.CountBy(product => product.Id).FirstOrDefault(count => count.Value > 1) is { Value: > 1 } repeated
            ? throw new CatalogFileException($"The catalogue file has {repeated.Value} products with the id {repeated.Key}.")
            : document;
    }

    /// <summary>Replaces the file: written in full next to it, flushed to disk, then renamed over it.</summary>
    public void Write(CatalogDocument document)
    {
        string temporary = $"{FullPath}.{Guid.NewGuid():N}.tmp";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(FullPath)!);
            try
            {
                using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None))
                {
                    JsonSerializer.Serialize(stream, document, FileJson.CatalogDocument);
                    stream.Write("\n"u8);
                    stream.Flush(flushToDisk: true);
                }

                File.Move(temporary, FullPath, overwrite: true);
            }
            finally
            {
                File.Delete(temporary); // nothing is left to delete once it has been renamed
            }
        }
        catch (Exception ex) when (ex is IOException or UnauthorizedAccessException)
        {
            throw new CatalogFileException("The catalogue file cannot be written.", ex);
        }
    }
}

[JsonSerializable(typeof(CatalogDocument))]
internal sealed partial class CatalogFileJson : JsonSerializerContext;

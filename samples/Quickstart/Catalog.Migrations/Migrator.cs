using System.Text.Json.Nodes;
using Catalog.Data;

namespace Catalog.Migrations;

/// <summary>
/// Applies, in order, the migrations a catalogue file has not had yet. They work on plain JSON, because the
/// types describe only the current schema, and the result is checked against those types before the one write.
/// </summary>
internal static class Migrator
{
    private static readonly (int Version, string Description, Action<JsonObject> Apply)[] Migrations =
    [
        (1, "create the products table", catalogue => catalogue["products"] = new JsonArray()),
        (2, "add the stock column, 0 by default", AddStock),
    ];

    // What a new catalogue starts with. An existing one is never seeded.
    private static readonly Product[] Samples =
    [
        new(1, "Walnut desk lamp", 89.00m, 12),
        new(2, "Ceramic pour-over set", 42.50m, 31),
        new(3, "Linen notebook, A5", 14.90m, 140),
        new(4, "Merino travel blanket", 119.00m, 4),
        new(5, "Brass bookmark", 9.80m, 0),
        new(6, "Oak monitor stand", 64.00m, 18),
    ];

    public static void Run(CatalogFile file, TextWriter log)
    {
        var existing = file.Load();
        var catalogue = existing ?? [];
        int from = existing is null ? 0 : CatalogFile.VersionOf(existing);

        foreach (var (version, description, apply) in Migrations.Where(migration => migration.Version > from))
        {
            apply(catalogue);
            catalogue["schemaVersion"] = version;
            log.WriteLine($"v{version}: {description}");
        }

        var document = CatalogFile.Bind(catalogue);
        if (from == CatalogFile.CurrentVersion)
        {
            log.WriteLine($"already at v{from} (products: {document.Products.Count}), nothing to do");
            return;
        }

        if (existing is null)
        {
            document = document with { Products = Samples };
            log.WriteLine($"seed: add {Samples.Length} sample products");
        }

        file.Write(document);
        log.WriteLine($"saved: v{document.SchemaVersion} (products: {document.Products.Count})");
    }

    private static void AddStock(JsonObject catalogue)
    {
        // Anything that is not a list of objects stays as it is, for the final check to refuse.
        foreach (var product in (catalogue["products"] as JsonArray ?? []).OfType<JsonObject>())
        {
            product.TryAdd("stock", 0);
        }
    }
}

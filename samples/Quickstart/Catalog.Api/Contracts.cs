using System.Text.Json;
using System.Text.Json.Serialization;
using Catalog.Data;

namespace Catalog.Api;

/// <summary>The answer of <c>GET /health</c>.</summary>
internal sealed record CatalogHealth(string Status, int SchemaVersion, int Products);

/// <summary>The body of <c>POST /products</c>. Everything is optional here so that every error can be reported at once.</summary>
internal sealed record NewProduct(string? Name, decimal? Price, int? Stock)
{
    private const int MaxNameLength = 100;
    private const decimal MaxPrice = 1_000_000m;

    /// <summary>What is wrong with the request, by field; empty when it is valid.</summary>
    public Dictionary<string, string[]> Validate()
    {
        var errors = new Dictionary<string, string[]>();

        if (string.IsNullOrWhiteSpace(Name))
        {
            errors["name"] = ["A name is required."];
        }
        else if (Name.Trim().Length > MaxNameLength)
        {
            errors["name"] = [$"A name has at most {MaxNameLength} characters."];
        }

        if (Price is not { } price)
        {
            errors["price"] = ["A price is required."];
        }
        else if (price is < 0 or > MaxPrice || price != decimal.Round(price, 2))
        {
            errors["price"] = [$"A price is between 0 and {MaxPrice}, with at most two decimals."];
        }

        if (Stock < 0)
        {
            errors["stock"] = ["A stock cannot be negative."];
        }

        return errors;
    }
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(IReadOnlyList<Product>))]
[JsonSerializable(typeof(NewProduct))]
[JsonSerializable(typeof(CatalogHealth))]
internal sealed partial class ApiJson : JsonSerializerContext;

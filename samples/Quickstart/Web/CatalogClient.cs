using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Web;

/// <summary>A product, as the catalogue API answers it.</summary>
public sealed record Product(int Id, string Name, decimal Price, int Stock);

/// <summary>The products, and the address they came from.</summary>
public sealed record Catalogue(string ServedBy, IReadOnlyList<Product> Products);

/// <summary>The catalogue could not be fetched.</summary>
/// <param name="message">What failed: the missing variable or the call.</param>
/// <param name="reason">Why, or what to do about it.</param>
/// <param name="innerException">The failure behind it, if any.</param>
public sealed class CatalogUnavailableException(string message, string reason, Exception? innerException = null)
    : Exception(message, innerException)
{
    /// <summary>Why it failed, or what to do about it.</summary>
    public string Reason { get; } = reason;
}

/// <summary>Fetches the catalogue from the API whose address the app host injects.</summary>
internal sealed class CatalogClient(HttpClient http, IConfiguration configuration)
{
    // Configuration reads "__" in an environment variable's name as ":".
    private const string AddressKey = "services:catalog-api:http:0";
    private const string AddressVariable = "services__catalog-api__http__0";

    public async Task<Catalogue> GetAsync(CancellationToken cancellationToken)
    {
        string servedBy = Address();
        var uri = new Uri($"{servedBy}/products");
        string call = $"GET {uri} failed.";

        try
        {
            using var response = await http.GetAsync(uri, cancellationToken);
            if (response.StatusCode != HttpStatusCode.OK)
            {
                string answer = $"It answered {(int)response.StatusCode} {response.ReasonPhrase}.";
                throw new CatalogUnavailableException(call, $"{answer} {await DetailAsync(response, cancellationToken)}".TrimEnd());
            }

            var products = await response.Content.ReadFromJsonAsync(CatalogJson.Default.IReadOnlyListProduct, cancellationToken);
            return products is not null && products.All(product => product is not null)
                ? new(servedBy, products)
                : throw new JsonException("It contains null.");
        }
        catch (HttpRequestException ex)
        {
            throw new CatalogUnavailableException(call, ex.Message, ex);
        }
        catch (JsonException ex)
        {
            throw new CatalogUnavailableException(call, $"Its answer is not a list of products. {ex.Message}", ex);
        }
        catch (OperationCanceledException ex) when (!cancellationToken.IsCancellationRequested)
        {
            throw new CatalogUnavailableException(call, $"It did not answer within {http.Timeout.TotalSeconds:0} seconds.", ex);
        }
    }

    private string Address()
    {
        string? address = configuration[AddressKey];
        if (string.IsNullOrWhiteSpace(address))
        {
            throw new CatalogUnavailableException(
                $"The environment variable {AddressVariable} is not set.",
                "The app host sets it for a project with a reference to \"catalog-api\": start the quickstart through it.");
        }

        return Uri.TryCreate(address, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps)
            ? address.TrimEnd('/')
            : throw new CatalogUnavailableException(
                $"The environment variable {AddressVariable} is not an http address.", $"Its value is \"{address}\".");
    }

    // The API explains its failures as problem details; anything else is not worth showing.
    private static async Task<string?> DetailAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.Content.Headers.ContentType?.MediaType != "application/problem+json")
        {
            return null;
        }

        try
        {
            return (await response.Content.ReadFromJsonAsync(CatalogJson.Default.Problem, cancellationToken))?.Detail;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

internal sealed record Problem(string? Detail);

[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(IReadOnlyList<Product>))]
[JsonSerializable(typeof(Problem))]
internal sealed partial class CatalogJson : JsonSerializerContext;

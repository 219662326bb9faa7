using Microsoft.AspNetCore.Http.HttpResults;
using Web;
using Web.Components;

var builder = WebApplication.CreateBuilder(args);

builder.Services.AddRazorComponents();
builder.Services.AddHttpClient<CatalogClient>(client => client.Timeout = TimeSpan.FromSeconds(5));

var app = builder.Build();

app.MapGet("/", async (HttpContext context, CatalogClient client, IConfiguration configuration, ILogger<CatalogClient> logger) =>
{
    // The page is self-contained: its own style, nothing else.
    context.Response.Headers.ContentSecurityPolicy =
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    context.Response.Headers.CacheControl = "no-store";

    try
    {
        var catalogue = await client.GetAsync(context.RequestAborted);
        return new RazorComponentResult<CatalogPage>(new { Catalogue = catalogue, Greeting = configuration["GREETING"] });
    }
    catch (CatalogUnavailableException ex)
    {
        Log.CatalogueUnavailable(logger, ex.Message, ex.Reason);
        return (IResult)new RazorComponentResult<UnavailablePage>(new { Problem = ex })
        {
            StatusCode = StatusCodes.Status502BadGateway,
        };
    }
});

// The page explains a missing catalogue itself, so this program is healthy as soon as it answers.
app.MapGet("/health", () => TypedResults.Text("healthy"));

app.Run();

internal static partial class Log
{
    [LoggerMessage(LogLevel.Warning, "{Problem} {Reason}")]
    public static partial void CatalogueUnavailable(ILogger logger, string problem, string reason);
}

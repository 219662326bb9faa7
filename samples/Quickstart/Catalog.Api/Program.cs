using Catalog.Api;
using Catalog.Data;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

var builder = WebApplication.CreateBuilder(args);

builder.Services.AddSingleton(new CatalogStore(new CatalogFile(builder.Configuration[CatalogFile.PathVariable])));
builder.Services.AddProblemDetails();
builder.Services.AddExceptionHandler<ProblemHandler>();
builder.Services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
builder.Services.ConfigureHttpJsonOptions(options =>
    options.SerializerOptions.TypeInfoResolverChain.Insert(0, ApiJson.Default));

var app = builder.Build();

app.UseExceptionHandler();
app.UseStatusCodePages();

app.MapGet("/products", (CatalogStore store) => store.Read().Products);

app.MapGet("/products/{id:int}", Results<Ok<Product>, NotFound> (int id, CatalogStore store) =>
    store.Read().Products.FirstOrDefault(product => product.Id == id) is { } product
        ? TypedResults.Ok(product)
        : TypedResults.NotFound());

app.MapPost("/products", Results<Created<Product>, ValidationProblem> ([FromBody] NewProduct request, CatalogStore store) =>
{
    if (request.Validate() is { Count: > 0 } errors)
    {
        return TypedResults.ValidationProblem(errors);
    }

    var product = store.Add(request.Name!.Trim(), request.Price!.Value, request.Stock ?? 0);
    return TypedResults.Created($"/products/{product.Id}", product);
});

// Healthy means that products can be served. ProblemHandler turns any other state into a 503 with the reason.
app.MapGet("/health", (CatalogStore store) =>
{
    var catalogue = store.Read();
    return new CatalogHealth("healthy", catalogue.SchemaVersion, catalogue.Products.Count);
});

app.Run();

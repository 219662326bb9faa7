using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using RabbitMQ.Client;
using Shop.Api;

var builder = WebApplication.CreateBuilder(args);

// Both are ready: the app host starts this program after the broker and the migrations.
await using var database = NpgsqlDataSource.Create(Address("shop"));
await using var broker = await new ConnectionFactory { Uri = new Uri(Address("queue")) }.CreateConnectionAsync();

builder.Services.AddSingleton(new Store(database));
builder.Services.AddSingleton(new OrderQueue(broker));
builder.Services.AddProblemDetails();

var app = builder.Build();

app.UseExceptionHandler();
app.UseStatusCodePages();

app.MapGet("/products", (Store store, CancellationToken cancellation) => store.ProductsAsync(cancellation));

app.MapGet("/orders", (Store store, CancellationToken cancellation) => store.OrdersAsync(cancellation));

app.MapPost("/orders", async Task<Results<Created, ProblemHttpResult>> (NewOrder order, Store store, OrderQueue queue, CancellationToken cancellation) =>
{
    if (order.Quantity < 1)
    {
        return TypedResults.Problem("The quantity must be at least 1.", statusCode: StatusCodes.Status400BadRequest);
    }

    if (await store.PlaceAsync(order, cancellation) is not { } id)
    {
        return TypedResults.Problem("There are not that many in stock.", statusCode: StatusCodes.Status409Conflict);
    }

    await queue.SendAsync(id, cancellation);
    return TypedResults.Created($"/orders/{id}");
});

// Healthy means that products can be read.
app.MapGet("/health", async (Store store, CancellationToken cancellation) => (await store.ProductsAsync(cancellation)).Count);

app.Run();

string Address(string name) => builder.Configuration.GetConnectionString(name)
    ?? throw new InvalidOperationException($"The connection string '{name}' is missing. Start this program through the app host.");

using Npgsql;
using RabbitMQ.Client;
using Shop.Worker;

var builder = Host.CreateApplicationBuilder(args);

await using var database = NpgsqlDataSource.Create(Address("shop"));
await using var broker = await new ConnectionFactory { Uri = new Uri(Address("queue")) }.CreateConnectionAsync();

builder.Services.AddSingleton(database);
builder.Services.AddSingleton(broker);
builder.Services.AddHostedService<Packer>();

builder.Build().Run();

string Address(string name) => builder.Configuration.GetConnectionString(name)
    ?? throw new InvalidOperationException($"The connection string '{name}' is missing. Start this program through the app host.");

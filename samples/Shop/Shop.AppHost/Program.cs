var builder = DistributedApplication.CreateBuilder(args);

var cache = builder.AddRedis("cache").WithImageTag("7");
var queue = builder.AddRabbitMQ("queue").WithImageTag("3").WithDataVolume();
var database = builder.AddPostgres("postgres").WithImageTag("15").WithDataVolume().AddDatabase("shop");

var migrations = builder.AddProject<Projects.Shop_Migrations>("migrations")
    .WithReference(database).WaitFor(database);

builder.AddProject<Projects.Shop_Worker>("worker")
    .WithReference(queue).WaitFor(queue)
    .WithReference(database).WaitForCompletion(migrations);

var api = builder.AddProject<Projects.Shop_Api>("api")
    .WithHttpEndpoint()
    .WithHttpHealthCheck("/health")
    .WithReference(queue).WaitFor(queue)
    .WithReference(database).WaitForCompletion(migrations);

builder.AddNodeApp("web", "../Shop.Web", "server.js")
    .WithNpm()
    .WithHttpEndpoint(env: "PORT")
    .WithExternalHttpEndpoints()
    .WithHttpHealthCheck("/health")
    .WithReference(cache).WaitFor(cache)
    .WithReference(api).WaitFor(api);

builder.Build().Run();

var builder = DistributedApplication.CreateBuilder(args);

var greeting = builder.AddParameter("greeting");

var migrations = builder.AddProject<Projects.Catalog_Migrations>("catalog-migrations");

var api = builder.AddProject<Projects.Catalog_Api>("catalog-api")
    .WithHttpEndpoint()
    .WithHttpHealthCheck("/health")
    .WaitForCompletion(migrations);

builder.AddProject<Projects.Web>("web")
    .WithHttpEndpoint()
    .WithExternalHttpEndpoints()
    .WithHttpHealthCheck("/health")
    .WithEnvironment("GREETING", greeting)
    .WithReference(api)
    .WaitFor(api);

builder.Build().Run();

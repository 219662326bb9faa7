using Microsoft.Extensions.Configuration;

var builder = DistributedApplication.CreateBuilder(args);

if (builder.Configuration["Bench"] == "crowd")
{
    for (var i = 0; i < 20; i++)
    {
        builder.AddContainer($"box{i}", "busybox", "latest")
            .WithEntrypoint("sh")
            .WithArgs("-c", "trap 'exit 0' TERM; sleep 1000 & wait")
            .WithEndpoint(targetPort: 8080, name: "tcp");
    }
}
else if (builder.Configuration["Bench"] == "redis")
{
    builder.AddRedis("server", port: 47401, password: builder.AddParameter("key", "secret")).WithImageTag("7");
}
else
{
    builder.AddPostgres("server", port: 47401, password: builder.AddParameter("key", "secret")).WithImageTag("15");
}

builder.Build().Run();

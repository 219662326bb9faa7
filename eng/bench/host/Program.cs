var builder = DistributedApplication.CreateBuilder(args);
builder.AddExecutable("true", "true", ".");
builder.Build().Run();

using AppHostSdk.Generators;
using AppHostSdk.Model;

namespace AppHostSdk.Tests;

/// <summary>Hosts that use integrations which are compiled into them, as real hosts do.</summary>
public class SourceIntegrationTests
{
    private const string Shop = """
        using Microsoft.Extensions.Configuration;
        var builder = DistributedApplication.CreateBuilder(args);

        var cache = builder.AddRedis("cache");
        var postgres = builder.AddPostgres("postgres", port: 5432).WithImageTag("16");
        var catalogDb = postgres.AddDatabase("catalogdb", "catalog");
        var identityDb = postgres.AddDatabase("identitydb");
        postgres.WithPgAdmin(admin => admin.WithHostPort(5050).WithArgs("--quiet"));
        var storage = builder.AddStorage("storage").RunAsEmulator(emulator => emulator.WithEndpoint("blob", e => { e.Port = 10000; e.IsProxied = false; }));

        var api = builder.AddProject<Projects.Api>("catalog-api")
            .WithHttpEndpoint()
            .WithReference(cache.Resource.PrimaryEndpoint!)
            .WithEnvironment("DB", catalogDb.Resource.DatabaseName)
            .WithEnvironment("DB_SERVER", catalogDb.Resource.Parent.Name)
            .WaitFor(catalogDb)
            .WaitFor(identityDb);
        if (storage.Resource.IsEmulator) api.WaitFor(storage);

        builder.AddViteApp("web", "../web").WithReference(api).WaitFor(api);
        builder.Build();
        """;

    [Fact]
    public void A_shop()
    {
        var run = Run(Shop);
        Assert.True(run.Diagnostics.IsEmpty, DiagnosticText.Of(run.Diagnostics));
        Assert.Equal((0, 0), (run.Graph.Slots.Count, run.Graph.OpenParts.Count));
        ExecutedHost.InEveryWay(run);
        Snapshot.Match(run.Source(GraphEmitter.HintName), extension: "cs");
    }

    [Theory]
    [InlineData("""var db = builder.Configuration["Db"] == "none" ? null : builder.AddPostgres("pg").AddDatabase("db"); var api = builder.AddProject<Projects.Api>("api"); if (db is not null) { api.WaitFor(db).WithEnvironment("DB", db.Resource.DatabaseName); }""", "--Db=none")]
    [InlineData("""IResourceBuilder<IResource> db = builder.ExecutionContext.IsRunMode ? builder.AddPostgres("pg").AddDatabase("db") : builder.AddParameter("db"); builder.AddProject<Projects.Api>("api").WaitFor(db);""", "")]
    [InlineData("""var pg = builder.AddPostgres("pg", password: builder.AddParameter("pw", secret: true)); foreach (var name in new[] { "a", "b" }) pg.AddDatabase(name); pg.WithPgAdmin(containerName: "admin"); if (builder.Configuration["Tag"] is "16" or "17") pg.WithImageTag("16");""", "--Tag=16")]
    [InlineData("""builder.AddPostgres("pg", port: builder.ExecutionContext.IsRunMode ? 5432 : null).WithPgAdmin(c => { if (builder.Configuration["Port"] == "1") c.WithHostPort(5050); else c.WithHostPort(null); });""", "--Port=1")]
    [InlineData("""var r = builder.AddRedis("r"); if (r is IResourceBuilder<ContainerResource> c) c.WithEndpoint("tcp", e => { if (builder.ExecutionContext.IsRunMode) e.Port = 6379; e.IsExternal = true; }); if (r.Resource is PostgresServerResource) r.WithArgs("never"); r.WithParentRelationship(builder.AddRedis("parent"));""", "")]
    [InlineData("""var all = new List<IResourceBuilder<ContainerResource>> { builder.AddRedis("a"), builder.AddStorage("s") }; foreach (var r in all.OfType<IResourceBuilder<RedisResource>>()) r.WithArgs("redis"); foreach (var r in all.Select(a => a.Resource).OfType<StorageResource>()) if (!r.IsEmulator) builder.AddParameter("not-" + r.Name);""", "")]
    public void Small_hosts(string body, string commandLine)
    {
        var run = Run("using Microsoft.Extensions.Configuration;\n" + HostCompilation.Described(body));
        Assert.True(run.Diagnostics.IsEmpty, $"{DiagnosticText.Of(run.Diagnostics)}\n{run.Source(GraphEmitter.HintName)}");
        Assert.Equal((0, 0), (run.Graph.Slots.Count, run.Graph.OpenParts.Count));
        ExecutedHost.InEveryWay(run, commandLine);
    }

    [Fact]
    public void A_mistake_made_by_an_integration_is_where_the_host_calls_it()
    {
        var run = Run(HostCompilation.Program("builder.AddPostgres(\"pg\").WithPgAdmin();\nbuilder.AddPostgres(\"other\").WithPgAdmin();"));
        var diagnostic = Expect.Only(run, "AHS0001", "WithPgAdmin");
        Assert.Equal(2, diagnostic.Location.GetLineSpan().StartLinePosition.Line);
    }

    [Fact]
    public void Who_waits_for_a_database_waits_for_its_server()
    {
        var run = Run(HostCompilation.Program("var pg = builder.AddPostgres(\"pg\");\nvar api = builder.AddProject<Projects.Api>(\"api\").WaitFor(pg.AddDatabase(\"db\"));\npg.WaitFor(api);"));
        Assert.Contains("pg → api → db → pg", Expect.Message(Expect.Only(run, "AHS1002", "api")), StringComparison.Ordinal);
    }

    private static GeneratorTestDriver Run(string program) => GeneratorTestDriver.Run(HostCompilation.Create(("Program.cs", program), ("Integration.cs", SourceIntegration.Text)));
}

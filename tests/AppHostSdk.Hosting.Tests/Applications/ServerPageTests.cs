using System.Text.Json;
using AppHostSdk.Hosting.Tests.Containers;

namespace AppHostSdk.Hosting.Tests.Applications;

/// <summary>
/// What the pages to look into servers are given. A container of another image stands in for each and uses it: the servers are real, and
/// accept what it says.
/// </summary>
public class ServerPageTests
{
    private const string Psql = "/usr/lib/postgresql/15/bin/psql -At";

    [ContainerFact]
    public async Task Pages_for_Postgres_know_every_server_and_database_and_their_passwords()
    {
        await using var app = new RunningApp();
        await File.WriteAllTextAsync(app["init.sql"], "");
        var first = app.Builder.AddPostgres("first", password: app.Builder.AddParameter("one", @"p:a\s's", secret: true)).WithImage("postgres", "15").WithInitFiles(app["init.sql"]);
        var second = app.Builder.AddPostgres("Second", app.Builder.AddParameter("user", "boss"), app.Builder.AddParameter("two", "quote\" d", secret: true)).WithImage("postgres", "15");
        first.AddDatabase("orders", "Orders 1").WithCreationScript("CREATE DATABASE \"Orders 1\" TEMPLATE template0");
        second.WithPgAdmin(admin => StandIn(admin, app, "postgres", "15", $"""
            cp /pgadmin4/servers.json /out/; stat -c '%n %u %a' /pgadmin4/* > /out/modes
            export PGPASSFILE=/pgadmin4/pgpass
            {Psql} -w -h first.dev.internal -U postgres -c 'select 1' postgres > /out/answers && {Psql} -w -h second.dev.internal -U boss -c 'select 2' postgres >> /out/answers
            """).WaitFor(first).WaitFor(second));
        first.WithPgAdmin(admin => admin.WithEnvironment("SECOND", "call"));
        first.WithPgWeb(web => StandIn(web, app, "postgres", "15", $$"""
            cp /.pgweb/bookmarks/* /out/; echo "$@" > /out/arguments
            value() { sed -n "s/^$1 = \"*\(.*[^\"]\)\"*$/\1/p" /.pgweb/bookmarks/orders.toml | sed 's/[\\]\(.\)/\1/g'; }
            PGPASSWORD=$(value password) {{Psql}} -h $(value host) -p $(value port) -U $(value user) -c 'select current_database()' "$(value database)" > /out/database
            """).WaitFor(first));

        await app.StartAsync();
        foreach (var page in new[] { "pgadmin", "pgweb" })
        {
            await app.Application.ResourceNotifications.WaitForResourceAsync(page, KnownResourceStates.Finished).InTime();
        }

        Assert.Equal("/pgadmin4/pgpass 5050 600\n/pgadmin4/servers.json 5050 600\n", await File.ReadAllTextAsync(app["pgadmin/modes"]));
        using var servers = JsonDocument.Parse(await File.ReadAllTextAsync(app["pgadmin/servers.json"]));
        Assert.Equal(
            ["1 first first.dev.internal 5432 postgres", "2 Second second.dev.internal 5432 boss"],
            servers.RootElement.GetProperty("Servers").EnumerateObject().Select(s => $"{s.Name} {s.Value.GetProperty("Name")} {s.Value.GetProperty("Host")} {s.Value.GetProperty("Port")} {s.Value.GetProperty("Username")}"));
        Assert.DoesNotContain("quote", servers.RootElement.ToString(), StringComparison.Ordinal);
        Assert.Equal("1\n2\n", await File.ReadAllTextAsync(app["pgadmin/answers"]));
        Assert.Equal("--bookmarks-dir=/.pgweb/bookmarks --sessions\n", await File.ReadAllTextAsync(app["pgweb/arguments"]));
        Assert.Equal("Orders 1\n", await File.ReadAllTextAsync(app["pgweb/database"]));
        await app.StopAsync();
    }

    [ContainerFact]
    public async Task Pages_for_Redis_know_every_server_and_its_password()
    {
        await using var app = new RunningApp();
        var first = app.Builder.AddRedis("first", password: app.Builder.AddParameter("one", "s3cret", secret: true)).WithImage("redis", "7");
        var open = app.Builder.AddRedis("open").WithImage("redis", "7");
        open.WithRedisInsight(Use).WithRedisCommander(Use).WithPassword(null);
        first.WithRedisInsight(page => page.WithHostPort(null));

        await app.StartAsync();
        var expected = new Dictionary<string, string[]>
        {
            ["redisinsight"] =
            [
                "RI_REDIS_ALIAS1=first", "RI_REDIS_ALIAS2=open", "RI_REDIS_HOST1=first.dev.internal", "RI_REDIS_HOST2=open.dev.internal", "RI_REDIS_PASSWORD1=s3cret", "RI_REDIS_PORT1=6379", "RI_REDIS_PORT2=6379",
            ],
            ["rediscommander"] = ["REDIS_HOSTS=first:first.dev.internal:6379:0:s3cret,open:open.dev.internal:6379:0"],
        };
        foreach (var (page, variables) in expected)
        {
            await app.Application.ResourceNotifications.WaitForResourceAsync(page, KnownResourceStates.Finished).InTime();
            Assert.Equal(variables, (await File.ReadAllLinesAsync(app[$"{page}/environment"])).Where(l => l.Contains("REDIS_", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
            Assert.Equal("PONG\nPONG\n", await File.ReadAllTextAsync(app[$"{page}/answers"]));
        }

        await app.StopAsync();

        void Use<T>(IResourceBuilder<T> page)
            where T : ContainerResource =>
            StandIn(page, app, "redis", "7", "env > /out/environment; redis-cli -h first --no-auth-warning -a s3cret ping > /out/answers; redis-cli -h open ping >> /out/answers").WaitFor(first).WaitFor(open);
    }

    /// <summary>Runs a script in an image that is there, with the files, variables and arguments of the page.</summary>
    private static IResourceBuilder<T> StandIn<T>(IResourceBuilder<T> page, RunningApp app, string image, string tag, string script)
        where T : ContainerResource => page
        .WithImage(image, tag)
        .WithImageRegistry("docker.io")
        .WithBindMount(app[page.Resource.Name], "/out")
        .WithContainerFiles("/", [new ContainerFile { Name = "stand-in.sh", Contents = "#!/bin/sh\n" + script, Mode = (UnixFileMode)0b111_101_101 }])
        .WithEntrypoint("/stand-in.sh");
}

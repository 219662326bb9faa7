using System.Data.Common;

namespace AppHostSdk.Hosting.Tests.Integrations;

/// <summary>Servers that take nothing but an image and a few variables: MailPit, Meilisearch, MinIO and Milvus.</summary>
public class PlainServerTests
{
    [Fact]
    public void MailPit() => ContainerText.AssertContainer(
        "mail",
        b => b.AddMailPit("mail").WithDataVolume("data"),
        """
        image docker.io/axllent/mailpit:v1.22.3
        port 1025
        port 8025
        MP_DATABASE=/data/mailpit.db
        volume data at /data
        """);

    [Fact]
    public void Meilisearch() => ContainerText.AssertContainer(
        "search",
        b => b.AddMeilisearch("search", b.AddParameter("key", secret: true)).WithDataVolume("data"),
        """
        image docker.io/getmeili/meilisearch:v1.21
        port 7700
        MEILI_MASTER_KEY=s3cret
        volume data at /meili_data
        """);

    [Fact]
    public void Minio() => ContainerText.AssertContainer(
        "files",
        b => b.AddMinioContainer("files").WithUserName(b.AddParameter("user")).WithPassword(b.AddParameter("key", secret: true)).WithDataVolume("data"),
        """
        image docker.io/minio/minio:RELEASE.2025-09-07T16-13-09Z
        port 9000
        port 9001
        MINIO_ROOT_PASSWORD=s3cret
        MINIO_ROOT_USER=boss
        volume data at /data
        argument server
        argument /data
        argument --console-address
        argument :9001
        """,
        ("files-rootPassword", "unused"));

    [Fact]
    public void Milvus() => ContainerText.AssertContainer(
        "vectors",
        b => b.AddMilvus("vectors", b.AddParameter("key", secret: true)).WithDataVolume("data").WithConfigurationFile("/milvus.yaml"),
        """
        image docker.io/milvusdb/milvus:v2.5.27
        port 19530
        port 9091
        COMMON_SECURITY_AUTHORIZATIONENABLED=true
        COMMON_SECURITY_DEFAULTROOTPASSWORD=s3cret
        COMMON_STORAGETYPE=local
        ETCD_DATA_DIR=/var/lib/milvus/etcd
        ETCD_USE_EMBED=true
        volume data at /var/lib/milvus
        files of  in /milvus/configs
        argument milvus
        argument run
        argument standalone
        """);

    [Fact]
    public void Attu() => ContainerText.AssertContainer(
        "vectors-attu",
        b => b.AddMilvus("vectors", b.AddParameter("key", secret: true)).WithAttu(),
        """
        image docker.io/zilliz/attu:v2.5
        port 3000
        MILVUS_URL=http://vectors.dev.internal:19530
        """);

    [Fact]
    public void Addresses()
    {
        var mail = ConnectionReader.Read(b => b.AddMailPit("mail"));
        Assert.Equal("smtp://localhost:40001", Read(mail, "mail", "Endpoint"));
        Assert.Equal(("localhost", "40001", "smtp://localhost:40001"), (mail["MAIL_HOST"], mail["MAIL_PORT"], mail["MAIL_URI"]));

        var search = ConnectionReader.Read(b => b.AddMeilisearch("search"), ("search-masterKey", "a;b"));
        Assert.Equal(("http://localhost:40001", "a;b"), (Read(search, "search", "Endpoint"), Read(search, "search", "MasterKey")));
        Assert.Equal(("localhost", "40001", "a;b", "http://localhost:40001"), (search["SEARCH_HOST"], search["SEARCH_PORT"], search["SEARCH_MASTERKEY"], search["SEARCH_URI"]));

        var files = ConnectionReader.Read(b => b.AddMinioContainer("files", b.AddParameter("user")), ("user", "u;x"), ("files-rootPassword", "a;b"));
        Assert.Equal(("http://localhost:40001", "u;x", "a;b"), (Read(files, "files", "Endpoint"), Read(files, "files", "AccessKey"), Read(files, "files", "SecretKey")));
        Assert.Equal(("localhost", "40001", "u;x", "a;b", "http://localhost:40001"), (files["FILES_HOST"], files["FILES_PORT"], files["FILES_USERNAME"], files["FILES_PASSWORD"], files["FILES_URI"]));

        var vectors = ConnectionReader.Read(b => b.AddMilvus("vectors").AddDatabase("orders", "Orders;1"), ("vectors-key", "pw"));
        Assert.Equal(("http://localhost:40001", "root:pw", "Orders;1"), (Read(vectors, "orders", "Endpoint"), Read(vectors, "orders", "Key"), Read(vectors, "orders", "Database")));
        Assert.Equal(
            ("localhost", "40001", "root:pw", "http://localhost:40001", "Orders;1"),
            (vectors["ORDERS_HOST"], vectors["ORDERS_PORT"], vectors["ORDERS_TOKEN"], vectors["ORDERS_URI"], vectors["ORDERS_DATABASENAME"]));
    }

    [Fact]
    public async Task MailPit_is_healthy_when_it_lives_and_is_ready()
    {
        await using var app = new RunningApp();
        var server = app.Builder.AddMailPit("mail");
        await HttpStandIn.AssertHealthyAsync(app, server, server.Resource.HttpEndpoint, _ => Task.CompletedTask, "GET /livez", "GET /readyz");
    }

    [Fact]
    public async Task Meilisearch_is_healthy_when_it_says_so()
    {
        await using var app = new RunningApp();
        var server = app.Builder.AddMeilisearch("search", app.Builder.AddParameter("key", "s3cret", secret: true));
        await HttpStandIn.AssertHealthyAsync(app, server, server.Resource.PrimaryEndpoint, _ => Task.CompletedTask, "GET /health");
    }

    [Fact]
    public async Task Minio_is_healthy_when_it_can_be_read_and_written()
    {
        await using var app = new RunningApp();
        var server = app.Builder.AddMinioContainer("files", rootPassword: app.Builder.AddParameter("key", "s3cret", secret: true));
        await HttpStandIn.AssertHealthyAsync(
            app, server, server.Resource.PrimaryEndpoint, _ => Task.CompletedTask, "GET /minio/health/live", "GET /minio/health/cluster", "GET /minio/health/cluster/read");
    }

    [Fact]
    public async Task Milvus_is_healthy_when_it_says_so_at_its_port_for_management()
    {
        await using var app = new RunningApp();
        var server = app.Builder.AddMilvus("vectors", app.Builder.AddParameter("key", "s3cret", secret: true));
        await HttpStandIn.AssertHealthyAsync(app, server, server.GetEndpoint("management"), _ => Task.CompletedTask, "GET /healthz");
    }

    private static string Read(Dictionary<string, string> environment, string name, string key) =>
        (string)new DbConnectionStringBuilder { ConnectionString = environment["ConnectionStrings__" + name] }[key];
}

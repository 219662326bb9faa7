using static AppHostSdk.Hosting.Tests.Integrations.ContainerText;

namespace AppHostSdk.Hosting.Tests.Integrations;

/// <summary>The containers that servers and their pages are made of.</summary>
public class ServerContainerTests
{
    [Fact]
    public void SqlServer() => AssertContainer(
        "sql",
        b => b.AddSqlServer("sql", b.AddParameter("key", secret: true)).WithDataVolume("data"),
        """
        image mcr.microsoft.com/mssql/server:2022-latest
        port 1433
        ACCEPT_EULA=Y
        MSSQL_SA_PASSWORD=s3cret
        volume data at /var/opt/mssql
        """);

    [Fact]
    public void SqlServer_with_a_directory() => AssertContainer(
        "sql",
        b => b.AddSqlServer("sql", b.AddParameter("other", secret: true)).WithPassword(b.AddParameter("key", secret: true)).WithDataBindMount("../data", isReadOnly: true),
        """
        image mcr.microsoft.com/mssql/server:2022-latest
        port 1433
        ACCEPT_EULA=Y
        MSSQL_SA_PASSWORD=s3cret
        mount /data at /var/opt/mssql read only
        """);

    [Fact]
    public void MySql() => AssertContainer(
        "db",
        b => b.AddMySql("db", b.AddParameter("key", secret: true)).WithDataVolume("data").WithInitFiles("/init").WithInitBindMount("/scripts"),
        """
        image docker.io/library/mysql:9.7
        port 3306
        MYSQL_ROOT_PASSWORD=s3cret
        volume data at /var/lib/mysql
        mount /scripts at /docker-entrypoint-initdb.d read only
        files of /init in /docker-entrypoint-initdb.d
        """);

    [Fact]
    public void PhpMyAdmin() => AssertContainer(
        "phpmyadmin",
        b => b.AddMySql("db", b.AddParameter("key", secret: true)).WithPhpMyAdmin(),
        """
        image docker.io/library/phpmyadmin:5.2
        port 80
        """);

    [Fact]
    public void MongoDB() => AssertContainer(
        "mongo",
        b => b.AddMongoDB("mongo", userName: b.AddParameter("user"), password: b.AddParameter("key", secret: true)).WithDataVolume("data").WithInitFiles("/init").WithInitBindMount("/scripts"),
        """
        image docker.io/library/mongo:8.3
        port 27017
        MONGO_INITDB_ROOT_PASSWORD=s3cret
        MONGO_INITDB_ROOT_USERNAME=boss
        volume data at /data/db
        mount /scripts at /docker-entrypoint-initdb.d read only
        files of /init in /docker-entrypoint-initdb.d
        """);

    [Fact]
    public void MongoExpress() => AssertContainer(
        "mongo-mongoexpress",
        b => b.AddMongoDB("mongo", password: b.AddParameter("key", secret: true)).WithMongoExpress(),
        """
        image docker.io/library/mongo-express:1.0
        port 8081
        ME_CONFIG_BASICAUTH=false
        ME_CONFIG_MONGODB_ADMINPASSWORD=s3cret
        ME_CONFIG_MONGODB_ADMINUSERNAME=admin
        ME_CONFIG_MONGODB_PORT=27017
        ME_CONFIG_MONGODB_SERVER=mongo.dev.internal
        """);

    [Fact]
    public void Valkey() => AssertContainer(
        "cache",
        b => b.AddValkey("cache", password: b.AddParameter("key", secret: true)).WithDataVolume("data").WithArgs("--maxmemory", "1mb"),
        """
        image docker.io/valkey/valkey:9.1
        port 6379
        VALKEY_PASSWORD=s3cret
        volume data at /data
        entry point /bin/sh
        argument -c
        argument conf=
        [ -z "$VALKEY_PASSWORD" ] || conf="requirepass \"$(printf %s "$VALKEY_PASSWORD" | sed 's/[\\"]/\\&/g')\""
        exec docker-entrypoint.sh valkey-server - "$@" <<END
        $conf
        END
        argument valkey
        argument --save
        argument 60
        argument 1
        argument --maxmemory
        argument 1mb
        """);

    [Fact]
    public void Kafka() => AssertContainer(
        "kafka",
        b => b.AddKafka("kafka", port: 5092).WithDataVolume("data"),
        """
        image docker.io/confluentinc/confluent-local:8.2.0
        port 9092
        port 9093
        KAFKA_ADVERTISED_LISTENERS=PLAINTEXT://localhost:29092,PLAINTEXT_HOST://localhost:5092,PLAINTEXT_INTERNAL://kafka.dev.internal:9093
        KAFKA_LISTENERS=PLAINTEXT://localhost:29092,CONTROLLER://localhost:29093,PLAINTEXT_HOST://0.0.0.0:9092,PLAINTEXT_INTERNAL://0.0.0.0:9093
        KAFKA_LISTENER_SECURITY_PROTOCOL_MAP=CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT,PLAINTEXT_HOST:PLAINTEXT,PLAINTEXT_INTERNAL:PLAINTEXT
        KAFKA_LOG_DIRS=/var/lib/kafka/data
        volume data at /var/lib/kafka/data
        """);

    [Fact]
    public void Seq() => AssertContainer(
        "seq",
        b => b.AddSeq("seq").WithDataVolume("data"),
        """
        image docker.io/datalust/seq:2025.2
        port 80
        ACCEPT_EULA=Y
        SEQ_FIRSTRUN_NOAUTHENTICATION=True
        volume data at /data
        """);

    [Fact]
    public void Seq_with_a_password() => AssertContainer(
        "seq",
        b => b.AddSeq("seq", b.AddParameter("key", secret: true)),
        """
        image docker.io/datalust/seq:2025.2
        port 80
        ACCEPT_EULA=Y
        SEQ_FIRSTRUN_ADMINPASSWORD=s3cret
        """);

    [Fact]
    public void Keycloak() => AssertContainer(
        "keycloak",
        b => b.AddKeycloak("keycloak", adminUsername: b.AddParameter("user"), adminPassword: b.AddParameter("key", secret: true))
            .WithDataVolume("data").WithRealmImport("/realms").WithEnabledFeatures("scripts").WithEnabledFeatures("docker").WithDisabledFeatures("admin", "impersonation"),
        """
        image quay.io/keycloak/keycloak:26.6
        port 8080
        port 9000
        KC_BOOTSTRAP_ADMIN_PASSWORD=s3cret
        KC_BOOTSTRAP_ADMIN_USERNAME=boss
        KC_FEATURES=scripts,docker
        KC_FEATURES_DISABLED=admin,impersonation
        KC_HEALTH_ENABLED=true
        volume data at /opt/keycloak/data
        files of /realms in /opt/keycloak/data/import owned by 1000
        argument start-dev
        argument --import-realm
        """);

    [Fact]
    public void Qdrant() => AssertContainer(
        "qdrant",
        b => b.AddQdrant("qdrant", b.AddParameter("key", secret: true)).WithDataVolume("data"),
        """
        image docker.io/qdrant/qdrant:v1.18.0
        port 6334
        port 6333
        QDRANT__SERVICE__API_KEY=s3cret
        volume data at /qdrant/storage
        """);
}

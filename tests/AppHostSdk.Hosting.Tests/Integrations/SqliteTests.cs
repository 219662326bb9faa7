using Microsoft.Data.Sqlite;

namespace AppHostSdk.Hosting.Tests.Integrations;

/// <summary>SQLite: its file, its connection string and its page.</summary>
public class SqliteTests
{
    [Fact]
    public void Client_reads_what_was_given()
    {
        var environment = ConnectionReader.Read(b => b.AddSqlite("db", "/some dir;x", "a'b.db"));

        var read = new SqliteConnectionStringBuilder(environment["ConnectionStrings__db"]);
        Assert.Equal(("/some dir;x/a'b.db", SqliteCacheMode.Shared, SqliteOpenMode.ReadWriteCreate), (read.DataSource, read.Cache, read.Mode));
        Assert.Equal("/some dir;x/a'b.db", environment["DB_DATASOURCE"]);
    }

    [Fact]
    public void Page() => ContainerText.AssertContainer(
        "db-sqliteweb",
        b => b.AddSqlite("db", "/files", "a.db").WithSqliteWeb(),
        """
        image ghcr.io/coleifer/sqlite-web:0.8.0
        port 8080
        mount /files at /data
        argument a.db
        """);

    [Fact]
    public async Task The_file_is_there_before_anything_starts_and_stays()
    {
        using var directory = new TemporaryDirectory();
        foreach (var expected in new[] { 1L, 2L })
        {
            await using var app = new RunningApp();
            var db = app.Builder.AddSqlite("db", directory["new"]);
            app.Child("consumer").WithReference(db).WaitFor(db);
            await app.RunAsync();

            if (expected == 1L)
            {
                Assert.Equal(0, new FileInfo(directory["new/db.db"]).Length);
            }

            await using var connection = new SqliteConnection(app.ReportOf("consumer").Environment["ConnectionStrings__db"] + ";Pooling=False");
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = "CREATE TABLE IF NOT EXISTS runs (number int); INSERT INTO runs VALUES (1); SELECT count(*) FROM runs";
            Assert.Equal(expected, await command.ExecuteScalarAsync());
        }
    }

    [Fact]
    public void The_directory_is_one_of_the_app_host_which_no_build_removes()
    {
        string? directory = null;
        var environment = ConnectionReader.Read(b =>
        {
            directory = b.AppHostDirectory;
            return b.AddSqlite("db");
        });

        Assert.Equal(Path.Combine(directory!, ".data", "db.db"), environment["DB_DATASOURCE"]);
    }
}

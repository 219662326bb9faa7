using System.Net;
using System.Text.Json;
using AppHostSdk.Hosting.Tests.Containers;
using Npgsql;

namespace AppHostSdk.Tests;

/// <summary>The sample with real servers: a page in Node.js, Redis, an API, PostgreSQL, RabbitMQ and a worker.</summary>
[Collection(PackedFeedTests.Name)]
public class ShopTests(PackedFeed feed)
{
    [ContainerFact]
    public async Task It_does_what_was_planned()
    {
        var sample = ShopSample.Copy(feed, "planned-shop");
        File.WriteAllText(sample.ProgramFile, File.ReadAllText(sample.ProgramFile).Replace(".WithDataVolume()", "", StringComparison.Ordinal));
        await sample.BuildAsync();

        var steps = await ExecutedPlan.AssertAsync(sample.HostDirectory, sample.Profile);

        Assert.Contains(steps, s => s.EndsWith(" CreateNetwork", StringComparison.Ordinal));
        Assert.Contains(steps, s => s.EndsWith(" BecomeHealthy cache", StringComparison.Ordinal));
    }

    [ContainerFact]
    public async Task An_order_reaches_database_cache_and_worker_and_is_kept_with_the_volume_and_not_without()
    {
        var sample = ShopSample.Copy(feed, "shop");
        await sample.BuildAsync();
        IReadOnlyList<string> volumes = [];
        try
        {
            await using (var first = await sample.StartAsync())
            {
                volumes = await first.VolumesAsync();
                Assert.Equal(2, volumes.Count);
                Assert.Contains("12 in stock", await PageAsync(first), StringComparison.Ordinal);

                var (status, _) = await OrderAsync(first, product: 1, quantity: 2);

                Assert.Equal(HttpStatusCode.OK, status);
                await first.Command.LineAsync(line => line.EndsWith("packed order 1", StringComparison.Ordinal));
                Assert.Equal("packed, 10 left", await AskDatabaseAsync(first));
                Assert.Contains("""{"id":1,"name":"Walnut desk lamp","price":89,"stock":10}""", await first.AskCacheAsync(PasswordOf(sample, "cache"), "products"), StringComparison.Ordinal);
                Assert.Contains("products from Redis", await PageAsync(first), StringComparison.Ordinal);

                (status, var refusal) = await OrderAsync(first, product: 1, quantity: 11);
                Assert.Equal((HttpStatusCode.Conflict, "There are not that many in stock."), (status, refusal));
                await first.StopAsync();
            }

            await using (var second = await sample.StartAsync())
            {
                Assert.DoesNotContain("applied migration", second.Command.Output, StringComparison.Ordinal);
                Assert.Contains("2 × Walnut desk lamp", await PageAsync(second), StringComparison.Ordinal);
                Assert.Equal("packed, 10 left", await AskDatabaseAsync(second));
                await second.StopAsync();
            }

            File.WriteAllText(sample.ProgramFile, File.ReadAllText(sample.ProgramFile).Replace(".WithDataVolume()", "", StringComparison.Ordinal));
            await sample.BuildAsync();
            await using var without = await sample.StartAsync();
            Assert.Empty(await without.VolumesAsync());
            var page = await PageAsync(without);
            Assert.Contains("12 in stock", page, StringComparison.Ordinal);
            Assert.DoesNotContain("2 × Walnut desk lamp", page, StringComparison.Ordinal);
            await without.StopAsync();
        }
        finally
        {
            foreach (var volume in volumes)
            {
                await RawEngine.DeleteAsync($"volumes/{volume}?force=1");
            }
        }
    }

    [ContainerFact]
    public async Task Killed_host_leaves_its_data_and_nothing_else()
    {
        var sample = ShopSample.Copy(feed, "killed-shop");
        await sample.BuildAsync();
        IReadOnlyList<string> volumes = [];
        try
        {
            await using (var killed = await sample.StartAsync())
            {
                volumes = await killed.VolumesAsync();
                await OrderAsync(killed, product: 1, quantity: 2);
                await killed.Command.LineAsync(line => line.EndsWith("packed order 1", StringComparison.Ordinal));
                await killed.KillAsync();
            }

            await using var next = await sample.StartAsync();
            Assert.Equal(volumes.Order(), (await next.VolumesAsync()).Order());
            Assert.Equal("packed, 10 left", await AskDatabaseAsync(next));
            await next.StopAsync();
        }
        finally
        {
            foreach (var volume in volumes)
            {
                await RawEngine.DeleteAsync($"volumes/{volume}?force=1");
            }
        }
    }

    private static async Task<string> PageAsync(ShopRun run)
    {
        using var client = new HttpClient();
        return await client.GetStringAsync(run.AddressOf("web"));
    }

    /// <summary>Orders as the page's form does, and follows to the page that it leads to.</summary>
    private static async Task<(HttpStatusCode Status, string Page)> OrderAsync(ShopRun run, int product, int quantity)
    {
        using var client = new HttpClient();
        using var form = new FormUrlEncodedContent([new("product", $"{product}"), new("quantity", $"{quantity}")]);
        using var answer = await client.PostAsync(new Uri(run.AddressOf("web"), "/orders"), form);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    /// <summary>What has become of the first order and of the product it was for.</summary>
    private static async Task<string> AskDatabaseAsync(ShopRun run)
    {
        await using var database = NpgsqlDataSource.Create(run.Database);
        await using var command = database.CreateCommand("SELECT o.state || ', ' || p.stock || ' left' FROM orders o JOIN products p ON p.id = o.product_id WHERE o.id = 1");
        return (string)(await command.ExecuteScalarAsync())!;
    }

    private static string PasswordOf(ShopSample sample, string resource)
    {
        using var secrets = JsonDocument.Parse(File.ReadAllText(sample.SecretsFile));
        return secrets.RootElement.GetProperty($"Parameters:{resource}-password").GetString()!;
    }
}

namespace AppHostSdk.Hosting.Tests.Integrations;

public class OrleansTests
{
    [Fact]
    public void A_cluster_without_clustering_is_refused()
    {
        var builder = Apps.Builder();
        var cluster = builder.AddOrleans("cluster").WithMemoryReminders();

        var silo = Assert.Throws<ArgumentException>(() => builder.AddContainer("silo", "silo").WithReference(cluster));
        var client = Assert.Throws<ArgumentException>(() => builder.AddContainer("client", "client").WithReference(cluster.AsClient()));

        Assert.All([silo, client], e => Assert.StartsWith("The Orleans cluster has no clustering. Call WithClustering or WithDevelopmentClustering on it first.", e.Message, StringComparison.Ordinal));
    }
}

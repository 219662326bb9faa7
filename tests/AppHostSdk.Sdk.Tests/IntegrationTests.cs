namespace AppHostSdk.Tests;

/// <summary>A class library of authoring methods that is compiled into the host.</summary>
[Collection(PackedFeedTests.Name)]
public class IntegrationTests(PackedFeed feed)
{
    [Fact]
    public async Task A_referenced_integration_is_followed_as_if_it_were_written_in_the_host()
    {
        var solution = ConsumerSolution.Create(feed, "integration", """
            using Shop.Integration;

            var builder = DistributedApplication.CreateBuilder(args);
            var greeter = builder.AddProject<Projects.Shop_Greeter>("greeter").WithWhom(Names.World);
            builder.AddProject<Projects.Shop_Greeter>("second").WithWhom(typeof(StringBuilder).Name).After(greeter);
            builder.Build().Run();
            """);
        var host = Path.Combine(solution.HostDirectory, "Shop.AppHost.csproj");
        File.WriteAllText(host, File.ReadAllText(host).Replace(
            "<ProjectReference Include=",
            "<ProjectReference Include=\"../Shop.Integration/Shop.Integration.csproj\" IsAppHostIntegration=\"true\" />\n    <ProjectReference Include=",
            StringComparison.Ordinal));
        solution.Write("Shop.Integration/Shop.Integration.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                <Nullable>enable</Nullable>
                <DefineConstants>$(DefineConstants);POLITE</DefineConstants>
              </PropertyGroup>
              <ItemGroup>
                <Using Include="System.Text" />
                <Using Include="AppHostSdk" />
                <PackageReference Include="AppHostSdk.Hosting" Version="{feed.Version}" />
              </ItemGroup>
            </Project>
            """);
        solution.Write("Shop.Integration/Names.cs", "namespace Shop.Integration;\npublic static class Names { public const string World = \"world\"; }\n");
        solution.Write("Shop.Integration/Inner/Extensions.cs", """
            namespace Shop.Integration;

            public static class Extensions
            {
                public static IResourceBuilder<T> WithWhom<T>(this IResourceBuilder<T> builder, string whom) where T : IResourceWithEnvironment =>
            #if POLITE
                    builder.WithEnvironment("WHOM", "dear " + whom);
            #else
                    builder.WithEnvironment("WHOM", whom);
            #endif

                public static IResourceBuilder<T> After<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResource> other) where T : IResourceWithWaitSupport =>
                    builder.WaitForCompletion(other);
            }
            """);

        var (buildCode, build) = await solution.BuildAsync();
        Assert.True(buildCode == 0, build);
        Assert.Contains(" 0 Warning(s)", build, StringComparison.Ordinal);
        var model = File.ReadAllText(solution.Generated("AppModel.g.cs"));
        Assert.Contains("new EnvironmentVariable(\"WHOM\", new ModelValue.Text(\"dear world\"))", model, StringComparison.Ordinal);
        Assert.Contains("starts after greeter has ended", model, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(solution.Directory, "Shop.Integration", "bin")), "The integration was built.");

        var (exitCode, output) = await solution.RunBuiltAsync(Path.GetTempPath());
        Assert.True(exitCode == 0, output);
        Assert.Contains("second | hello dear StringBuilder from", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Packages_of_Aspire_that_have_a_counterpart_are_replaced_by_it()
    {
        var solution = ConsumerSolution.Create(feed, "counterparts", """
            var builder = DistributedApplication.CreateBuilder(args);
            var db = builder.AddPostgres("postgres").WithDataVolume().AddDatabase("orders");
            builder.AddProject<Projects.Shop_Greeter>("greeter").WithStores(db, builder.AddRedis("cache")).WaitFor(db);
            builder.AddNodeApp("page", ".", "page.js");
            builder.Build().Run();
            """, online: true);
        solution.Write("Shop.AppHost/page.js", "");

        // As helpers of Aspire are found: the namespace is imported by the SDK, and so are those that they use.
        solution.Write("Shop.AppHost/Extensions.cs", """
            namespace Aspire.Hosting;

            internal static class ShopExtensions
            {
                public static IResourceBuilder<ProjectResource> WithStores(
                    this IResourceBuilder<ProjectResource> builder, params IResourceBuilder<IResourceWithConnectionString>[] stores)
                {
                    foreach (var store in stores)
                    {
                        builder.WithReference(store);
                    }

                    return builder;
                }
            }
            """);
        var host = Path.Combine(solution.HostDirectory, "Shop.AppHost.csproj");
        File.WriteAllText(host, File.ReadAllText(host).Replace(
            "<ProjectReference Include=",
            "<PackageReference Include=\"Aspire.Hosting.NodeJs\" Version=\"9.5.0\" />\n    <PackageReference Include=\"Aspire.Hosting.Redis\" Version=\"9.5.0\" />\n    <PackageReference Include=\"Aspire.Hosting.PostgreSQL\" Version=\"9.5.0\" />\n    <ProjectReference Include=",
            StringComparison.Ordinal));

        var (buildCode, build) = await solution.BuildAsync();

        Assert.True(buildCode == 0, build);
        Assert.Contains(" 0 Warning(s)", build, StringComparison.Ordinal);
        var model = File.ReadAllText(solution.Generated("AppModel.g.cs"));
        Assert.Contains("//   orders             logical", model, StringComparison.Ordinal);
        Assert.Contains("refers to orders, cache; starts after orders", model, StringComparison.Ordinal);
    }

    /// <summary>Every row of the table, in whatever case the project file writes the name.</summary>
    [Fact]
    public async Task Each_package_of_Aspire_in_the_table_is_replaced()
    {
        var rows = System.Xml.Linq.XDocument.Load(Path.Combine(Repo.Root, "sdk/AppHostSdk/Sdk/AppHostSdk.KnownIntegrations.props")).Descendants("_AppHostKnownIntegration").ToList();
        var solution = ConsumerSolution.Create(feed, "table", "DistributedApplication.CreateBuilder(args).Build().Run();");
        var host = Path.Combine(solution.HostDirectory, "Shop.AppHost.csproj");
        var references = rows.SelectMany(row => row.Attribute("For")!.Value.Split(';')).Select(id => $"<PackageReference Include=\"{id.ToLowerInvariant()}\" Version=\"9.5.0\" />");
        File.WriteAllText(host, File.ReadAllText(host).Replace("<ProjectReference Include=", string.Concat(references) + "<ProjectReference Include=", StringComparison.Ordinal));

        var (exitCode, output) = await Command.RunAsync(solution.HostDirectory, "dotnet", ["msbuild", "-nologo", "-getItem:PackageReference"]);

        Assert.True(exitCode == 0, output);
        using var items = System.Text.Json.JsonDocument.Parse(output);
        Assert.Equal(
            rows.Select(row => (row.Attribute("Include")!.Value, feed.Version)).Order(),
            items.RootElement.GetProperty("Items").GetProperty("PackageReference").EnumerateArray()
                .Select(item => (item.GetProperty("Identity").GetString()!, item.GetProperty("Version").GetString()!))
                .Where(item => item.Item1 != "AppHostSdk.Hosting")
                .Order());
    }

    [Fact]
    public async Task The_run_time_is_the_one_with_machine_code_where_there_is_one_for_this_machine_and_little_is_compiled_again()
    {
        var solution = ConsumerSolution.Create(feed, "ahead", """
            DistributedApplication.CreateBuilder(args).Build().Run();
            Console.WriteLine("loaded: " + string.Join(' ', AppDomain.CurrentDomain.GetAssemblies().Select(a => a.GetName().Name)));
            """);

        var (buildCode, build) = await solution.BuildAsync();

        Assert.True(buildCode == 0, build);
        foreach (var name in new[] { "AppHostSdk.Hosting", "AppHostSdk.Model" })
        {
            var package = Path.Combine(feed.Directory, "cache", name.ToLowerInvariant(), feed.Version);
            var ahead = Path.Combine(package, "tools/r2r", System.Runtime.InteropServices.RuntimeInformation.RuntimeIdentifier, name + ".dll");
            Assert.Equal(
                await File.ReadAllBytesAsync(File.Exists(ahead) ? ahead : Path.Combine(package, "lib/net10.0", name + ".dll")),
                await File.ReadAllBytesAsync(Path.Combine(solution.HostDirectory, "bin/Debug/net10.0", name + ".dll")));
            Assert.True(File.Exists(Path.Combine(package, "tools/r2r/linux-x64", name + ".dll")), "The package holds no code compiled ahead.");
        }

        var settings = await File.ReadAllTextAsync(Assert.Single(
            Directory.GetFiles(Path.Combine(solution.HostDirectory, "bin/Debug/net10.0"), "*.runtimeconfig.json"),
            file => !file.EndsWith("AppHostSdk.Sentinel.runtimeconfig.json", StringComparison.Ordinal)));
        Assert.Contains("\"System.Runtime.TieredPGO\": false", settings, StringComparison.Ordinal);
        Assert.Contains("\"System.Runtime.TieredCompilation.CallCountThreshold\": 1000", settings, StringComparison.Ordinal);
        Assert.Contains("\"System.Threading.ThreadPool.UnfairSemaphoreSpinLimit\": 0", settings, StringComparison.Ordinal);

        var (exitCode, output) = await solution.RunBuiltAsync(Path.GetTempPath());
        Assert.True(exitCode == 0, output);
        Assert.Contains("loaded: ", output, StringComparison.Ordinal);
        Assert.DoesNotContain("System.CommandLine", output, StringComparison.Ordinal);

        // Code compiled ahead may load what the same code compiled at the start does not.
        var (helpCode, help) = await Command.RunAsync(Path.GetTempPath(), Path.Combine(solution.HostDirectory, "bin/Debug/net10.0/Shop.AppHost"), ["--help"]);
        Assert.True(helpCode == 0, help);
        Assert.Contains("Usage: dotnet run -- [verb] [options]", help, StringComparison.Ordinal);
        Assert.Contains("System.CommandLine", help, StringComparison.Ordinal);
    }
}

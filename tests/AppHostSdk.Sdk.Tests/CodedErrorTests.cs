using System.Text.RegularExpressions;

namespace AppHostSdk.Tests;

/// <summary>What the build says about a host or a reference that cannot work: once, with an id, at the file to change.</summary>
[Collection(PackedFeedTests.Name)]
public class CodedErrorTests(PackedFeed feed)
{
    private const string Program = """
        var builder = DistributedApplication.CreateBuilder(args);
        builder.AddProject<Projects.Shop_Greeter>("greeter").WithEnvironment("WHOM", "world");
        builder.Build().Run();
        """;

    [Theory]
    [InlineData("old-framework", "<TargetFramework>net10.0<", "<TargetFramework>net9.0<", "csproj(4) : error AHS3004: An app host targets net10.0 or newer, and this one targets 'net9.0'.")]
    [InlineData("old-frameworks", "<TargetFramework>net10.0</TargetFramework>", "<TargetFrameworks>net10.0;net8.0</TargetFrameworks>", "csproj(4) : error AHS3004: An app host targets net10.0 or newer, and this one targets 'net10.0;net8.0'.")]
    [InlineData("netstandard", "<TargetFramework>net10.0<", "<TargetFramework>netstandard2.0<", "csproj(4) : error AHS3004: An app host targets net10.0 or newer, and this one targets 'netstandard2.0'.")]
    [InlineData("no-framework", "<TargetFramework>net10.0</TargetFramework>", "", "csproj : error AHS3004: An app host targets net10.0 or newer, and this one does not say what it targets. Add <TargetFramework>net10.0</TargetFramework>")]
    [InlineData("old-sdk", "<Nullable>", "<NETCoreSdkVersion>9.0.300</NETCoreSdkVersion><Nullable>", "csproj : error AHS3005: An app host is built by the .NET SDK 10.0.100 or newer; this is 9.0.300.")]
    [InlineData("old-language", "<Nullable>", "<LangVersion>10.0</LangVersion><Nullable>", "csproj : error AHS3006: An app host is compiled as C# 12 or newer, and LangVersion is '10.0'.")]
    [InlineData("wrong-type-name", "Greeter.csproj\"", "Greeter.csproj\" AppHostProjectTypeName=\"shop-greeter\"", "csproj : error AHS3002: 'shop-greeter' is no name for a type, and the project '../Shop.Greeter/Shop.Greeter.csproj' needs one")]
    [InlineData("missing-project", "Greeter.csproj\"", "Greetr.csproj\"", "csproj : error AHS3003: The app host refers to the project '../Shop.Greeter/Shop.Greetr.csproj', which does not exist.")]
    [InlineData("own-name", "Greeter.csproj\"", "Greeter.csproj\" AppHostProjectTypeName=\"Shop_AppHost\"", "csproj : error AHS3001: The project '../Shop.Greeter/Shop.Greeter.csproj' and this app host would both be Projects.Shop_AppHost.")]
    [InlineData("aspire-integration", "</ItemGroup>", "<PackageReference Include=\"CommunityToolkit.Aspire.Hosting.RavenDB\" Version=\"9.0.0\" /></ItemGroup>", "csproj : error AHS3008: These packages extend Aspire's app host, and AppHost SDK has no counterpart for them yet. Remove their references, and write instead: CommunityToolkit.Aspire.Hosting.RavenDB: AddContainer with the image ravendb/ravendb.")]
    [InlineData("downgraded", "<Nullable>", "<AppHostDowngradeErrors>AHS1O03</AppHostDowngradeErrors><Nullable>", "csproj(5,1): error AHS3015: AppHostDowngradeErrors lists 'AHS1O03', which is not the id of an error.")]
    [InlineData("no-generator", "<Nullable>", "<AppHostImplicitHostingReference>false</AppHostImplicitHostingReference><Nullable>", "csproj : error AHS3007: The compiler gets no generator of AppHost SDK")]
    public async Task Host_that_cannot_work(string name, string right, string wrong, string expected)
    {
        var solution = ConsumerSolution.Create(feed, "coded-" + name, Program);
        solution.ChangeHost(right, wrong);

        var (exitCode, output) = await solution.BuildAsync();

        Assert.NotEqual(0, exitCode);
        Assert.True(output.Contains(expected, StringComparison.Ordinal), $"Not found: {expected}\n{output}");
        var errors = output.Split('\n').Where(l => l.Contains(" error ", StringComparison.Ordinal) && l.Contains(": error", StringComparison.Ordinal)).Select(l => l.Trim()).Distinct();
        Assert.Single(errors);
        Assert.True(File.Exists(Path.Combine(Repo.Root, "docs", "diagnostics", Regex.Match(expected, "AHS\\d{4}").Value + ".md")));
    }

    [Fact]
    public async Task Packages_of_Aspire_are_one_list_with_what_to_do_for_each()
    {
        var solution = ConsumerSolution.Create(feed, "coded-packages", Program);
        solution.ChangeHost("</ItemGroup>", string.Concat(
            new[]
            {
                "Aspire.Hosting.Redis", "communitytoolkit.aspire.hosting.ravendb", "CommunityToolkit.Aspire.Hosting.SurrealDb", "Scalar.Aspire", "Elastic.Aspire.Hosting.Elasticsearch", "HotChocolate.Fusion.Aspire",
                "Aspire.Hosting.Azure.ServiceBus", "Aspire.Hosting.Kubernetes", "CommunityToolkit.Aspire.Hosting.NewThing", "Keycloak.AuthServices.Aspire.Hosting",
                "Aspire.Npgsql", "CommunityToolkit.Aspire.OllamaSharp", "My.Aspire.Defaults",
            }.Select(id => $"<PackageReference Include=\"{id}\" Version=\"9.0.0\" />")) + "</ItemGroup>");

        var (exitCode, output) = await solution.BuildAsync();

        Assert.NotEqual(0, exitCode);
        var error = Assert.Single(output.Split('\n').Where(l => l.Contains("AHS3008", StringComparison.Ordinal)).Select(l => l.Trim()).Distinct());
        Assert.Equal(
            [
                "Aspire.Hosting.Azure.ServiceBus: AddConnectionString for what exists, or AddContainer with its emulator",
                "Aspire.Hosting.Kubernetes: nothing, it is for publishing only",
                "CommunityToolkit.Aspire.Hosting.NewThing: AddContainer, AddExecutable or a library of your own",
                "CommunityToolkit.Aspire.Hosting.RavenDB: AddContainer with the image ravendb/ravendb",
                "CommunityToolkit.Aspire.Hosting.SurrealDb: AddContainer with the image surrealdb/surrealdb",
                "Elastic.Aspire.Hosting.Elasticsearch: AddElasticsearch of AppHostSdk.Elasticsearch",
                "HotChocolate.Fusion.Aspire: AddContainer, AddExecutable or a library of your own",
                "Keycloak.AuthServices.Aspire.Hosting: AddContainer, AddExecutable or a library of your own",
                "Scalar.Aspire: AddContainer, AddExecutable or a library of your own",
            ],
            Regex.Match(error, "write instead: (.*?)\\.( |$)").Groups[1].Value.Split("; ").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Central_version_of_the_run_time()
    {
        var solution = ConsumerSolution.Create(feed, "coded-central", Program);
        solution.ChangeHost("</ItemGroup>", "<PackageReference Include=\"Aspire.Hosting.Redis\" /></ItemGroup>");
        WriteCentralVersion("99.0.0");

        var (exitCode, output) = await solution.BuildAsync();
        Assert.NotEqual(0, exitCode);
        var error = Assert.Single(output.Split('\n').Where(l => l.Contains(": error", StringComparison.Ordinal)).Select(l => l.Trim()).Distinct());
        Assert.Contains($"Directory.Packages.props : error AHS3007: The SDK is AppHostSdk {feed.Version}, but the central version of AppHostSdk.Hosting is 99.0.0.", error, StringComparison.Ordinal);

        WriteCentralVersion(feed.Version);
        (exitCode, output) = await solution.BuildAsync();
        Assert.True(exitCode == 0, output);
        Assert.Contains(" 0 Warning(s)", output, StringComparison.Ordinal);

        void WriteCentralVersion(string version) => solution.Write("Directory.Packages.props", $"""
            <Project>
              <PropertyGroup><ManagePackageVersionsCentrally>true</ManagePackageVersionsCentrally></PropertyGroup>
              <ItemGroup>
                <PackageVersion Include="AppHostSdk.Hosting" Version="{version}" />
                <PackageVersion Include="AppHostSdk.Redis" Version="{version}" />
                <PackageVersion Include="Aspire.Hosting.Redis" Version="9.5.0" />
              </ItemGroup>
            </Project>
            """);
    }

    /// <summary>A package whose name says nothing is found by what it brings along.</summary>
    [Fact]
    public async Task Package_that_brings_the_app_host_of_Aspire()
    {
        var solution = ConsumerSolution.Create(feed, "coded-brought", Program);
        Pack("Aspire.Hosting", "");
        Pack("Acme.Things", "<PackageReference Include=\"Aspire.Hosting\" Version=\"1.0.0\" />");
        solution.ChangeHost("</ItemGroup>", "<PackageReference Include=\"Acme.Things\" Version=\"1.0.0\" /></ItemGroup>");
        solution.ChangeHost("<Nullable>", "<RestoreAdditionalProjectSources>$(MSBuildThisFileDirectory)../packages</RestoreAdditionalProjectSources><Nullable>");
        foreach (var id in new[] { "Aspire.Hosting", "Acme.Things" })
        {
            var (packCode, packed) = await Command.RunAsync(
                Path.Combine(solution.Directory, id), "dotnet", ["pack", "-o", "../packages", "-nodeReuse:false", "-v:q", $"-p:RestoreAdditionalProjectSources={Path.Combine(solution.Directory, "packages")}"]);
            Assert.True(packCode == 0, packed);
        }

        var (exitCode, output) = await solution.BuildAsync();

        Assert.NotEqual(0, exitCode);
        Assert.Contains("csproj : error AHS3008: One of the packages Acme.Things brings Aspire.Hosting along", output, StringComparison.Ordinal);

        void Pack(string id, string reference) => solution.Write($"{id}/{id}.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>
              <ItemGroup>{reference}</ItemGroup>
            </Project>
            """);
    }

    /// <summary>One warning of ours beside the compiler's error.</summary>
    [Fact]
    public async Task Name_of_a_project_that_is_nearly_right()
    {
        var solution = ConsumerSolution.Create(feed, "coded-name", Program.Replace("Shop_Greeter", "Shop.Greeter", StringComparison.Ordinal));

        var (exitCode, output) = await solution.BuildAsync();

        Assert.NotEqual(0, exitCode);
        Assert.Matches(@"Program\.cs\(2,\d+\): warning AHS3016: No hosted project has the type 'Projects\.Shop\.Greeter'\. Did you mean 'Projects\.Shop_Greeter'\?", output);
        Assert.Equal(["AHS3016", "CS0234"], Regex.Matches(output, @"Program\.cs\(\d+,\d+\): \w+ (\w+):").Select(m => m.Groups[1].Value).Distinct().Order());
    }

    [Fact]
    public async Task Run_time_of_another_version()
    {
        var other = Path.Combine(feed.Directory, "packages-of-another-version");
        var (packCode, packed) = await Command.RunAsync(Repo.Root, Path.Combine(Repo.Root, "eng", "pack.sh"), [other], ("APPHOST_PACK_VERSION", "99.0.0"));
        Assert.True(packCode == 0, packed);
        var solution = ConsumerSolution.Create(feed, "coded-skew", Program);
        solution.ChangeHost("</ItemGroup>", "<PackageReference Include=\"AppHostSdk.Hosting\" Version=\"99.0.0\" /></ItemGroup>");
        solution.ChangeHost("<Nullable>", $"<AppHostImplicitHostingReference>false</AppHostImplicitHostingReference><RestoreAdditionalProjectSources>{other}</RestoreAdditionalProjectSources><Nullable>");

        var (exitCode, output) = await solution.BuildAsync();

        Assert.NotEqual(0, exitCode);
        Assert.Contains(
            $"error AHS3007: The SDK is AppHostSdk {feed.Version}, but the project uses AppHostSdk.Hosting 99.0.0.",
            output,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Build_in_isolation()
    {
        var solution = ConsumerSolution.Create(feed, "coded-isolated", Program);
        var (restoreCode, restore) = await solution.DotnetAsync("restore");
        Assert.True(restoreCode == 0, restore);

        var (exitCode, output) = await solution.DotnetAsync("build", "--no-restore", "-graph", "-isolate", "-m:1", "-nodeReuse:false", "-v:q");

        Assert.NotEqual(0, exitCode);
        Assert.Contains("error AHS3014: An app host cannot be built in isolation", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Class_library_as_a_resource()
    {
        var solution = ConsumerSolution.Create(feed, "coded-library", Program.Replace("builder.Build", "\nbuilder.AddProject<Projects.Shop_Contracts>(\"contracts\");\nbuilder.Build", StringComparison.Ordinal));
        solution.ChangeHost("<ItemGroup>", "<ItemGroup><ProjectReference Include=\"../Shop.Contracts/Shop.Contracts.csproj\" />");
        solution.Write("Shop.Contracts/Shop.Contracts.csproj", """<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>""");
        solution.Write("Shop.Contracts/Name.cs", "namespace Shop.Contracts; public static class Name { public const string Greeter = \"greeter\"; }");

        var (exitCode, output) = await solution.BuildAsync();

        Assert.NotEqual(0, exitCode);
        Assert.Matches(@"Program\.cs\(4,\d+\): error AHS1007: 'contracts' is the project \.\./Shop\.Contracts/Shop\.Contracts\.csproj, which is a class library", output);
        Assert.DoesNotContain("AHS3010", output, StringComparison.Ordinal);

        // Its types are not there either, which the compiler says without a reason.
        File.WriteAllText(solution.ProgramFile, Program.Replace("\"greeter\"", "Shop.Contracts.Name.Greeter", StringComparison.Ordinal));
        (exitCode, output) = await solution.BuildAsync();
        Assert.NotEqual(0, exitCode);
        Assert.Contains("csproj(1,1): warning AHS3010: The project '../Shop.Contracts/Shop.Contracts.csproj' is a class library, so it cannot be started.", output, StringComparison.Ordinal);
        Assert.DoesNotContain("AHS1007", output, StringComparison.Ordinal);

        // As the message says: an ordinary reference.
        solution.ChangeHost("Shop.Contracts.csproj\"", "Shop.Contracts.csproj\" IsAppHostResource=\"false\"");
        (exitCode, output) = await solution.BuildAsync();
        Assert.True(exitCode == 0, output);
        Assert.Contains(" 0 Warning(s)", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "custom run of Shop.Greeter", "AHS3012")]
    [InlineData(" RunCommand=\"echo\" RunArguments=\"said &quot;a  b&quot;\"", "greeter | said a  b", null)]
    public async Task Project_that_does_not_say_how_it_is_started(string metadata, string said, string? message)
    {
        var solution = ConsumerSolution.Create(feed, "silent-" + (message ?? "told"), Program);
        solution.ChangeHost("Greeter.csproj\"", "Greeter.csproj\"" + metadata);
        solution.Write("Shop.Greeter/Shop.Greeter.csproj", """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <UseAppHost>false</UseAppHost>
                <GenerateRuntimeConfigurationFiles>false</GenerateRuntimeConfigurationFiles>
                <RunCommand>echo</RunCommand>
                <RunArguments>custom run of $(MSBuildProjectName)</RunArguments>
              </PropertyGroup>
            </Project>
            """);

        var (exitCode, output) = await solution.DotnetAsync("build", "-nodeReuse:false", "-v:n", "-clp:NoSummary");
        Assert.True(exitCode == 0, output);
        Assert.Equal(message is not null, output.Contains("AHS3012", StringComparison.Ordinal));
        (exitCode, output) = await solution.RunBuiltAsync("/");
        Assert.True(exitCode == 0, output);
        Assert.Contains(said, output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<PackageReference Include=\"Aspire.Hosting.AppHost\" Version=\"9.0.0\" />")]
    [InlineData("<PackageReference Include=\"aspire.hosting.apphost\" Version=\"9.0.0\" /><PackageReference Include=\"Aspire.Hosting\" Version=\"9.0.0\" />")]
    public async Task Project_file_of_Aspire_with_another_sdk(string packages)
    {
        var solution = ConsumerSolution.Create(feed, $"aspire-{packages.Length}", Program);
        solution.Write("Shop.AppHost/Shop.AppHost.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">

              <Sdk Name="AppHostSdk" Version="{feed.Version}" />

              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <IsAspireHost>true</IsAspireHost>
              </PropertyGroup>

              <ItemGroup>
                {packages}
              </ItemGroup>

              <ItemGroup>
                <ProjectReference Include="..\Shop.Greeter\Shop.Greeter.csproj" />
              </ItemGroup>

            </Project>
            """);

        var (exitCode, output) = await solution.DotnetAsync("build", "-nodeReuse:false", "-v:m");
        Assert.True(exitCode == 0, output);
        Assert.Contains(" 0 Warning(s)", output, StringComparison.Ordinal);
        Assert.Contains("AHS3009: AppHostSdk.Hosting stands in for", output, StringComparison.Ordinal);
        (exitCode, output) = await solution.RunBuiltAsync("/");
        Assert.True(exitCode == 0, output);
        Assert.Contains("greeter | hello world from Shop.Greeter", output, StringComparison.Ordinal);
    }
}

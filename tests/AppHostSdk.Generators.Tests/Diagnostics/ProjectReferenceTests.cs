using Microsoft.CodeAnalysis;

namespace AppHostSdk.Tests;

/// <summary>What the compiler says of references to projects, and of the names of their types.</summary>
public class ProjectReferenceTests
{
    private const string Manifest = "[host]\n[project]\ntype=Projects.Api\nproject=../Api/Api.csproj\n[project]\ntype=Projects.Library\nproject=../Library/Library.csproj\nlibrary=True\n";

    private const string Types = """
        namespace Projects
        {
            public sealed class Library : AppHostSdk.IProjectMetadata { public string ProjectPath => ""; }
            public sealed class my_app_v__9_Api_x : AppHostSdk.IProjectMetadata { public string ProjectPath => ""; }
            public sealed class Shop : AppHostSdk.IProjectMetadata { public string ProjectPath => ""; }
            public sealed class Shop_Greeter : AppHostSdk.IProjectMetadata { public string ProjectPath => ""; }
        }
        """;

    [Theory]
    [InlineData("", "AHS3010")]
    [InlineData("builder.AddProject<Projects.Api>(\"api\");", "AHS3010")]
    [InlineData("builder.AddProject<Projects.Library>(\"library\");", "AHS1007")]
    [InlineData("if (args.Length > 0) builder.AddProject<Projects.Library>(\"library\");", "AHS1007")]
    public void A_class_library_is_one_mistake_however_it_is_used(string body, string id) =>
        Assert.Equal([id], Run(body).Diagnostics.Select(d => d.Id));

    [Fact]
    public void The_reference_to_a_library_is_a_warning_that_says_what_to_do()
    {
        var warning = Assert.Single(Run("").Diagnostics);
        Assert.Equal(DiagnosticSeverity.Warning, warning.Severity);
        Assert.StartsWith("The project '../Library/Library.csproj' is a class library, so it cannot be started.", warning.GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("builder.AddProject<[|Projects.my_app_v_9_Api_x|]>(\"a\");", "Projects.my_app_v__9_Api_x")]
    [InlineData("builder.AddProject<[|Projects.my_app_v_9_api_X|]>(\"a\");", "Projects.my_app_v__9_Api_x")]
    [InlineData("builder.AddProject<[|Projects.myapp.v9.Api.x|]>(\"a\");", "Projects.my_app_v__9_Api_x")]
    [InlineData("builder.AddProject<[|Projects.Shop_Greter|]>(\"a\");", "Projects.Shop_Greeter")]
    [InlineData("builder.AddProject<[|Projects.Shop.Greeter|]>(\"a\");", "Projects.Shop_Greeter")]
    [InlineData("builder.AddProject<[|global::Projects.Shop.Greeter|]>(\"a\");", "Projects.Shop_Greeter")]
    [InlineData("Console.WriteLine(new [|Projects.Shop_Greter|]().ProjectPath);", "Projects.Shop_Greeter")]
    [InlineData("Console.WriteLine([|Projects.Shop_Greter|].Empty);", "Projects.Shop_Greeter")]
    public void A_name_that_is_nearly_that_of_a_project_is_answered_with_it(string body, string meant) => AssertMeant("", body, meant);

    [Theory]
    [InlineData("builder.AddProject<[|Shop_Greter|]>(\"a\");", "Shop_Greeter")]
    [InlineData("builder.AddProject<[|my_app_v_9_Api_x|]>(\"a\");", "my_app_v__9_Api_x")]
    public void So_is_one_without_its_namespace(string body, string meant) => AssertMeant("using Projects;\n", body, meant);

    [Theory]
    [InlineData("builder.AddProject<Projects.Shop_Greeter>(\"a\");")]
    [InlineData("builder.AddProject<global::Projects.Shop>(\"a\");")]
    [InlineData("builder.AddProject<Projects.Billing>(\"a\");")]
    [InlineData("builder.AddProject<Shop_Greter>(\"a\");")]
    [InlineData("builder.AddProject<Other.Projects.Shop_Greter>(\"a\");")]
    [InlineData("var Projects = new { Shop = 1 }; Console.WriteLine(Projects.Shop);")]
    [InlineData("Add<Projects.Shop>(\"a\"); void Add<T>(string name) where T : IProjectMetadata, new() => builder.AddProject<T>(name);")]
    public void Names_that_exist_or_are_like_none_are_left_alone(string body) =>
        Assert.DoesNotContain(Run(body).Diagnostics, d => d.Id == "AHS3016");

    private static void AssertMeant(string before, string body, string meant)
    {
        var (program, span) = Marked.Read(before + HostCompilation.Program(body));
        var run = GeneratorTestDriver.RunUnchecked(HostCompilation.Create(("Program.cs", program), ("Projects.cs", Types)), "[host]\n");

        var warning = Assert.Single(run.Diagnostics, d => d.Id == "AHS3016");
        Assert.Equal((DiagnosticSeverity.Warning, span), (warning.Severity, warning.Location.SourceSpan));
        Assert.Contains($"Did you mean '{meant}'?", warning.GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
        Assert.Contains(run.CompilerDiagnostics, d => d.Id is "CS0234" or "CS0246" or "CS0426" && d.Location.SourceSpan.IntersectsWith(span));
    }

    private static GeneratorTestDriver Run(string body) => GeneratorTestDriver.RunUnchecked(
        HostCompilation.Create(("Program.cs", HostCompilation.Program(body)), ("Projects.cs", Types)), Manifest);
}

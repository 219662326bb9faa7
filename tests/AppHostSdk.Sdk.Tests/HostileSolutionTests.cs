namespace AppHostSdk.Tests;

/// <summary>One solution with everything that breaks build logic: its path, its kinds of projects, its Directory.Build.props.</summary>
[Collection(PackedFeedTests.Name)]
public class HostileSolutionTests(PackedFeed feed)
{
    private const string Says = "System.Console.WriteLine(\"{0} runs in \" + System.IO.Path.GetFileName(System.Environment.CurrentDirectory) + \" with \" + string.Join('|', args));";

    private static readonly (string Name, string Sdk, string Properties)[] Kinds =
    [
        ("Web", "Microsoft.NET.Sdk.Web", ""),
        ("Worker", "Microsoft.NET.Sdk.Worker", ""),
        ("Multi", "Microsoft.NET.Sdk", "<OutputType>Exe</OutputType><TargetFramework /><TargetFrameworks>netstandard2.0;net10.0</TargetFrameworks>"),
        ("NoProgram", "Microsoft.NET.Sdk", "<OutputType>Exe</OutputType><UseAppHost>false</UseAppHost>"),
        ("Renamed", "Microsoft.NET.Sdk", "<OutputType>Exe</OutputType><AssemblyName>Other, name.Of It</AssemblyName>"),
        ("SelfContained", "Microsoft.NET.Sdk", "<OutputType>Exe</OutputType><SelfContained>true</SelfContained><RuntimeIdentifier>linux-x64</RuntimeIdentifier>"),
        ("Rid", "Microsoft.NET.Sdk", "<OutputType>Exe</OutputType><RuntimeIdentifier>linux-x64</RuntimeIdentifier><SelfContained>false</SelfContained>"),
        ("1.Digit-and.2", "Microsoft.NET.Sdk", "<OutputType>Exe</OutputType>"),
    ];

    [Fact]
    public async Task Builds_moves_and_runs()
    {
        var root = feed.NewDirectory("Ünï cödé [x] #1, (O'Brien) & Søn", online: true);
        Write(root);

        // Two projects of one name.
        var (code, output) = await BuildAsync(root);
        Assert.NotEqual(0, code);
        Expect("error AHS3001: The projects '../One/Twin/Twin.csproj' and '../Two/Twin/Twin.csproj' would all be Projects.Twin.", output);
        Expect("AppHostProjectTypeName", output);

        var host = Path.Combine(root, "Host", "Host.csproj");
        File.WriteAllText(host, File.ReadAllText(host).Replace("Two/Twin/Twin.csproj\"", "Two/Twin/Twin.csproj\" AppHostProjectTypeName=\"SecondTwin\"", StringComparison.Ordinal));
        File.AppendAllText(Path.Combine(root, "Host", "Program.cs"), " ");
        (code, output) = await BuildAsync(root);
        Assert.True(code == 0, output);
        Expect(" 0 Warning(s)", output);

        var moved = Path.Combine(feed.Directory, "moved [to] another, place");
        Directory.Move(root, moved);
        (code, output) = await Command.RunAsync("/", Path.Combine(moved, "Host", "bin", "Debug", "net10.0", "Host"), []);

        Assert.True(code == 0, output);
        foreach (var (name, _, _) in Kinds)
        {
            var resource = Resource(name);
            Expect($"{resource} | {name} runs in {name} with first|a b", output);
        }

        Expect("fsharp | FSharp runs in FSharp", output);
        Expect("one | Twin runs in Twin with from profile|1", output);
        Expect("two | Twin runs in Twin with second", output);
        Expect("single | single runs in Programs with x", output);
    }

    /// <summary>Characters that mean something to MSBuild, where the .NET SDK itself can live with them.</summary>
    [Fact]
    public async Task Builds_and_runs_where_the_path_looks_like_msbuild()
    {
        var solution = ConsumerSolution.Create(feed, "reserved", """
            var builder = DistributedApplication.CreateBuilder(args);
            builder.AddProject<Projects.Shop_Greeter>("greeter").WithWhom("you").WaitForCompletion(builder.AddExecutable("first", "pwd", "../b;c"));
            builder.Build().Run();
            """, folder: "a;b $(x) 100% (c)");
        solution.Write("b;c/keep", "");
        solution.Write("Shop.Greeter/Properties/launchSettings.json", """{ "profiles": { "run": { "commandName": "Project", "environmentVariables": { "WHOM": "nobody" } } } }""");
        solution.Write("Inte;gration/Inte;gration.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>
              <ItemGroup><PackageReference Include="AppHostSdk.Hosting" Version="{feed.Version}" /></ItemGroup>
            </Project>
            """);
        solution.Write("Inte;gration/Extensions.cs", """
            namespace Aspire.Hosting;

            public static class Extensions
            {
                public static IResourceBuilder<T> WithWhom<T>(this IResourceBuilder<T> builder, string whom) where T : IResourceWithEnvironment => builder.WithEnvironment("WHOM", whom);
            }
            """);
        solution.ChangeHost("<ItemGroup>", "<ItemGroup><ProjectReference Include=\"../Inte%3Bgration/Inte%3Bgration.csproj\" IsAppHostIntegration=\"true\" />");

        var (code, output) = await solution.BuildAsync();
        Assert.True(code == 0, output);
        Expect(" 0 Warning(s)", output);
        Expect("new LaunchVariable(\"WHOM\", \"nobody\")", await File.ReadAllTextAsync(solution.Generated("AppModel.g.cs")));
        (code, output) = await solution.RunBuiltAsync("/");
        Assert.True(code == 0, output);
        Expect($"first | {Path.Combine(solution.Directory, "b;c")}", output);
        Expect("greeter | hello you from Shop.Greeter", output);
    }

    private static void Expect(string part, string output) => Assert.True(output.Contains(part, StringComparison.Ordinal), $"Not found: {part}\n{output}");

    private static string Resource(string name) => "r-" + name.ToLowerInvariant().Replace('.', '-');

    private static Task<(int ExitCode, string Output)> BuildAsync(string root) =>
        Command.RunAsync(Path.Combine(root, "Host"), "dotnet", ["build", "-nodeReuse:false", "-v:q", "-clp:NoSummary"]);

    private void Write(string root)
    {
        Write("Directory.Build.props", """
            <Project>
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <NoWarn>$(NoWarn);CS8033</NoWarn>
              </PropertyGroup>
              <ItemGroup Condition="'$(MSBuildProjectName)' != 'House.Analyzers'">
                <ProjectReference Include="$(MSBuildThisFileDirectory)House.Analyzers/House.Analyzers.csproj" OutputItemType="Analyzer" ReferenceOutputAssembly="false" />
              </ItemGroup>
            </Project>
            """);
        Write("House.Analyzers/House.Analyzers.csproj", """<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><TargetFramework>netstandard2.0</TargetFramework></PropertyGroup></Project>""");
        Write("House.Analyzers/Nothing.cs", "class Nothing { }");

        foreach (var (name, sdk, properties) in Kinds)
        {
            Write($"{name}/{name}.csproj", $"<Project Sdk=\"{sdk}\"><PropertyGroup>{properties}</PropertyGroup></Project>");
            Write($"{name}/Program.cs", Says.Replace("{0}", name, StringComparison.Ordinal));
        }

        foreach (var (folder, said) in new[] { ("One", "Twin"), ("Two", "Twin") })
        {
            Write($"{folder}/Twin/Twin.csproj", """<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><OutputType>Exe</OutputType></PropertyGroup></Project>""");
            Write($"{folder}/Twin/Program.cs", Says.Replace("{0}", said, StringComparison.Ordinal));
        }

        Write("One/Twin/Properties/launchSettings.json", """
            {
              // as Visual Studio writes them
              "profiles": { "Twin": { "commandName": "Project", "commandLineArgs": "\"from profile\" 1" } },
            }
            """);
        Write("FSharp/FSharp.fsproj", """<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><OutputType>Exe</OutputType></PropertyGroup><ItemGroup><Compile Include="Program.fs" /></ItemGroup></Project>""");
        Write("FSharp/Program.fs", "printfn \"FSharp runs in %s\" (System.IO.Path.GetFileName System.Environment.CurrentDirectory)\n");
        Write("Programs/single.cs", "#:property PublishAot=false\n" + Says.Replace("{0}", "single", StringComparison.Ordinal));

        Write("Host/Host.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <Sdk Name="AppHostSdk" Version="{feed.Version}" />
              <ItemGroup>
                {string.Concat(Kinds.Select(k => $"<ProjectReference Include=\"../{k.Name}/{k.Name}.csproj\" />"))}
                <ProjectReference Include="../FSharp/FSharp.fsproj" />
                <ProjectReference Include="../Programs/single.cs" />
                <ProjectReference Include="../One/Twin/Twin.csproj" />
                <ProjectReference Include="../Two/Twin/Twin.csproj" />
              </ItemGroup>
            </Project>
            """);
        Write("Host/Program.cs", $"""
            var builder = DistributedApplication.CreateBuilder(args);
            {string.Join('\n', Kinds.Select(k => $"builder.AddProject<Projects.{TypeName(k.Name)}>(\"{Resource(k.Name)}\").WithArgs(\"first\", \"a b\");"))}
            builder.AddProject<Projects.FSharp>("fsharp");
            builder.AddProject<Projects.Twin>("one");
            builder.AddProject<Projects.SecondTwin>("two").WithArgs("second");
            builder.AddProject<Projects.single>("single").WithArgs("x");
            builder.Build().Run();
            """);

        void Write(string file, string text)
        {
            var path = Path.Combine(root, file);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text);
        }
    }

    private static string TypeName(string name) => name == "1.Digit-and.2" ? "_1_Digit_and__2" : name;
}

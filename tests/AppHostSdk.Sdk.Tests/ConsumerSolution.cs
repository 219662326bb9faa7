namespace AppHostSdk.Tests;

/// <summary>A solution of a user: an app host on the packed SDK and a console project that it hosts.</summary>
internal sealed class ConsumerSolution
{
    private ConsumerSolution(string directory) => Directory = directory;

    public string Directory { get; }

    public string HostDirectory => Path.Combine(Directory, "Shop.AppHost");

    public string ProgramFile => Path.Combine(HostDirectory, "Program.cs");

    /// <summary>What the compiler was given, in <c>obj</c>.</summary>
    public string Generated(string file) =>
        Path.Combine(HostDirectory, "obj", "Debug", "net10.0", "generated", "AppHostSdk.Generators", "AppHostSdk.Generators.AppHostGenerator", file);

    public static ConsumerSolution Create(PackedFeed feed, string name, string program, bool online = false, string folder = "")
    {
        var solution = new ConsumerSolution(Path.Combine(feed.NewDirectory(name, online), folder));
        solution.Write("Shop.AppHost/Shop.AppHost.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <Sdk Name="AppHostSdk" Version="{feed.Version}" />
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
                <EmitCompilerGeneratedFiles>true</EmitCompilerGeneratedFiles>
              </PropertyGroup>
              <ItemGroup>
                <ProjectReference Include="../Shop.Greeter/Shop.Greeter.csproj" />
              </ItemGroup>
            </Project>
            """);
        solution.Write("Shop.Greeter/Shop.Greeter.csproj", """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
              </PropertyGroup>
            </Project>
            """);
        solution.Write("Shop.Greeter/Program.cs", """
            System.Console.WriteLine("hello " + System.Environment.GetEnvironmentVariable("WHOM") + " from " + System.IO.Path.GetFileName(System.Environment.CurrentDirectory));
            """);
        solution.Write("Shop.AppHost/Program.cs", program);
        return solution;
    }

    public void Write(string file, string text)
    {
        var path = Path.Combine(Directory, file);
        System.IO.Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    /// <summary>Changes the first occurrence of <paramref name="text"/> in the host's project file.</summary>
    public void ChangeHost(string text, string replacement)
    {
        var file = Path.Combine(HostDirectory, "Shop.AppHost.csproj");
        var project = File.ReadAllText(file);
        var at = project.IndexOf(text, StringComparison.Ordinal);
        Assert.True(at >= 0, $"{text} is not in {project}");
        File.WriteAllText(file, project[..at] + replacement + project[(at + text.Length)..]);
    }

    public Task<(int ExitCode, string Output)> DotnetAsync(params string[] arguments) => Command.RunAsync(HostDirectory, "dotnet", arguments);

    public Task<(int ExitCode, string Output)> BuildAsync() => DotnetAsync("build", "-nodeReuse:false", "-v:q", "-clp:NoSummary");

    /// <summary>The host that was built, run as its user would run the built program.</summary>
    public Task<(int ExitCode, string Output)> RunBuiltAsync(string workingDirectory) =>
        Command.RunAsync(workingDirectory, Path.Combine(HostDirectory, "bin", "Debug", "net10.0", "Shop.AppHost"), []);
}

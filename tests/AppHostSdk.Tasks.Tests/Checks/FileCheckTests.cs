using AppHostSdk.Model;
using static AppHostSdk.Tasks.Tests.Graphs;

namespace AppHostSdk.Tasks.Tests;

/// <summary>What is found, how grave it is, and what is said about it.</summary>
public class FileCheckTests
{
    private static readonly FakeFileSystem Linux = new(
        ignoresCase: false, "/src/host/config/nginx.conf", "/src/host/Data/", "/src/host/run.sh", "/src/web/package.json", "/src/web/node_modules/vite");

    private static readonly FakeFileSystem MacOS = new(
        ignoresCase: true, "/src/host/config/nginx.conf", "/src/host/Data/", "/src/host/run.sh", "/src/web/package.json");

    [Fact]
    public void What_is_there_is_right() => Assert.Empty(Check(
        Linux,
        Container("a", Mount("config/nginx.conf"), Mount("config"), Mount("./Data/", isReadOnly: false), Mount("../web/../host/Data"), Mount("")),
        Executable("b", "./run.sh"),
        Executable("c", "npm", "../web"),
        Executable("d", "../host/run.sh", "../web")));

    [Fact]
    public void A_mount_of_what_is_missing()
    {
        Assert.Equal(
            "error AHS4010 at 2: 'a' mounts 'conf/nginx.conf', but that does not exist. There is no 'conf' in '/src/host'. Correct the path, or create what it names.",
            Assert.Single(Check(Linux, Container("a", Mount("conf/nginx.conf")))));
        Assert.Contains("There is no 'x.conf' in '/src/host/config'.", Assert.Single(Check(Linux, Container("a", Mount("config/x.conf")))), StringComparison.Ordinal);
    }

    [Fact]
    public void An_image_that_is_built_from_what_is_missing()
    {
        var files = new FakeFileSystem(ignoresCase: false, "/src/host/Program.cs", "/src/web/Dockerfile", "/src/web/docker/final");

        Assert.Empty(Check(files, Built("a", "../web"), Built("b", "../web", "docker/final"), Built("c", "..", "web/Dockerfile"), Built("d", "../web", "/etc/dockerfile")));
        Assert.Equal(
            [
                "error AHS4014 at 3: 'a' builds its image from '../wbe', but that does not exist. There is no 'wbe' in '/src'. Correct the path, or create what it names.",
                "error AHS4014 at 3: 'b' builds its image from '../web/Dockerfile', but that is a file. Pass its directory, and the Dockerfile as the next argument. Correct the path.",
                "error AHS4014 at 3: 'c' builds its image from 'Dockerfile', but that does not exist. There is no 'Dockerfile' in '/src/host'. Correct the path, or create what it names.",
                "error AHS4014 at 3: 'd' builds its image from 'docker', but that is a directory. Correct the path.",
            ],
            Check(files, Built("a", "../wbe"), Built("b", "../web/Dockerfile"), Built("c", "."), Built("d", "../web", "docker")));
    }

    [Fact]
    public void A_working_directory_that_is_missing_or_a_file()
    {
        Assert.StartsWith("error AHS4011 at 1: 'w' starts in '../wbe', but that does not exist. There is no 'wbe' in '/src'.", Assert.Single(Check(Linux, Executable("w", "npm", "../wbe"))), StringComparison.Ordinal);
        Assert.Equal("error AHS4011 at 1: 'w' starts in 'run.sh', but that is a file. Correct the path.", Assert.Single(Check(Linux, Executable("w", "npm", "run.sh"))));
    }

    [Fact]
    public void A_program_that_is_missing_or_a_directory()
    {
        Assert.StartsWith("error AHS4012 at 1: 'w' runs './rnu.sh', but that does not exist.", Assert.Single(Check(Linux, Executable("w", "./rnu.sh"))), StringComparison.Ordinal);
        Assert.Equal("error AHS4012 at 1: 'w' runs './config', but that is a directory. Correct the path.", Assert.Single(Check(Linux, Executable("w", "./config"))));
    }

    [Fact]
    public void A_project_that_is_missing()
    {
        Assert.Empty(Check(Linux, Project("p", "..\\web\\package.json"), Project("q", "../web")));
        Assert.Equal(
            "error AHS4020 at 1: 'p' is the project '../wbe/Web.csproj', but that does not exist. There is no 'wbe' in '/src'. Correct the path, or create what it names.",
            Assert.Single(Check(Linux, Project("p", "..\\wbe\\Web.csproj"))));
    }

    [Fact]
    public void Files_for_a_container_that_are_missing()
    {
        Assert.Empty(Check(Linux, Files("f", "config"), Files("g", "../web/package.json")));
        Assert.Equal(
            "error AHS4021 at 1: 'f' is to be given the files in 'confgi', but that does not exist. There is no 'confgi' in '/src/host'. Correct the path, or create what it names.",
            Assert.Single(Check(Linux, Files("f", "confgi"))));

        static Resource Files(string name, string source) => new()
        {
            Key = name,
            Name = name,
            Kind = ResourceKind.Container,
            Container = EquatableArray.Of<ContainerEntry>(new ContainerFilesEntry("/etc", new ModelValue.HostPath(source), ModelValue.None, ModelValue.None, ModelValue.None) { Site = 1 }),
        };
    }

    [Fact]
    public void A_program_is_relative_to_the_working_directory_and_a_path_of_the_host_to_the_host() =>
        Assert.Equal(
            ["error AHS4012 at 1: 'w' runs './run.sh', but that does not exist. There is no 'run.sh' in '/src/web'. Correct the path, or create what it names."],
            Check(
                Linux,
                Executable("w", "./run.sh", "../web"),
                Executable("h", "x", "../web") with { Command = new ModelValue.HostPath("run.sh") }));

    [Fact]
    public void A_program_that_replaces_another_is_checked_unless_something_before_makes_it()
    {
        var program = new SettingEntry(ResourceSetting.Program, ModelValue.From("./rnu.sh"), ModelValue.None) { Site = 7 };
        var replaced = Executable("w", "npm") with { Settings = EquatableArray.Of(program) };
        Assert.StartsWith("error AHS4012 at 7: 'w' runs './rnu.sh', but that does not exist.", Assert.Single(Check(Linux, replaced)), StringComparison.Ordinal);
        Assert.Empty(Check(Linux, replaced with { Waits = EquatableArray.Of(new WaitEntry(WaitKind.Completed, "w")) }));
        Assert.Empty(Check(Linux, Executable("w", "./rnu.sh") with { Settings = EquatableArray.Of(program with { Value = ModelValue.From("./run.sh") }) }));
    }

    [Fact]
    public void A_missing_working_directory_is_said_once() =>
        Assert.StartsWith("error AHS4011", Assert.Single(Check(Linux, Executable("w", "./rnu.sh", "../wbe"))), StringComparison.Ordinal);

    /// <summary>The run time says the same: LaunchTests.</summary>
    [Theory]
    [InlineData("run.sh", "warning AHS4012 at 1: 'w' runs 'run.sh', but there is no such program in PATH. A file of that name is in its working directory: write \"./run.sh\" to run it.")]
    [InlineData("echo hello", "error AHS4012 at 1: 'w' runs 'echo hello', but there is no such program in PATH. A command is the program alone, its arguments follow the working directory: AddExecutable(\"w\", \"echo\", \".\", \"hello\").")]
    [InlineData("tool --fast", "warning AHS4012 at 1: 'w' runs 'tool --fast', but there is no such program in PATH. A command is the program alone, its arguments follow the working directory: AddExecutable(\"w\", \"tool\", \".\", \"--fast\").")]
    [InlineData("./run.sh --fast", "error AHS4012 at 1: 'w' runs './run.sh --fast', but that does not exist. A command is the program alone, its arguments follow the working directory: AddExecutable(\"w\", \"./run.sh\", \".\", \"--fast\").")]
    public void A_command_that_names_no_program_is_told_with_what_to_write(string command, string finding) => Assert.Equal(
        finding,
        Assert.Single(Check(new FakeFileSystem(ignoresCase: false, "/src/host/run.sh", "/usr/bin/echo"), Executable("w", command))));

    [Theory]
    [InlineData("echo ./run.sh", true)]
    [InlineData("../My Dir/tool", false)]
    [InlineData("My Dir/tool", false)]
    public void A_path_with_blanks_is_not_taken_for_a_command_line(string command, bool isCommandLine) => Assert.Equal(
        isCommandLine,
        Assert.Single(Check(new FakeFileSystem(ignoresCase: false, "/src/host/run.sh", "/usr/bin/echo"), Executable("w", command))).Contains("A command is the program alone", StringComparison.Ordinal));

    [Theory]
    [InlineData("echo")]
    [InlineData("my tool")]
    [InlineData("./my tool")]
    [InlineData("both")]
    public void A_name_that_is_in_the_search_path_and_a_path_with_blanks_are_right(string command) => Assert.Empty(Check(
        new FakeFileSystem(ignoresCase: false, "/src/host/my tool", "/usr/bin/echo", "/usr/bin/my tool", "/src/host/both", "/usr/bin/both"),
        Executable("w", command)));

    [Theory]
    [InlineData("npm")]
    [InlineData("missing-program")]
    public void A_name_is_looked_up_when_the_host_runs(string command) => Assert.Empty(Check(Linux, Executable("w", command)));

    [Theory]
    [InlineData("/var/run/docker.sock")]
    [InlineData("C:\\data")]
    [InlineData("C:/data")]
    [InlineData("\\\\server\\share")]
    public void An_absolute_path_belongs_to_the_machine_that_runs_the_host(string path) =>
        Assert.Empty(Check(Linux, Container("a", Mount(path), Mount(ModelValue.From(path))), Executable("b", path, path), Executable("c", "./x", path)));

    [Fact]
    public void What_is_known_only_at_run_time_is_not_checked() => Assert.Empty(Check(
        Linux,
        Container("a", Mount(new ModelValue.Late(1)), Mount(new ModelValue.Template(EquatableArray.Of<ModelValue>(ModelValue.From("x/"), new ModelValue.Parameter("p"))))),
        Executable("b", "./missing") with { WorkingDirectory = new ModelValue.Late(1) },
        Executable("c", "") with { Command = new ModelValue.Late(2) }));

    [Fact]
    public void A_template_of_constants_is_a_path()
    {
        var path = new ModelValue.Template(EquatableArray.Of<ModelValue>(new ModelValue.HostPath("conf"), ModelValue.From("/x")));
        Assert.Contains("mounts 'conf/x'", Assert.Single(Check(Linux, Container("a", Mount(path)))), StringComparison.Ordinal);
    }

    [Fact]
    public void A_volume_is_no_path() => Assert.Empty(Check(
        Linux,
        Container("a", new MountEntry(ModelValue.From("data"), "/x", IsVolume: true, IsReadOnly: false), new MountEntry(ModelValue.None, "/y", IsVolume: true, IsReadOnly: false))));

    public static TheoryData<string, Resource[]> Later => new()
    {
        { "data that the container writes", [Container("a", Mount("database", isReadOnly: false))] },
        { "output of a build", [Executable("a", "../svc/bin/Debug/svc")] },
        { "output of a build, in any case", [Executable("a", "x", "../site/Dist")] },
        { "what a package manager installs", [Executable("a", "node_modules/.bin/vite", "../web")] },
        { "a virtual environment", [Executable("a", ".venv/bin/python")] },
        { "what another resource made", [Executable("a", "./missing").After("b", WaitKind.Completed), Executable("b", "npm")] },
        { "what a resource made that another waited for", [Executable("a", "./missing").After("b", WaitKind.Healthy), Executable("b", "npm").After("a", WaitKind.Started).After("c", WaitKind.Completed), Executable("c", "npm")] },
        { "a resource that is not always there", [Executable("a", "./missing") with { Condition = Postgres }] },
        { "a mount that is not always there", [Container("a", Mount("missing") with { Condition = Postgres })] },
    };

    [Theory]
    [MemberData(nameof(Later))]
    public void What_may_be_right_by_the_time_it_runs_is_a_warning(string why, Resource[] resources)
    {
        Assert.NotNull(why);
        Assert.StartsWith("warning AHS401", Assert.Single(Check(Linux, resources)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_wait_that_makes_nothing_excuses_nothing() =>
        Assert.StartsWith("error", Assert.Single(Check(Linux, Executable("a", "./missing").After("b", WaitKind.Healthy).After("gone", WaitKind.Started), Executable("b", "npm").After("a", WaitKind.Healthy))), StringComparison.Ordinal);

    [Fact]
    public void The_condition_is_said() =>
        Assert.EndsWith(" This is needed when configuration 'database' is 'postgres'.", Assert.Single(Check(Linux, Executable("a", "./missing") with { Condition = Postgres })), StringComparison.Ordinal);

    [Fact]
    public void Where_letter_case_matters_the_name_that_is_there_is_said() => Assert.Equal(
        [
            "error AHS4010 at 2: 'a' mounts 'Config/Nginx.conf', but what is there is 'config/nginx.conf'. Letter case matters on this system: write it as it is there.",
            "error AHS4011 at 3: 'b' starts in '../Web', but what is there is '../web'. Letter case matters on this system: write it as it is there.",
            "error AHS4012 at 4: 'c' runs './RUN.sh', but what is there is './run.sh'. Letter case matters on this system: write it as it is there.",
        ],
        Check(Linux, Container("a", Mount("Config/Nginx.conf")), Executable("b", "npm", "../Web", site: 3), Executable("c", "./RUN.sh", site: 4)));

    [Fact]
    public void Where_letter_case_does_not_matter_it_is_a_warning() => Assert.Equal(
        [
            "warning AHS4013 at 2: 'a' needs 'Config/Nginx.conf', and what is there is 'config/nginx.conf'. It is found because this system disregards letter case; Linux does not. Write it as it is there.",
            "warning AHS4013 at 3: 'b' needs '../Web', and what is there is '../web'. It is found because this system disregards letter case; Linux does not. Write it as it is there.",
            "warning AHS4013 at 4: 'c' needs './RUN.sh', and what is there is './run.sh'. It is found because this system disregards letter case; Linux does not. Write it as it is there.",
        ],
        Check(MacOS, Container("a", Mount("Config/Nginx.conf")), Executable("b", "npm", "../Web", site: 3), Executable("c", "./RUN.sh", site: 4)));

    /// <summary>The directory that the host is in is nobody's spelling in the program.</summary>
    [Fact]
    public void Only_what_is_written_is_compared() =>
        Assert.Empty(FileChecks.Run(new CheckedHost(Of(Container("a", Mount("config/nginx.conf"))), "/SRC/Host", MacOS)));

    [Fact]
    public void A_directory_that_cannot_be_listed_is_no_finding() =>
        Assert.Empty(FileChecks.Run(new CheckedHost(Of(Container("a", Mount("config/nginx.conf"))), "/src/host", new Unlistable(Linux))));

    [Fact]
    public void A_backslash_is_explained_where_it_is_part_of_a_name() =>
        Assert.Contains("Write forward slashes", Assert.Single(Check(Linux, Executable("a", "npm", "..\\web"))), StringComparison.Ordinal);

    [Fact]
    public void A_program_needs_no_extension_on_Windows()
    {
        var windows = new FakeFileSystem(ignoresCase: true, "/src/host/tools/svc.exe", "/src/host/run.cmd") { IsWindows = true };
        Assert.Empty(Check(windows, Executable("a", "tools/svc"), Executable("b", "./run")));
        Assert.StartsWith("error AHS4012", Assert.Single(Check(new FakeFileSystem(ignoresCase: false, "/src/host/tools/svc.exe"), Executable("a", "tools/svc"))), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_no_path_at_all_is_said() =>
        Assert.Equal("error AHS4010 at 2: 'a' mounts 'a\0b', but that is no path. Correct it.", Assert.Single(Check(Linux, Container("a", Mount("a\0b")))));

    [Fact]
    public void Findings_are_in_the_order_of_the_program_and_said_once() => Assert.Equal(
        ["error AHS4011 at 3", "error AHS4010 at 5", "error AHS4010 at 9"],
        Check(Linux, Container("a", Mount("x", site: 9), Mount("y", site: 5), Mount("y", site: 5)), Executable("b", "npm", "z", site: 3)).Select(f => f[..f.IndexOf(':', StringComparison.Ordinal)]));

    private static List<string> Check(IFileSystem files, params Resource[] resources) =>
        [.. FileChecks.Run(new CheckedHost(Of(resources), "/src/host", files) { SearchPath = "/usr/local/bin:/usr/bin/:relative" }).Select(f => $"{(f.IsError ? "error" : "warning")} {f.Rule.Id} at {f.Site}: {f.Message}")];

    private sealed class Unlistable(IFileSystem files) : IFileSystem
    {
        public bool IsWindows => false;

        public PathKind KindOf(string path) => files.KindOf(path);

        public IReadOnlyList<string> NamesIn(string directory) => [];
    }
}

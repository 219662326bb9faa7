namespace AppHostSdk.Model.Tests;

/// <summary>Texts that the run time, the engine or the operating system cannot take.</summary>
public class TextRuleTests
{
    private readonly HostProgram _app = new();

    [Theory]
    [InlineData("", "'' is not a valid name for an environment variable: it is empty.")]
    [InlineData("A=B", "'A=B' is not a valid name for an environment variable: it contains '='. The value is an argument of its own.")]
    [InlineData("A\0", "'A' is not a valid name for an environment variable: it contains the character U+0000.")]
    public void A_variable_that_has_no_name(string name, string message)
    {
        _app.Project("api").WithEnvironment(name, ModelValue.From("x"));
        Assert.Equal(["AHS1051 at 2.name: " + message], _app.Findings);
    }

    [Fact]
    public void Every_call_that_names_a_variable()
    {
        var api = _app.Project("api").WithEndpoint("e", env: "PORT="); // 2
        var db = _app.Add(OperationKind.AddConnectionString, "db", ("variable", ModelValue.From(""))); // 3
        api.Do(OperationKind.WithReferenceUri, ("name", ModelValue.From("a=b")), ("uri", ModelValue.From("http://x"))); // 4
        api.Do(OperationKind.WithReference, ("source", new ModelValue.Resource(api.Key)), ("name", ModelValue.From("a=b"))); // 5
        api.Do(
            OperationKind.WithReference,
            ("source", new ModelValue.Resource(db.Key)),
            ("connection", ModelValue.From("true")),
            ("connectionName", ModelValue.From("c=d"))); // 6
        Assert.Equal(
            ["AHS1051 at 2.env", "AHS1051 at 3.variable", "AHS1051 at 4.name", "AHS1051 at 5.name", "AHS1051 at 6.connectionName"],
            _app.Findings.Select(f => f.Split(": ")[0]));
    }

    [Fact]
    public void Names_of_variables()
    {
        var api = _app.Project("api").WithEnvironment("A B", ModelValue.From("x=y")).WithEnvironment("ConnectionStrings:db", ModelValue.None).WithEnvironment("ünï", ModelValue.None);
        var db = _app.Add(OperationKind.AddConnectionString, "db");
        api.Do(
            OperationKind.WithReference,
            ("source", new ModelValue.Resource(db.Key)),
            ("connection", ModelValue.From("true")),
            ("connectionName", ModelValue.From("")));
        Assert.Empty(_app.Findings);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    public void A_command_that_is_empty(string command)
    {
        _app.Executable("e", command);
        Assert.Equal(["AHS1052 at 1.command: The command of 'e' is empty. Name the program."], _app.Findings);
    }

    [Fact]
    public void Everything_else_that_is_empty()
    {
        var none = ModelValue.From("");
        var c = _app.Container("c"); // 1
        Set(c, "Executable", " "); // 2
        Set(c, "Entrypoint", ""); // 3
        Set(c, "IconName", ""); // 4
        _app.ProjectByPath("p", ""); // 5
        c.Do(OperationKind.WithMount, ("target", ModelValue.From("/a")), ("source", none)); // 6
        c.Do(OperationKind.WithContainerFiles, ("destinationPath", ModelValue.From("/b")), ("source", none)); // 7
        c.Do(OperationKind.WithHealthCheck, ("key", none)); // 8
        c.Do(OperationKind.WithCommand, ("name", none), ("displayName", ModelValue.From("x"))); // 9
        c.Do(OperationKind.WithUrl, ("url", none)); // 10
        c.Do(OperationKind.WithConnectionProperty, ("name", none), ("value", none)); // 11
        c.Do(OperationKind.WithRelationship, ("other", new ModelValue.Resource("p")), ("type", none)); // 12
        _app.Add(OperationKind.AddParameter, "key", ("configurationKey", none)); // 13
        Assert.Equal(
            [
                "AHS1052 at 2.value: The program that runs in place of 'c' is empty. Name it, or leave RunAsExecutable out.",
                "AHS1052 at 3.value: The entry point of 'c' is empty. Name the program inside the container, or leave WithEntrypoint out.",
                "AHS1052 at 4.value: The icon of 'c' is empty. Pass its name, or leave WithIconName out.",
                "AHS1052 at 5.projectPath: The project file of 'p' is empty. Pass its path, relative to the app host's directory.",
                "AHS1052 at 6.source: The source of a bind mount of 'c' is empty. Pass a path; \".\" is the app host's directory.",
                "AHS1052 at 7.source: The source of files of 'c' is empty. Pass a path; \".\" is the app host's directory.",
                "AHS1052 at 8.key: The key of a health check of 'c' is empty. Pass the name under which it is registered.",
                "AHS1052 at 9.name: The name of a command of 'c' is empty. Give it one.",
                "AHS1052 at 10.url: A URL of 'c' is empty. Pass the address to show.",
                "AHS1052 at 11.name: The name of a connection property of 'c' is empty. Give it one, for example Host.",
                "AHS1052 at 12.type: The type of a relationship of 'c' is empty. Pass one, for example Reference.",
                "AHS1052 at 13.configurationKey: The configuration key of 'key' is empty. Pass the key, or use AddParameter.",
            ],
            _app.Findings);
    }

    [Fact]
    public void A_program_that_replaces_another_has_a_name()
    {
        Set(_app.Add(OperationKind.AddExecutable, "e", ("command", ModelValue.From("x")), ("workingDirectory", ModelValue.From("."))), "Program", " ");
        Assert.Equal(["AHS1052 at 2.value: The program of 'e' is empty. Name it, or leave WithProgram out."], _app.Findings);
    }

    [Fact]
    public void What_may_be_empty()
    {
        var none = ModelValue.From("");
        var e = _app.Add(OperationKind.AddExecutable, "e", ("command", ModelValue.From("x")), ("workingDirectory", none), ("args", new ModelValue.List(EquatableArray.Of(none))));
        e.WithEnvironment("A", none).Do(OperationKind.WithUrl, ("url", ModelValue.From("/x")), ("displayText", none));
        _app.Add(OperationKind.AddDockerfile, "d", ("contextPath", none));
        _app.Add(OperationKind.AddExecutable, "late", ("command", _app.Late("command")));
        Assert.Empty(_app.Findings);
    }

    [Fact]
    public void The_character_NUL()
    {
        var nul = ModelValue.From("a\0b");
        _app.Executable("command", "x\0"); // 1
        _app.Add(OperationKind.AddExecutable, "e", ("command", ModelValue.From("x")), ("workingDirectory", nul)); // 2
        var api = _app.Project("api"); // 3
        api.WithEnvironment("A", ModelValue.Join([ModelValue.From("x\0"), _app.Late("b")])).WithArgs(ModelValue.From("x"), nul); // 4, 5
        var c = _app.Container("c"); // 6
        c.Do(OperationKind.WithSetting, ("setting", ModelValue.From("Entrypoint")), ("value", ModelValue.From("x")), ("detail", new ModelValue.List(EquatableArray.Of(nul)))); // 7
        c.Do(OperationKind.WithMount, ("target", ModelValue.From("/a\0")), ("source", ModelValue.From("x"))); // 8
        Assert.Equal(
            [
                "AHS1053 at 1.command: The command of 'command'",
                "AHS1053 at 2.workingDirectory: The working directory of 'e'",
                "AHS1053 at 4.value: The variable 'A' of 'api'",
                "AHS1053 at 5.args: An argument of 'api'",
                "AHS1053 at 7.detail: The program of 'c'",
                "AHS1053 at 8.target: A mount of 'c'",
            ],
            _app.Findings.Select(f => f.Split(" contains")[0]));
    }

    [Theory]
    [InlineData("http://", "it contains ':'")]
    [InlineData("ht tp", "it contains a space")]
    [InlineData("1http", "it does not start with a letter")]
    [InlineData("", "it is empty")]
    public void A_scheme_that_is_none(string scheme, string problem)
    {
        _app.Project("api").WithEndpoint(scheme: scheme).WithEndpoint("e", scheme: scheme); // 2, 3
        var message = $"'{scheme}' cannot be the scheme of an endpoint of 'api': {problem}. A scheme is the part of a URL before '://', for example http, redis or tcp.";
        Assert.Equal([$"AHS1054 at 2.scheme: {message}", $"AHS1054 at 3.scheme: {message}"], _app.Findings);
    }

    [Fact]
    public void Schemes_that_are_some()
    {
        _app.Project("api").WithEndpoint(scheme: "redis").WithEndpoint("a", scheme: "HTTP").WithEndpoint("b", scheme: "git+ssh").WithEndpoint("c", scheme: "x.y-1");
        Assert.Empty(_app.Findings);
    }

    private static void Set(Res resource, string setting, string value) =>
        resource.Do(OperationKind.WithSetting, ("setting", ModelValue.From(setting)), ("value", ModelValue.From(value)));
}

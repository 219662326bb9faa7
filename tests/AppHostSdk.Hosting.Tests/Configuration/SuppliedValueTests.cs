using System.Text.Json.Nodes;
using AppHostSdk.Binding;
using AppHostSdk.Configuration;
using AppHostSdk.Model;
using Microsoft.Extensions.Configuration;

namespace AppHostSdk.Hosting.Tests.Configuration;

/// <summary>Where the values of parameters come from: aspire-apphost.md §2.9.</summary>
public sealed class SuppliedValueTests : IDisposable
{
    private readonly string _id = $"apphost-tests-{Guid.NewGuid():N}";
    private readonly UserSecrets _secrets;
    private readonly ScriptedPrompt _prompt = new();

    public SuppliedValueTests() => _secrets = UserSecrets.Of(_id, typeof(SuppliedValueTests).Assembly)!;

    public void Dispose()
    {
        if (Directory.Exists(Path.GetDirectoryName(_secrets.FileName)))
        {
            Directory.Delete(Path.GetDirectoryName(_secrets.FileName)!, recursive: true);
        }
    }

    [Fact]
    public async Task Configuration_goes_before_every_default()
    {
        Dictionary<string, string?> settings = new() { ["Parameters:a"] = "1", ["Parameters:b"] = "2", ["Parameters:c"] = "3", ["Elsewhere"] = "4" };
        var values = await ReadAsync(
            settings,
            b => b.AddParameter("a", "default"),
            b => b.AddParameter("b", () => throw new InvalidOperationException("It was asked.")),
            b => b.AddParameter("c", new GenerateParameterDefault { MinLength = 5 }, secret: true, persist: true),
            b => b.AddParameterFromConfiguration("d", "Elsewhere"));

        Assert.Equal("1 2 3 4", string.Join(' ', values.Values));
        Assert.False(File.Exists(_secrets.FileName));
    }

    [Fact]
    public async Task Defaults_are_worked_out_when_they_are_needed_and_once()
    {
        var asked = 0;
        var (supply, graph) = Program(
            [],
            b => b.AddParameter("a", "default"),
            b => b.AddParameter("b", () => $"{++asked}"),
            b => b.AddParameter("c", "secret default", secret: true));
        Assert.Equal(0, asked);

        await supply.ReadAsync(graph, andOthers: false, default);
        var values = await supply.ReadAsync(graph, andOthers: false, default);

        Assert.Equal("default|1|secret default", string.Join('|', values.Texts.Values));
        Assert.Equal("***", values.Mask.Apply("secret default"));
        Assert.Equal("default", values.Mask.Apply("default"));
    }

    [Fact]
    public async Task Generated_value_is_kept_in_the_user_secrets_and_found_again()
    {
        var first = await ReadAsync([], b => b.CreateDefaultPasswordParameter("db-password", special: false));
        var stored = JsonNode.Parse(await File.ReadAllTextAsync(_secrets.FileName))!;

        Assert.Matches("^[a-zA-Z0-9]{22}$", first["db-password"]);
        Assert.Equal(first["db-password"], (string?)stored["Parameters:db-password"]);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_secrets.FileName));
        }

        using var directory = new TemporaryDirectory();
        var again = HostConfiguration.Load(directory.Path, [], _secrets);
        Assert.Equal(first["db-password"], again["Parameters:db-password"]);
    }

    [Fact]
    public async Task What_else_is_in_the_user_secrets_stays()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_secrets.FileName)!);
        await File.WriteAllTextAsync(_secrets.FileName, "{ // mine\n \"Other\": \"kept\", }");

        await ReadAsync([], b => b.CreateGeneratedParameter("key", secret: true, new GenerateParameterDefault { MinLength = 6 }));

        var stored = JsonNode.Parse(await File.ReadAllTextAsync(_secrets.FileName))!;
        Assert.Equal(("kept", 6), ((string?)stored["Other"], ((string?)stored["Parameters:key"])!.Length));
    }

    [Fact]
    public async Task Generated_value_that_shall_not_be_kept_is_not()
    {
        await ReadAsync([], b => b.AddParameter("key", new GenerateParameterDefault { MinLength = 6 }));

        Assert.False(File.Exists(_secrets.FileName));
    }

    [Fact]
    public void Damaged_user_secrets_are_named()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_secrets.FileName)!);
        File.WriteAllText(_secrets.FileName, "{ no json");

        var refusal = Assert.Throws<DistributedApplicationException>(() => _secrets.Save("a", "b"));

        Assert.StartsWith($"'a' cannot be saved in the user secrets file {_secrets.FileName}: ", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Person_at_the_terminal_is_asked_for_what_is_missing_and_secrets_are_not_shown()
    {
        _prompt.Answers = ["eu", "n", "typed secret", "y", "Server=x", ""];

        var values = await ReadAsync(
            new() { ["Parameters:known"] = "1" },
            b => b.AddParameter("region").WithDescription("where it runs"),
            b => b.AddParameter("known"),
            b => b.AddParameter("api-key", secret: true),
            b => b.AddConnectionString("db"));

        Assert.Equal(
            [
                "Parameter 'region' (where it runs) has no value. Value: ",
                "Save it in the user secrets of the app host as Parameters:region? [y/N] ",
                "hidden Parameter 'api-key' has no value. Value (not shown): ",
                "Save it in the user secrets of the app host as Parameters:api-key? [y/N] ",
                "hidden Connection string 'db' has no value. Value (not shown): ",
                "Save it in the user secrets of the app host as ConnectionStrings:db? [y/N] ",
            ],
            _prompt.Questions);
        Assert.Equal(["1", "Server=x", "eu", "typed secret"], values.Values.Order(StringComparer.Ordinal));
        Assert.Equal("""{"Parameters:api-key":"typed secret"}""", JsonNode.Parse(await File.ReadAllTextAsync(_secrets.FileName))!.ToJsonString());
    }

    [Fact]
    public async Task Input_that_ends_leaves_the_value_missing()
    {
        _prompt.Answers = [null];

        var refusal = await Assert.ThrowsAsync<DistributedApplicationException>(() => ReadAsync([], b => b.AddParameter("region")));

        Assert.StartsWith("Parameter 'region' has no value. Set Parameters:region in ", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_optional_may_be_missing()
    {
        var supply = new Parameters(new(() => new ConfigurationManager()));
        var graph = Apps.Graph(b => b.AddExecutable("web", "node", ".").WithReference(b.AddConnectionString("db"), optional: true));

        Assert.Empty((await supply.ReadAsync(graph, andOthers: false, default)).Texts);
    }

    [Fact]
    public async Task Program_may_ask_for_a_value_before_anything_starts()
    {
        var builder = Apps.Builder(args: ["--parameter", "a=1", "--X:Y=2"]);

        Assert.Equal("1", await builder.AddParameter("a", "default").Resource.GetValueAsync());
        Assert.Equal("2", await builder.AddParameterFromConfiguration("b", "X:Y").Resource.GetValueAsync());
        Assert.Equal("given", await builder.AddParameter("c", "given").Resource.GetValueAsync());
        Assert.StartsWith("Parameter 'd' has no value.", (await Assert.ThrowsAsync<DistributedApplicationException>(async () => await builder.AddParameter("d").Resource.GetValueAsync())).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--parameter")]
    [InlineData("--parameter", "name")]
    [InlineData("--parameter", "=value")]
    public void Option_without_name_and_value_is_refused(params string[] args) => Assert.StartsWith(
        "--parameter is followed by the name and the value of a parameter",
        Assert.Throws<DistributedApplicationException>(() => HostConfiguration.Load("/", args)).Message,
        StringComparison.Ordinal);

    private async Task<IReadOnlyDictionary<string, string>> ReadAsync(Dictionary<string, string?> settings, params Func<IDistributedApplicationBuilder, object>[] values)
    {
        var (supply, graph) = Program(settings, values);
        return (await supply.ReadAsync(graph, andOthers: false, default)).Texts;
    }

    private (Parameters Supply, AppGraph Graph) Program(Dictionary<string, string?> settings, params Func<IDistributedApplicationBuilder, object>[] values)
    {
        var supply = new Parameters(
            new(() =>
            {
                var manager = new ConfigurationManager();
                manager.AddInMemoryCollection(settings);
                return manager;
            }),
            new(_secrets),
            _prompt.Answers.Count > 0 ? () => _prompt : null);
        var graph = Apps.Graph(b =>
        {
            var consumer = b.AddExecutable("consumer", "node", ".");
            foreach (var (value, i) in values.Select((add, i) => (add(b), i)))
            {
                _ = value switch
                {
                    IResourceBuilder<ParameterResource> parameter => consumer.WithEnvironment($"V{i}", parameter),
                    ParameterResource parameter => consumer.WithEnvironment($"V{i}", parameter),
                    _ => consumer.WithReference((IResourceBuilder<IResourceWithConnectionString>)value),
                };
            }

            foreach (var parameter in b.Resources.OfType<ParameterResource>().Where(p => p.Default is not null))
            {
                supply.Add(parameter.Name, parameter.Default!);
            }
        });
        return (supply, graph);
    }

    private sealed class ScriptedPrompt : IPrompt
    {
        public List<string?> Answers { get; set; } = [];

        public List<string> Questions { get; } = [];

        public Task<string?> AskAsync(string question, bool hidden, CancellationToken cancellation)
        {
            var answer = Answers[Questions.Count];
            Questions.Add(hidden ? "hidden " + question : question);
            return Task.FromResult(answer);
        }
    }
}

using AppHostSdk.Configuration;
using Microsoft.Extensions.Configuration;

namespace AppHostSdk.Hosting.Tests.Compatibility;

/// <summary>How a value is asked for, and where it is kept.</summary>
public class InputTests
{
    [Theory]
    [InlineData(InputType.Choice, "jp|eu", "eu", "'jp' is none of them.")]
    [InlineData(InputType.Number, "many|7", "7", "'many' is not a number.")]
    [InlineData(InputType.Boolean, "maybe|Yes", "true", "Answer y or n.")]
    [InlineData(InputType.Boolean, "n", "false", null)]
    [InlineData(InputType.Text, "|much too long|short", "short", "At most 5 characters.")]
    public async Task An_answer_is_asked_for_until_it_is_one(InputType type, string answers, string value, string? problem)
    {
        var prompt = new Script(answers.Split('|'));
        var input = new InteractionInput { Name = "region", Label = "Region", InputType = type, Required = true, MaxLength = 5, Options = [new("eu", "Europe"), new("us", "us")] };

        Assert.Equal(value, await new InputQuestion(prompt, input).AskAsync("region", secret: false, CancellationToken.None));

        Assert.StartsWith("Region", prompt.Questions[0], StringComparison.Ordinal);
        Assert.Equal(problem is not null, prompt.Questions.Exists(q => problem is not null && q.StartsWith(problem, StringComparison.Ordinal)));
        Assert.Equal(type == InputType.Choice, prompt.Questions[0].Contains("[eu: Europe, us]", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_left_out_is_the_value_of_the_input()
    {
        var prompt = new Script("");
        Assert.Equal("eu", await new InputQuestion(prompt, new() { Name = "r", InputType = InputType.Text, Description = "where", Value = "eu" }).AskAsync("region", secret: false, CancellationToken.None));
        Assert.Equal(["region (where) [eu]: "], prompt.Questions);

        Assert.Equal("fixed", await new InputQuestion(new Script(), new() { Name = "r", InputType = InputType.Text, Value = "fixed", Disabled = true }).AskAsync("region", secret: false, CancellationToken.None));

        var hidden = new Script("x");
        await new InputQuestion(hidden, new() { Name = "k", InputType = InputType.SecretText }).AskAsync("key", secret: false, CancellationToken.None);
        Assert.Equal(["hidden key: "], hidden.Questions);
        Assert.Null(await new InputQuestion(new Script((string?)null), new() { Name = "k", InputType = InputType.Text }).AskAsync("key", secret: false, CancellationToken.None));
    }

    [Fact]
    public async Task A_parameter_is_asked_for_as_the_program_says()
    {
        var prompt = new Script("us");
        var parameters = new Parameters(new(() => new ConfigurationManager()), findPrompt: () => prompt);
        var graph = Apps.Graph(builder =>
        {
            var region = builder.AddParameter("region").WithCustomInput(p => new() { Name = p.Name, Label = $"Where is {p.Name}?", InputType = InputType.Text });
            builder.AddExecutable("api", "api", ".").WithEnvironment("REGION", region);
        });
        parameters.AddInput("region", () => new() { Name = "region", Label = "Where?", InputType = InputType.Text });

        var values = await parameters.ReadAsync(graph, andOthers: false, CancellationToken.None);

        Assert.Equal(("us", "Where?: "), (values.Texts["region"], Assert.Single(prompt.Questions)));
    }

    [Fact]
    public void A_secret_is_kept_and_removed()
    {
        using var directory = new TemporaryDirectory();
        var configuration = new ConfigurationManager();
        var secrets = UserSecrets.At(directory["secrets.json"]);
        var kept = new KeptSecrets(new(() => secrets));

        kept.GetOrSetSecret(configuration, "Parameters:key", () => "made");
        kept.GetOrSetSecret(configuration, "Parameters:key", () => throw new InvalidOperationException("it is there"));
        Assert.True(kept.TrySetSecret("other", "1"));

        Assert.Equal("made", configuration["Parameters:key"]);
        Assert.Contains("made", File.ReadAllText(kept.FilePath), StringComparison.Ordinal);
        Assert.True(kept.TryDeleteSecret("Parameters:key"));
        Assert.False(kept.TryDeleteSecret("Parameters:key"));
        Assert.DoesNotContain("made", File.ReadAllText(kept.FilePath), StringComparison.Ordinal);
        Assert.Contains("other", File.ReadAllText(kept.FilePath), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_user_secrets_nothing_is_kept()
    {
        var kept = Apps.Builder().UserSecretsManager;
        Assert.Equal((false, "", false, false), (kept.IsAvailable, kept.FilePath, kept.TrySetSecret("a", "b"), kept.TryDeleteSecret("a")));
    }

    [Fact]
    public void A_default_is_given_late()
    {
        var builder = Apps.Builder();
        var key = builder.AddParameter("key");
        key.Resource.Default = new GenerateParameterDefault { MinLength = 30, Special = false };

        Assert.Equal(30, key.Resource.Value.Length);
        Assert.Equal("from code", builder.AddResource(new ParameterResource("own", _ => "from code", secret: true)).Resource.Value);
    }

    private sealed class Script(params string?[] answers) : IPrompt
    {
        public List<string> Questions { get; } = [];

        public Task<string?> AskAsync(string question, bool hidden, CancellationToken cancellation)
        {
            Questions.Add(hidden ? "hidden " + question : question);
            return Task.FromResult(answers[Questions.Count - 1]);
        }
    }
}

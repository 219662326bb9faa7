using System.Text.Json;
using AppHostSdk.Containers;

namespace AppHostSdk.Hosting.Tests.Containers;

/// <summary>Each property of a specification is translated by one part, and into everything that it concerns.</summary>
public class SpecificationPartTests
{
    /// <summary>What no part translates.</summary>
    private static readonly Dictionary<string, string> Untranslated = new()
    {
        [nameof(ContainerSpec.Build)] = "what is built is the image, which is a part by its id",
        [nameof(ContainerSpec.PullPolicy)] = "the image has been fetched when the container is made, and when does not make another container",
        [nameof(ContainerSpec.IsPersistent)] = "it says who removes the container, and is seen in its labels",
    };

    private static readonly ContainerSpec Empty = new() { Name = "box", Image = "busybox:1", Network = "net" };

    /// <summary>Another value of each property.</summary>
    private static readonly Dictionary<string, ContainerSpec> Changed = new()
    {
        [nameof(ContainerSpec.Name)] = Empty with { Name = "other" },
        [nameof(ContainerSpec.Image)] = Empty with { Image = "busybox:2" },
        [nameof(ContainerSpec.Command)] = Empty with { Command = ["sh"] },
        [nameof(ContainerSpec.Entrypoint)] = Empty with { Entrypoint = ["sh"] },
        [nameof(ContainerSpec.Environment)] = Empty with { Environment = [new("A", "1")] },
        [nameof(ContainerSpec.Labels)] = Empty with { Labels = new Dictionary<string, string> { ["a"] = "1" } },
        [nameof(ContainerSpec.Ports)] = Empty with { Ports = [new(80, "tcp", "127.0.0.1", 8080)] },
        [nameof(ContainerSpec.Mounts)] = Empty with { Mounts = [new("data", "/data", IsVolume: true, IsReadOnly: false)] },
        [nameof(ContainerSpec.Files)] = Empty with { Files = [new("/etc", null, [])] },
        [nameof(ContainerSpec.RuntimeArguments)] = Empty with { RuntimeArguments = ["--gpus=all"] },
        [nameof(ContainerSpec.MemoryLimit)] = Empty with { MemoryLimit = 64 << 20 },
        [nameof(ContainerSpec.NanoCpus)] = Empty with { NanoCpus = 500_000_000 },
        [nameof(ContainerSpec.ExtraHosts)] = Empty with { ExtraHosts = ["db:10.0.0.1"] },
        [nameof(ContainerSpec.Network)] = Empty with { Network = "other" },
        [nameof(ContainerSpec.NetworkId)] = Empty with { NetworkId = "1" },
        [nameof(ContainerSpec.NetworkAliases)] = Empty with { NetworkAliases = ["alias"] },
    };

    /// <summary>The translations that a property has nothing to say in, with the reason.</summary>
    private static readonly Dictionary<(string Property, string Translation), string> Silent = new()
    {
        [(nameof(ContainerSpec.Name), "request")] = "the address of the request has it",
        [(nameof(ContainerSpec.Labels), "text")] = "they say which container it is, and the text is one of them",
        [(nameof(ContainerSpec.Files), "request")] = "they are sent once the container is there",
        [(nameof(ContainerSpec.Files), "command")] = "they are sent once the container is there",
        [(nameof(ContainerSpec.RuntimeArguments), "request")] = "only the command line understands them",
        [(nameof(ContainerSpec.NetworkId), "request")] = "the network is given by its name",
        [(nameof(ContainerSpec.NetworkId), "command")] = "the network is given by its name",
    };

    public static TheoryData<string> Translated => [.. Changed.Keys];

    [Fact]
    public void Every_property_belongs_to_one_part_or_has_a_reason_not_to()
    {
        var parts = SpecificationParts.All.SelectMany(p => p.Properties).ToList();

        Assert.Equal(
            typeof(ContainerSpec).GetProperties().Select(p => p.Name).Order(StringComparer.Ordinal),
            parts.Concat(Untranslated.Keys).Order(StringComparer.Ordinal));
        Assert.Equal(parts.Order(StringComparer.Ordinal), Changed.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_part_is_in_the_list() => Assert.Equal(
        typeof(SpecificationPart).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(SpecificationPart))).Select(t => t.Name).Order(StringComparer.Ordinal),
        SpecificationParts.All.Select(p => p.GetType().Name).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Translated))]
    public async Task A_changed_value_changes_every_translation_and_no_other_part(string property)
    {
        foreach (var part in SpecificationParts.All)
        {
            var (before, after) = (await TranslationsAsync(part, Empty), await TranslationsAsync(part, Changed[property]));
            foreach (var (translation, value) in before)
            {
                var isExpected = part.Properties.Contains(property) && !Silent.ContainsKey((property, translation));
                Assert.True(isExpected != (value == after[translation]), $"{property} in the {translation} of {part.GetType().Name}: {value} and {after[translation]}");
            }
        }
    }

    private static async Task<Dictionary<string, string>> TranslationsAsync(SpecificationPart part, ContainerSpec spec)
    {
        var request = new CreateContainerRequest();
        part.Fill(request, spec);
        var command = new CreateCommand();
        part.Fill(command, spec);
        var lines = new SpecificationLines();
        part.Fill(lines, spec);
        return new()
        {
            ["request"] = JsonSerializer.Serialize(request, EngineJson.Default.CreateContainerRequest),
            ["command"] = string.Join(' ', command.Arguments),
            ["text"] = await lines.ToTextAsync(),
        };
    }
}

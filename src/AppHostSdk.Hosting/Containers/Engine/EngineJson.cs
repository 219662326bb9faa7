using System.Text.Json.Serialization;

namespace AppHostSdk.Containers;

/// <summary>The engine's JSON, compiled in: no reflection at run time.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(CreateContainerRequest))]
[JsonSerializable(typeof(long))]
[JsonSerializable(typeof(CreatedContainer))]
[JsonSerializable(typeof(ListedContainer[]))]
[JsonSerializable(typeof(WaitedContainer))]
[JsonSerializable(typeof(CreateNetworkRequest))]
[JsonSerializable(typeof(CreatedNetwork))]
[JsonSerializable(typeof(ListedNetwork))]
[JsonSerializable(typeof(ListedNetwork[]))]
[JsonSerializable(typeof(EngineInfo))]
[JsonSerializable(typeof(InspectedContainer))]
[JsonSerializable(typeof(InspectedContainer.Checked))]
[JsonSerializable(typeof(ExecRequest))]
[JsonSerializable(typeof(ExecStart))]
[JsonSerializable(typeof(InspectedExec))]
[JsonSerializable(typeof(PullMessage))]
[JsonSerializable(typeof(EngineErrorBody))]
[JsonSerializable(typeof(Dictionary<string, string>), TypeInfoPropertyName = "Texts")]
[JsonSerializable(typeof(Dictionary<string, string[]>), TypeInfoPropertyName = "Filters")]
internal sealed partial class EngineJson : JsonSerializerContext;

/// <summary>The answer to a create.</summary>
internal sealed record CreatedContainer(string? Id);

/// <summary>One entry of a list of containers.</summary>
internal sealed record ListedContainer(
    string? Id,
    string[]? Names,
    string? Image,
    string? State,
    Dictionary<string, string>? Labels);

/// <summary>The answer to a wait.</summary>
internal sealed record WaitedContainer(long? StatusCode, WaitedContainer.Failure? Error)
{
    /// <summary>Why the wait itself failed.</summary>
    internal sealed record Failure(string? Message);
}

/// <summary>The body of a refusal.</summary>
internal sealed record EngineErrorBody([property: JsonPropertyName("message")] string? Message);

/// <summary>The body of a network's create.</summary>
/// <param name="Name">The name.</param>
/// <param name="Driver">What kind of network.</param>
/// <param name="CheckDuplicate">Without it, older engines make two networks of one name.</param>
/// <param name="Labels">Its labels.</param>
internal sealed record CreateNetworkRequest(string Name, string Driver, bool CheckDuplicate, IReadOnlyDictionary<string, string> Labels);

/// <summary>The answer to a network's create.</summary>
internal sealed record CreatedNetwork(string? Id);

/// <summary>What the engine says of a network.</summary>
internal sealed record ListedNetwork(string? Id, string? Name, [property: JsonPropertyName("IPAM")] ListedNetwork.Addressing? Ipam)
{
    /// <summary>How addresses are given.</summary>
    internal sealed record Addressing(Range[]? Config);

    /// <summary>One range of addresses.</summary>
    internal sealed record Range(string? Gateway);
}

/// <summary>What an engine says of its machine.</summary>
/// <param name="Name">The machine's name.</param>
/// <param name="KernelVersion">The version of its system.</param>
/// <param name="SecurityOptions">How containers are kept apart; <c>name=rootless</c> when a user runs them.</param>
internal sealed record EngineInfo(string? Name, string? KernelVersion, string[]? SecurityOptions)
{
    /// <summary>Its networks are networks of this machine: it is on it, and not in a corner of its own as a user's engine is.</summary>
    public bool IsOfThisMachine(string name, string kernelVersion) =>
        Name == name && KernelVersion == kernelVersion && SecurityOptions?.Any(o => o.Contains("rootless", StringComparison.Ordinal)) != true;
}

namespace AppHostSdk.Containers;

/// <summary>A container as a list of containers shows it.</summary>
/// <param name="Id">The full id.</param>
/// <param name="Name">The name, without a leading slash.</param>
/// <param name="Image">The image as the engine calls it.</param>
/// <param name="State">The engine's word for its state: <c>created</c>, <c>running</c>, <c>exited</c> and others.</param>
/// <param name="Labels">All its labels, those of the image included.</param>
internal sealed record ContainerSummary(
    string Id,
    string Name,
    string Image,
    string State,
    IReadOnlyDictionary<string, string> Labels)
{
    public const string Running = "running";
    public const string Paused = "paused";
    public const string Restarting = "restarting";
    public const string Stopping = "stopping";
    public const string Removing = "removing";
    public const string Dead = "dead";

    /// <summary>Its ports are taken by itself.</summary>
    public bool HoldsPorts => State is Running or Paused or Restarting or Stopping;
}

namespace AppHostSdk.Planning;

/// <summary>A proxy of a resource.</summary>
/// <param name="Resource">Key of the resource.</param>
/// <param name="Action">What is opened.</param>
internal sealed record ProxyStep(string Resource, OpenProxy Action);

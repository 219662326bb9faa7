using AppHostSdk.Containers;

namespace AppHostSdk.Planning;

/// <summary>Build the image of a container.</summary>
/// <param name="Build">What it is built from.</param>
/// <param name="Image">What it is called then.</param>
internal sealed record BuildImage(ImageBuild Build, string Image) : PlanAction("build image");

/// <summary>Fetch an image.</summary>
/// <param name="Image">The image.</param>
/// <param name="IsForced">Even if the engine has it by then.</param>
internal sealed record PullImage(string Image, bool IsForced) : PlanAction("pull image");

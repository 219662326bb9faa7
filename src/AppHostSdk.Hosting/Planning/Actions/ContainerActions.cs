namespace AppHostSdk.Planning;

/// <summary>Create a container.</summary>
/// <param name="Container">Its name.</param>
internal sealed record CreateContainer(string Container) : PlanAction("create container");

/// <summary>Remove what earlier runs left of a container, and create it again.</summary>
/// <param name="Container">Its name.</param>
/// <param name="Decision">What is there, and why it will not do.</param>
internal sealed record RecreateContainer(string Container, ContainerDecision Decision) : PlanAction("recreate container");

/// <summary>Use the container that an earlier run left.</summary>
/// <param name="Container">Its name.</param>
/// <param name="Decision">What is there.</param>
internal sealed record ReuseContainer(string Container, ContainerDecision Decision) : PlanAction("reuse container");

/// <summary>Use the container that an earlier run left or create it, which cannot be told beforehand.</summary>
/// <param name="Container">Its name.</param>
internal sealed record ProvideContainer(string Container) : PlanAction("reuse or create container");

/// <summary>Start a container that is there.</summary>
internal sealed record StartContainer() : PlanAction("start container");

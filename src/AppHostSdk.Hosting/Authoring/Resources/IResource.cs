namespace AppHostSdk;

/// <summary>A part of a distributed application.</summary>
public interface IResource
{
    /// <summary>The name, unique in the application without regard to case.</summary>
    string Name { get; }

    /// <summary>What is noted on it: what was described of it so far, and what the program adds.</summary>
    ResourceAnnotationCollection Annotations => AnnotationState.Of(this);
}

/// <summary>A resource that is a part of another one, for example a database of a server.</summary>
public interface IResourceWithParent : IResource
{
    /// <summary>The resource it is a part of.</summary>
    IResource Parent { get; }
}

/// <summary>A resource that is a part of another one of a known type.</summary>
/// <typeparam name="T">The type of the resource it is a part of.</typeparam>
public interface IResourceWithParent<out T> : IResourceWithParent
    where T : IResource
{
    /// <summary>The resource it is a part of.</summary>
    new T Parent { get; }

    IResource IResourceWithParent.Parent => Parent;
}

/// <summary>A resource that is given environment variables.</summary>
public interface IResourceWithEnvironment : IResource;

/// <summary>A resource that is given command line arguments.</summary>
public interface IResourceWithArgs : IResource;

/// <summary>A resource that can be reached over the network.</summary>
public interface IResourceWithEndpoints : IResource;

/// <summary>A resource whose start can be delayed until others are ready.</summary>
public interface IResourceWithWaitSupport : IResource;

/// <summary>A resource that can run as several copies behind one address.</summary>
public interface IResourceWithReplicas : IResource;

/// <summary>A resource whose endpoints are found through <c>services__name__endpoint__index</c> variables.</summary>
public interface IResourceWithServiceDiscovery : IResourceWithEndpoints;

namespace AppHostSdk;

/// <summary>A resource that the environment it is published to can ask whether it is well.</summary>
public interface IResourceWithProbes : IResource;

/// <summary>A resource that runs somewhere: a project, a container or a program.</summary>
public interface IComputeResource : IResource;

/// <summary>A resource that others take files from when they are published, for example the pages that a build makes.</summary>
public interface IResourceWithContainerFiles : IResource;

/// <summary>A resource whose published image can hold files of others.</summary>
public interface IContainerFilesDestinationResource : IResource;

namespace AppHostSdk.Containers;

/// <summary>
/// One part of a <see cref="ContainerSpec"/> with everything that is made of it. Each part says all three itself: where one of them has
/// nothing to say, its method is empty and says why.
/// </summary>
internal abstract class SpecificationPart
{
    /// <summary>The names of the properties of <see cref="ContainerSpec"/> that it translates.</summary>
    public abstract IReadOnlyList<string> Properties { get; }

    /// <summary>Says it to the engine.</summary>
    public abstract void Fill(CreateContainerRequest request, ContainerSpec spec);

    /// <summary>Says it to the engine's command line.</summary>
    public abstract void Fill(CreateCommand command, ContainerSpec spec);

    /// <summary>Says what makes another container: a persistent one is recreated when its text has changed.</summary>
    public abstract void Fill(SpecificationLines lines, ContainerSpec spec);

    /// <summary>
    /// Whether a reported change of the line <paramref name="name"/> quotes the old and the new value. Other values may be secret, or are digests.
    /// </summary>
    public virtual bool IsQuoted(string name) => false;
}

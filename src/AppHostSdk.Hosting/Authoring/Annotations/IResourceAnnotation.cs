namespace AppHostSdk;

/// <summary>
/// Something noted on a resource. Types of the program are kept as they are, for code of the program to find; those of this library say
/// what methods say as well: each is visible when a method was called, and adding one is as good as the call.
/// </summary>
public interface IResourceAnnotation;

/// <summary>An annotation that says what a method says as well.</summary>
internal interface IDescribingAnnotation : IResourceAnnotation
{
    /// <summary>Records it.</summary>
    void Describe(IResourceBuilder<IResource> builder);
}

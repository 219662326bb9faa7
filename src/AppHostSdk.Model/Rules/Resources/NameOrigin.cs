namespace AppHostSdk.Model;

/// <summary>
/// The name of a resource is made of the name of another one, as <c>cache-password</c> is of <c>cache</c>, or is the same text: what is
/// wrong with that one is wrong with this one for the same reason.
/// </summary>
/// <param name="Key">The resource.</param>
/// <param name="Origin">The key of the resource that it is named after.</param>
public sealed record NameOrigin(string Key, string Origin);

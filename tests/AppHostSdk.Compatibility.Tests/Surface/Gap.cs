namespace AppHostSdk.Compatibility;

/// <summary>Something of Aspire that is missing here.</summary>
/// <param name="Name">How the reviewed list names it.</param>
/// <param name="Names">How many names are missing with it: members, and the type itself.</param>
/// <param name="Methods">How many of them are methods that are called on a builder or a resource.</param>
internal sealed record Gap(string Name, int Names, int Methods);

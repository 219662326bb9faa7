namespace AppHostSdk.Builds;

/// <summary>A resource whose project is built first.</summary>
/// <param name="Resource">Its key.</param>
/// <param name="Project">The path of the project's file.</param>
/// <param name="Withheld">Names of variables that the build does not see.</param>
internal sealed record BuildWish(string Resource, string Project, IReadOnlySet<string> Withheld);

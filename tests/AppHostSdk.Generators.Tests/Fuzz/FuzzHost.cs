using System.Collections.Concurrent;
using Microsoft.CodeAnalysis.CSharp;

namespace AppHostSdk.Tests;

/// <summary>A host that mutants are made of.</summary>
/// <param name="Name">What it is called in the test it is from.</param>
/// <param name="Program">Its first file.</param>
/// <param name="OtherFile">Its other file.</param>
/// <param name="CommandLines">With what it is executed besides nothing.</param>
internal sealed record FuzzHost(string Name, string Program, string OtherFile, string CommandLines)
{
    private static readonly ConcurrentDictionary<(string, bool), CSharpCompilation> Compilations = [];

    /// <summary>The integrations of this repository are compiled into it.</summary>
    public bool HasIntegrations { get; init; }

    /// <summary>The host, its first file to be replaced.</summary>
    public CSharpCompilation Compilation => Compilations.GetOrAdd(
        (OtherFile, HasIntegrations),
        _ => HostCompilation.Create([("Program.cs", ""), ("Other.cs", OtherFile), .. HasIntegrations ? RepositoryIntegrations.Files : []]));

    /// <summary>Each mode with nothing and with one command line.</summary>
    public IReadOnlyList<string[]> Arguments =>
    [
        .. CommandLines.Split('|').Prepend("").Distinct().SelectMany(line => new[] { "run", "publish" }.Select(mode =>
            line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Append($"--operation={mode}").ToArray())),
    ];
}

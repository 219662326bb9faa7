namespace AppHostSdk.Processes;

/// <summary>A program to start on the host.</summary>
internal sealed record ProcessSpec
{
    /// <summary>The resource's name.</summary>
    public required string Name { get; init; }

    /// <summary>A path, absolute or relative to the working directory, or a name looked up in <c>PATH</c>.</summary>
    public required string FileName { get; init; }

    /// <summary>The arguments, passed without a shell.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>The directory it starts in, absolute.</summary>
    public required string WorkingDirectory { get; init; }

    /// <summary>Variables added to those the host passes on.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>Names of variables that the host does not pass on, because they supply secrets to it; without regard to case.</summary>
    public IReadOnlySet<string> Withheld { get; init; } = new HashSet<string>();

    /// <summary>Says what to do when the program does not exist; asked only then.</summary>
    public Func<string> MissingProgramAdvice { get; init; } = static () => "";

    /// <exception cref="DistributedApplicationException">The directory that it is to start in does not exist.</exception>
    public void RequireDirectory()
    {
        if (!Directory.Exists(WorkingDirectory))
        {
            throw new DistributedApplicationException($"its working directory {WorkingDirectory} does not exist.");
        }
    }
}

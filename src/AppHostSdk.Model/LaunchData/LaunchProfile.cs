namespace AppHostSdk.Model;

/// <summary>A profile of a project's launch settings: what the project is started with.</summary>
/// <param name="Name">Its name, unique in the project with regard to case.</param>
public sealed record LaunchProfile(string Name)
{
    /// <summary>The profile's <c>commandName</c>, or <see langword="null"/>.</summary>
    public string? CommandName { get; init; }

    /// <summary>The addresses of <c>applicationUrl</c>, in order.</summary>
    public EquatableArray<ListenAddress> Urls { get; init; }

    /// <summary>The variables of <c>environmentVariables</c>, in order; <c>%NAME%</c> in a value stands for a variable of the app host.</summary>
    public EquatableArray<LaunchVariable> Environment { get; init; }

    /// <summary>The command line of <c>commandLineArgs</c>, or <see langword="null"/>; see <see cref="CommandLine"/>.</summary>
    public string? Arguments { get; init; }

    /// <summary>The program that is started in place of the project's when <see cref="StartsProgram"/>, not yet expanded; else it has no meaning.</summary>
    public string? ExecutablePath { get; init; }

    /// <summary>Where that program starts, relative to the project's directory and not yet expanded; <see langword="null"/> for that directory.</summary>
    public string? WorkingDirectory { get; init; }

    /// <summary>The page to open, relative to the first address or absolute, or <see langword="null"/>.</summary>
    public string? LaunchUrl { get; init; }

    /// <summary>True when the profile starts the project as a process; others start another program, or are for servers and engines that an IDE starts.</summary>
    public bool StartsProject => CommandName is null or "" or "Project";

    /// <summary>True when the profile starts another program in place of the project: <see cref="ExecutablePath"/>.</summary>
    public bool StartsProgram => CommandName is "Executable";

    /// <summary>
    /// The profile with each of its texts replaced, <see cref="Name"/> excepted. What writes and reads profiles goes through here, so that
    /// a new text is known to all of it.
    /// </summary>
    /// <param name="map">Returns the new text of a member, given its name and its text.</param>
    public LaunchProfile MapTexts(Func<string, string?, string?> map) => this with
    {
        CommandName = map(nameof(CommandName), CommandName),
        Arguments = map(nameof(Arguments), Arguments),
        ExecutablePath = map(nameof(ExecutablePath), ExecutablePath),
        WorkingDirectory = map(nameof(WorkingDirectory), WorkingDirectory),
        LaunchUrl = map(nameof(LaunchUrl), LaunchUrl),
    };
}

/// <summary>A variable of a launch profile.</summary>
/// <param name="Name">The variable.</param>
/// <param name="Value">Its value, not yet expanded.</param>
public sealed record LaunchVariable(string Name, string Value);

/// <summary>An endpoint of the section <c>Kestrel:Endpoints</c> of a project's app settings.</summary>
/// <param name="Key">Its key in the section.</param>
/// <param name="Name">The name of the resource's endpoint: the scheme where it is the only one of its scheme, else the key.</param>
/// <param name="Url">The address.</param>
/// <param name="Protocols">The protocols spoken, for example <c>Http2</c>, or <see langword="null"/> for the server's default.</param>
public sealed record KestrelEndpoint(string Key, string Name, ListenAddress Url, string? Protocols);

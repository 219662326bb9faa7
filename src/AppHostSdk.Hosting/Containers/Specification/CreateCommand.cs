namespace AppHostSdk.Containers;

/// <summary>What the engine's command line is given to create a container.</summary>
internal sealed class CreateCommand
{
    private readonly List<string> _options = ["create"];
    private readonly List<string> _program = [];
    private readonly Dictionary<string, string> _environment = new(StringComparer.Ordinal);

    /// <summary>The arguments. Values of variables are not among them where the command can take them from its own environment.</summary>
    public IReadOnlyList<string> Arguments => [.. _options, .. _program];

    /// <summary>The variables that the command takes from its own environment.</summary>
    public IReadOnlyDictionary<string, string> Environment => _environment;

    /// <summary>Translates a specification.</summary>
    public static CreateCommand Of(ContainerSpec spec)
    {
        var command = new CreateCommand();
        foreach (var part in SpecificationParts.All)
        {
            part.Fill(command, spec);
        }

        return command;
    }

    /// <summary>Adds an option and its value.</summary>
    public void AddOption(string name, string value)
    {
        _options.Add(name);
        _options.Add(value);
    }

    /// <summary>Adds options as they are.</summary>
    public void AddOptions(IReadOnlyList<string> arguments) => _options.AddRange(arguments);

    /// <summary>Adds to the image and what follows it, which comes after all options.</summary>
    public void AddProgram(string argument) => _program.Add(argument);

    /// <summary>Adds a variable of the container.</summary>
    public void AddVariable(string name, string value)
    {
        if (EngineCommand.IsOwn(name))
        {
            AddOption("--env", $"{name}={value}");
        }
        else
        {
            AddOption("--env", name);
            _environment[name] = value;
        }
    }
}

namespace AppHostSdk.Model;

/// <summary>The launch profiles of a project, as its <c>launchSettings.json</c> has them.</summary>
/// <param name="Profiles">What could be read, in the order of the file.</param>
/// <param name="Problems">What could not; then a profile may be missing or lack something.</param>
public sealed record LaunchSettings(EquatableArray<LaunchProfile> Profiles, EquatableArray<LaunchFileProblem> Problems)
{
    /// <summary>
    /// Reads the file. Comments, trailing commas, a byte order mark, members that are not known and names in another case are no
    /// problem. Never throws for any text.
    /// </summary>
    /// <param name="json">The text of the file.</param>
    public static LaunchSettings Read(string json)
    {
        var problems = new List<LaunchFileProblem>();
        var profiles = new List<LaunchProfile>();
        var root = LaunchJson.Root(json, problems);
        if (root?.Object("profiles", problems) is { } section)
        {
            foreach (var name in section.Names)
            {
                if (section.Object(name, problems) is { } profile)
                {
                    profiles.Add(Profile(name, profile, problems));
                }
            }
        }

        return new LaunchSettings(profiles.ToEquatableArray(), problems.ToEquatableArray());
    }

    private static LaunchProfile Profile(string name, LaunchJson json, List<LaunchFileProblem> problems)
    {
        var variables = new List<LaunchVariable>();
        if (json.Object("environmentVariables", problems) is { } environment)
        {
            foreach (var variable in environment.Names)
            {
                if (environment.Text(variable, problems, required: true) is { } value)
                {
                    variables.Add(new LaunchVariable(variable, value));
                }
            }
        }

        return new LaunchProfile(name)
        {
            CommandName = json.Text("commandName", problems),
            Urls = Urls(json, problems),
            Environment = variables.ToEquatableArray(),
            Arguments = json.Text("commandLineArgs", problems),
            ExecutablePath = json.Text("executablePath", problems),
            WorkingDirectory = json.Text("workingDirectory", problems),
            LaunchUrl = json.Text("launchUrl", problems),
        };
    }

    private static EquatableArray<ListenAddress> Urls(LaunchJson json, List<LaunchFileProblem> problems)
    {
        const string Member = "applicationUrl";
        var urls = new List<ListenAddress>();
        var at = 0;
        foreach (var part in (json.Text(Member, problems) ?? "").Split(';'))
        {
            if (part.Trim() is { Length: > 0 } url)
            {
                if (ListenAddress.Parse(url, out var problem) is { } address)
                {
                    urls.Add(address);
                }
                else
                {
                    var place = json.PlaceWithin(Member, at + part.IndexOf(url, StringComparison.Ordinal), url.Length);
                    problems.Add(new LaunchFileProblem(
                        LaunchFileProblemKind.InvalidAddress, place.Start, place.Length, $"'{url}' is no address to listen on: {problem}"));
                }
            }

            at += part.Length + 1;
        }

        return urls.ToEquatableArray();
    }
}

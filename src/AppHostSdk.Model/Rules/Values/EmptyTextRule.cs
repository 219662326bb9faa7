namespace AppHostSdk.Model;

/// <summary>What a call cannot do without is not an empty text. Names have rules of their own.</summary>
internal static class EmptyTextRule
{
    public static IEnumerable<Finding> Check(GraphIndex index)
    {
        foreach (var resource in index.Graph.Resources)
        {
            if (resource.Kind == ResourceKind.Executable && IsBlank(resource.Command))
            {
                var place = new SiteArgument(resource.Site, "command");
                yield return Found(index, place, $"The command of '{resource.Name}'", "Name the program.", index.When(resource), index.Reaching(resource));
            }

            if (resource.Parameter.Key is { Length: 0 })
            {
                var place = new SiteArgument(resource.Site, "configurationKey");
                yield return Found(index, place, $"The configuration key of '{resource.Name}'", "Pass the key, or use AddParameter.", index.When(resource), index.Reaching(resource));
            }

            foreach (var (entry, argument, what, advice) in Entries(resource))
            {
                if (index.IsPossible(index.When(resource, entry)))
                {
                    var place = new SiteArgument(entry.Site, argument);
                    yield return Found(index, place, $"{what} of '{resource.Name}'", advice, index.When(resource, entry), index.Reaching(resource, entry));
                }
            }
        }
    }

    private static IEnumerable<(Entry Entry, string Argument, string What, string Advice)> Entries(Resource resource)
    {
        foreach (var setting in resource.Settings)
        {
            if (setting is { Setting: ResourceSetting.Executable, Value: var command } && IsBlank(command))
            {
                yield return (setting, "value", "The program that runs in place", "Name it, or leave RunAsExecutable out.");
            }
            else if (setting is { Setting: ResourceSetting.Program, Value: var program } && IsBlank(program))
            {
                yield return (setting, "value", "The program", "Name it, or leave WithProgram out.");
            }
            else if (setting is { Setting: ResourceSetting.Entrypoint, Value: var entrypoint } && IsBlank(entrypoint))
            {
                yield return (setting, "value", "The entry point", "Name the program inside the container, or leave WithEntrypoint out.");
            }
            else if (setting is { Setting: ResourceSetting.ProjectPath, Value: ModelValue.HostPath { Relative: "" } })
            {
                yield return (setting, "projectPath", "The project file", "Pass its path, relative to the app host's directory.");
            }
            else if (setting is { Setting: ResourceSetting.IconName, Value: ModelValue.Text { Value: "" } })
            {
                yield return (setting, "value", "The icon", "Pass its name, or leave WithIconName out.");
            }
        }

        foreach (var mount in resource.Mounts)
        {
            if (mount is { IsVolume: false, Source: ModelValue.HostPath { Relative: "" } })
            {
                yield return (mount, "source", "The source of a bind mount", "Pass a path; \".\" is the app host's directory.");
            }
        }

        foreach (var files in resource.Container.OfType<ContainerFilesEntry>())
        {
            if (files.Source is ModelValue.HostPath { Relative: "" })
            {
                yield return (files, "source", "The source of files", "Pass a path; \".\" is the app host's directory.");
            }
        }

        foreach (var check in resource.HealthChecks)
        {
            if (check is RegisteredHealthCheckEntry { Key: ModelValue.Text { Value: "" } })
            {
                yield return (check, "key", "The key of a health check", "Pass the name under which it is registered.");
            }
        }

        foreach (var command in resource.Commands)
        {
            if (command.Name.Length == 0)
            {
                yield return (command, "name", "The name of a command", "Give it one.");
            }
        }

        foreach (var url in resource.Urls)
        {
            if (url is UrlDeclaration { Url: ModelValue.Text { Value: "" } })
            {
                yield return (url, "url", "A URL", "Pass the address to show.");
            }
        }

        foreach (var property in resource.ConnectionProperties)
        {
            if (property.Name.Length == 0)
            {
                yield return (property, "name", "The name of a connection property", "Give it one, for example Host.");
            }
        }

        foreach (var relationship in resource.Relationships)
        {
            if (relationship.Kind.Length == 0)
            {
                yield return (relationship, "type", "The type of a relationship", "Pass one, for example Reference.");
            }
        }
    }

    private static bool IsBlank(ModelValue value) => value.AsText is { } text && string.IsNullOrWhiteSpace(text);

    private static Finding Found(
        GraphIndex index, SiteArgument place, string what, string advice, Condition when, IEnumerable<Condition> party) =>
        index.Under(new Finding(RuleCatalog.EmptyText, place, default, EquatableArray.Of(what, advice)), when, party);
}

namespace AppHostSdk.Model;

/// <summary>Operating systems end a text at the character NUL, so it is in no command line, variable or path.</summary>
internal static class NulCharacterRule
{
    public static IEnumerable<Finding> Check(GraphIndex index)
    {
        foreach (var resource in index.Graph.Resources.Where(r => r.IsStarted))
        {
            if (HasNul(resource.Command))
            {
                yield return Found("command", "The command");
            }

            if (HasNul(resource.WorkingDirectory))
            {
                yield return Found("workingDirectory", "The working directory");
            }

            foreach (var (entry, argument, what) in Entries(resource))
            {
                if (index.IsPossible(index.When(resource, entry)))
                {
                    yield return index.Under(
                        new Finding(
                            RuleCatalog.NulCharacter,
                            new SiteArgument(entry.Site, argument),
                            default,
                            EquatableArray.Of($"{what} of '{resource.Name}'")),
                        index.When(resource, entry),
                        index.Reaching(resource, entry));
                }
            }

            Finding Found(string argument, string what) => index.Under(
                new Finding(
                    RuleCatalog.NulCharacter,
                    new SiteArgument(resource.Site, argument),
                    default,
                    EquatableArray.Of($"{what} of '{resource.Name}'")),
                index.When(resource),
                index.Reaching(resource));
        }
    }

    private static IEnumerable<(Entry Entry, string Argument, string What)> Entries(Resource resource)
    {
        foreach (var entry in resource.Environment)
        {
            if (entry is EnvironmentVariable { Value: var value } variable && HasNul(value))
            {
                yield return (entry, "value", $"The variable '{variable.Name}'");
            }
        }

        foreach (var argument in resource.Arguments)
        {
            if (HasNul(argument.Value))
            {
                yield return (argument, "args", "An argument");
            }
        }

        foreach (var setting in resource.Settings)
        {
            if (setting.Setting is ResourceSetting.Entrypoint or ResourceSetting.Executable or ResourceSetting.Program && (HasNul(setting.Value) || HasNul(setting.Detail)))
            {
                yield return (setting, HasNul(setting.Value) ? "value" : "detail", "The program");
            }
        }

        foreach (var mount in resource.Mounts)
        {
            if (HasNul(mount.Source) || mount.Target.Contains('\0'))
            {
                yield return (mount, HasNul(mount.Source) ? "source" : "target", "A mount");
            }
        }
    }

    private static bool HasNul(ModelValue value) => value switch
    {
        ModelValue.Text { Value: var text } => text.Contains('\0'),
        ModelValue.HostPath { Relative: var path } => path.Contains('\0'),
        ModelValue.Template or ModelValue.List or ModelValue.Formatted => value.SelfAndParts().Any(p => p is ModelValue.Text or ModelValue.HostPath && HasNul(p)),
        _ => false,
    };
}

using System.Globalization;

namespace AppHostSdk.Model;

/// <summary>What is said about the end of a resource can come true: how often it is started again, and with which exit code it ends.</summary>
internal static class EndRule
{
    public static IEnumerable<Finding> Check(GraphIndex index)
    {
        foreach (var resource in index.Graph.Resources)
        {
            foreach (var entry in resource.Lifecycle)
            {
                if (entry is RestartEntry { MaxRestarts: ModelValue.Number { Value: < 0 and var count } } && index.IsPossible(index.When(resource, entry)))
                {
                    yield return index.Under(
                        new Finding(
                            RuleCatalog.NegativeRestarts,
                            new SiteArgument(entry.Site, "maxRestarts"),
                            default,
                            EquatableArray.Of(resource.Name, count.ToString(CultureInfo.InvariantCulture))),
                        index.When(resource, entry),
                        index.Reaching(resource, entry));
                }
            }

            foreach (var wait in resource.Waits)
            {
                if (wait is { Kind: WaitKind.Completed, ExitCode: < 0 or > 255 }
                    && index.Find(wait.Dependency) is { Kind: ResourceKind.Container } dependency
                    && !dependency.Settings.Any(s => s.Setting == ResourceSetting.Executable)
                    && index.Conditions.And(index.When(resource, wait), index.When(dependency)) is var when
                    && index.IsPossible(when))
                {
                    yield return index.Under(
                        new Finding(
                            RuleCatalog.ImpossibleExitCode,
                            new SiteArgument(wait.Site, "exitCode"),
                            default,
                            EquatableArray.Of(resource.Name, dependency.Name, wait.ExitCode.ToString(CultureInfo.InvariantCulture))),
                        when,
                        index.Reaching(resource, wait));
                }
            }
        }
    }
}

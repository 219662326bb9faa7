namespace AppHostSdk.Model;

/// <summary>What limits a container is an amount that engines accept.</summary>
internal static class LimitRule
{
    public static IEnumerable<Finding> Check(GraphIndex index)
    {
        foreach (var resource in index.Graph.Resources)
        {
            foreach (var setting in resource.Settings)
            {
                if (Problem(setting) is var (what, problem, advice) && index.IsPossible(index.When(resource, setting)))
                {
                    yield return index.Under(
                        new Finding(
                            RuleCatalog.InvalidLimit,
                            new SiteArgument(setting.Site, "value"),
                            default,
                            EquatableArray.Of(setting.Value.AsText!, what, resource.Name, problem, advice)),
                        index.When(resource, setting),
                        index.Reaching(resource, setting));
                }
            }
        }
    }

    private static (string What, string Problem, string Advice)? Problem(SettingEntry setting) => setting switch
    {
        { Setting: ResourceSetting.MemoryLimit, Value: ModelValue.Text { Value: var text } } when MemoryLimit.Problem(text) is { } problem =>
            ("memory limit", problem, MemoryLimit.Advice),
        { Setting: ResourceSetting.CpuLimit, Value: ModelValue.Text { Value: var text } } when CpuLimit.Problem(text) is { } problem =>
            ("CPU limit", problem, CpuLimit.Advice),
        _ => null,
    };
}

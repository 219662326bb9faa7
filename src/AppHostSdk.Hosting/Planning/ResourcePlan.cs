using AppHostSdk.Model;

namespace AppHostSdk.Planning;

/// <summary>The part of a plan that is about one resource.</summary>
/// <param name="Preparation">What is done at once.</param>
/// <param name="LatePreparation">What is done when everything is there that the resource waits for.</param>
/// <param name="Start">What is done then.</param>
/// <param name="Waits">What the start waits for.</param>
/// <param name="ExitCodes">The exit codes that those expect which wait for its completion.</param>
internal sealed record ResourcePlan(
    IReadOnlyList<PlanAction> Preparation,
    IReadOnlyList<PlanAction> LatePreparation,
    PlanAction Start,
    IReadOnlyCollection<PlannedWait> Waits,
    IReadOnlyCollection<int> ExitCodes)
{
    /// <summary>The parts of <paramref name="plan"/>, by key of their resource.</summary>
    public static Dictionary<string, ResourcePlan> Of(Plan plan)
    {
        var parts = new Dictionary<string, ResourcePlan>();
        foreach (var steps in plan.Steps.Where(s => s.Resource is not null).GroupBy(s => s.Resource!))
        {
            if (Part(steps) is { } part)
            {
                parts.Add(steps.Key, part);
            }
        }

        return parts;
    }

    /// <summary>The plan for another start: what was observed before the first one does not hold any more.</summary>
    public ResourcePlan Again() => this with { Preparation = Again(Preparation), LatePreparation = Again(LatePreparation) };

    private static List<PlanAction> Again(IReadOnlyList<PlanAction> actions)
    {
        var again = new List<PlanAction>();
        foreach (var action in actions)
        {
            again.Add(action switch
            {
                ReuseContainer reuse => new ProvideContainer(reuse.Container),
                RecreateContainer recreate => new ProvideContainer(recreate.Container),
                _ => action,
            });
        }

        return again;
    }

    private static ResourcePlan? Part(IEnumerable<PlanStep> steps)
    {
        List<PlanAction> preparation = [], late = [];
        List<int> exitCodes = [];
        PlanStep? start = null;
        foreach (var step in steps)
        {
            switch (step.Action)
            {
                case StartProcess or StartContainer:
                    start = step;
                    break;
                case Complete end:
                    exitCodes.Add(end.ExitCode);
                    break;
                case BecomeHealthy or OpenProxy:
                    break;
                default:
                    (step.IsLate ? late : preparation).Add(step.Action);
                    break;
            }
        }

        return start is null ? null : new(preparation, late, start.Action, [.. start.Waits], exitCodes);
    }
}

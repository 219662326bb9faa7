namespace AppHostSdk.Planning;

/// <summary>Reports which steps of a plan have been carried out. Some are before the plan is known: they are reported with it.</summary>
/// <param name="onDone">Told of each.</param>
internal sealed class PlanProgress(Action<PlanStep> onDone)
{
    private readonly Lock _lock = new();
    private readonly List<PlanStep> _early = [];
    private Plan? _plan;

    /// <summary>From now on steps are those of <paramref name="plan"/>.</summary>
    public void Begin(Plan plan)
    {
        lock (_lock)
        {
            _plan = plan;
            foreach (var step in _early)
            {
                Report(step);
            }
        }
    }

    /// <summary>A step has been carried out.</summary>
    /// <param name="resource">Key of the resource; <see langword="null"/> for none.</param>
    /// <param name="action">What was done.</param>
    public void Record(string? resource, PlanAction action)
    {
        // What was not planned has no number.
        var step = new PlanStep(0, resource, action, default, "was not planned") { Name = resource };
        lock (_lock)
        {
            if (_plan is null)
            {
                _early.Add(step);
            }
            else
            {
                Report(step);
            }
        }
    }

    private void Report(PlanStep step) => onDone(_plan!.Find(step.Resource, step.Action) ?? step);
}

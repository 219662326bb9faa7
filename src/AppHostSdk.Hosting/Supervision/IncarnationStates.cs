namespace AppHostSdk.Supervision;

/// <summary>Says what one life of a resource has come to.</summary>
/// <param name="incarnation">The life.</param>
/// <param name="resource">Whose life it is.</param>
/// <param name="states">The stream of changes of all resources.</param>
internal sealed class IncarnationStates(Incarnation incarnation, Model.Resource resource, ResourceStates states)
{
    public void Publish(ResourcePhase phase, Func<ResourceState, ResourceState>? with = null, string? detail = null)
    {
        var state = new ResourceState(resource.Key, resource.Name, phase, Detail: detail)
        {
            Incarnation = incarnation.Number,
            HasRun = incarnation.HasRun,
            HasBeenReady = incarnation.ReadySince is not null,
        };
        states.Publish(with is null ? state : with(state));
    }
}

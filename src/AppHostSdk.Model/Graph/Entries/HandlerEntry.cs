namespace AppHostSdk.Model;

/// <summary>A function that is called at a moment of the resource's life.</summary>
/// <param name="Event">The type of the event, for example <c>ResourceReadyEvent</c>.</param>
/// <param name="Callback">The function.</param>
public sealed record HandlerEntry(string Event, ModelValue Callback) : Entry
{
    /// <inheritdoc/>
    public override Entry VisitMembers(IEntryVisitor visitor) => this with
    {
        Event = visitor.VisitText(nameof(Event), Event),
        Callback = visitor.VisitValue(nameof(Callback), Callback),
    };
}

using AppHostSdk.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AppHostSdk.Generators;

/// <summary>Events of the program's own types: variables that hold the functions that subscribed.</summary>
internal sealed partial class Evaluator
{
    private Value Event(IEventReferenceOperation reference) => reference.Instance is { } receiver
        ? Each(NotNull(Evaluate(receiver)), owner => EventCell(reference.Event, owner) is { } cell ? Held(cell, reference.Event, reference) : Fresh($"the event {reference.Event.Name}", reference, reference.Type))
        : EventCell(reference.Event, null) is { } shared ? Held(shared, reference.Event, reference) : Fresh($"the event {reference.Event.Name}", reference, reference.Type);

    private void Subscribe(IEventAssignmentOperation subscription)
    {
        var reference = subscription.EventReference as IEventReferenceOperation;
        var owner = reference?.Instance is { } receiver ? NotNull(Evaluate(receiver)) : null;
        var handler = Evaluate(subscription.HandlerValue);
        if (reference is null)
        {
            LetGo(handler);
        }
        else if (owner is null)
        {
            Subscribe(null);
        }
        else
        {
            Each(owner, single =>
            {
                Subscribe(single);
                return Value.Null;
            });
        }

        void Subscribe(Value? single)
        {
            var @event = single is Value.Instance instance ? Implementation(reference.Event, instance.Type) : reference.Event;
            var accessor = subscription.Adds ? @event.AddMethod : @event.RemoveMethod;
            if (EventCell(@event, single) is { } cell)
            {
                var kind = subscription.Adds ? BinaryOperatorKind.Add : BinaryOperatorKind.Subtract;
                Set(cell, EachOf([Held(cell, @event, reference), OnPath(handler)], values => Combined(kind, values[0], values[1], reference)));
            }
            else if (accessor is not null && _bodies.Of(accessor) is { } body && single is null or Value.Instance)
            {
                Inline(accessor, body, single, [new(accessor.Parameters[0], OnPath(handler), PlaceOf(subscription))], subscription.Syntax);
            }
            else
            {
                LetGo(handler);
            }
        }
    }

    /// <summary>The variable of an event that has one; <see langword="null"/> for events of others and events with functions of their own.</summary>
    private Cell? EventCell(IEventSymbol @event, Value? owner)
    {
        @event = (owner is Value.Instance instance ? Implementation(@event, instance.Type) : @event).OriginalDefinition;
        if (!IsInSource(@event) || @event.IsAbstract || (@event.AddMethod is { } accessor && _bodies.Of(accessor) is not null))
        {
            return null;
        }

        var cells = owner is Value.Instance holder ? holder.Fields : @event.IsStatic ? _statics : null;
        if (cells is not null && !cells.ContainsKey(@event))
        {
            cells[@event] = new Cell(Value.Null, Condition.Always) { IsUnstable = _forgottenStatics.Contains(@event) };
        }

        return cells?[@event];
    }
}

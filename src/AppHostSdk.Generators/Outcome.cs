using System.Collections.Immutable;
using AppHostSdk.Model;
using Microsoft.CodeAnalysis;

namespace AppHostSdk.Generators;

/// <summary>
/// The result of a step of the pipeline, or what a defect of ours made of it. The compiler drops what a generator that throws
/// would have emitted, so no exception leaves a step: it becomes a value, and that one diagnostic.
/// </summary>
/// <param name="Value">The result; where the step failed, the one it was to fall back on.</param>
/// <param name="Failure">The exception in words, or <see langword="null"/>.</param>
internal readonly record struct Outcome<T>(T Value, string? Failure);

/// <summary>Makes outcomes.</summary>
internal static class Outcome
{
    private const int StackLines = 4;

    /// <summary>Takes a step. That nobody waits for it any more is no defect.</summary>
    public static Outcome<T> Of<T>(Func<T> step, T fallback)
    {
        try
        {
            return new(step(), null);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return new(fallback, Describe(e));
        }
    }

    /// <summary>The exception with its type and the head of its stack.</summary>
    public static string Describe(Exception exception)
    {
        var stack = (exception.StackTrace ?? "").Split('\n').Take(StackLines).Select(line => line.Trim());
        return $"{exception.GetType().Name}: {exception.Message} {string.Join(" ", stack)}".TrimEnd();
    }

    /// <summary>A step that falls back on <paramref name="fallback"/> where it fails.</summary>
    /// <param name="source">What it works on.</param>
    /// <param name="step">What it does.</param>
    /// <param name="fallback">Its result when it fails.</param>
    /// <param name="name">Its name, for tests of incrementality.</param>
    /// <param name="failures">What went wrong in the steps before; this one's is added.</param>
    public static IncrementalValueProvider<TResult> SelectSafely<T, TResult>(
        this IncrementalValueProvider<T> source,
        Func<T, TResult> step,
        TResult fallback,
        string name,
        ref IncrementalValueProvider<EquatableArray<string>> failures)
    {
        var outcome = source.Select((value, _) => Of(() => step(value), fallback));
        failures = failures.Combine(outcome).Select((pair, _) => pair.Right.Failure is { } failure ? pair.Left.Add(failure) : pair.Left);
        return outcome.Select((o, _) => o.Value).WithTrackingName(name);
    }

    /// <summary>The results of one step on many inputs.</summary>
    /// <param name="source">The outcomes.</param>
    /// <param name="failures">What went wrong before; theirs are added.</param>
    public static IncrementalValueProvider<ImmutableArray<T>> SelectAll<T>(
        this IncrementalValueProvider<ImmutableArray<Outcome<T>>> source,
        ref IncrementalValueProvider<EquatableArray<string>> failures)
    {
        failures = failures.Combine(source).Select((pair, _) => pair.Left.Concat(pair.Right.Select(o => o.Failure).OfType<string>()).ToEquatableArray());
        return source.Select((outcomes, _) => outcomes.Select(o => o.Value).ToImmutableArray());
    }
}

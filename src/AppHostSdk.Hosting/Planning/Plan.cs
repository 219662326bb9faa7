using System.Globalization;
using System.Text;
using AppHostSdk.Model;

namespace AppHostSdk.Planning;

/// <summary>What is done to bring an application up, and in which order.</summary>
/// <param name="Steps">The steps; independent ones run at the same time.</param>
internal sealed record Plan(EquatableArray<PlanStep> Steps)
{
    /// <summary>The step that does <paramref name="action"/>; <see langword="null"/> when it is not planned.</summary>
    public PlanStep? Find(string? resource, PlanAction action)
    {
        foreach (var step in Steps)
        {
            if (step.Resource == resource && step.Action == action)
            {
                return step;
            }
        }

        return null;
    }

    /// <summary>One line per step: <c>[deps] -> #id resource, action, cause</c>.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var step in Steps)
        {
            text.Append(CultureInfo.InvariantCulture, $"[{string.Join(',', step.DependsOn)}] -> #{step.Id} {(step.Name is { } name ? name + ", " : "")}{step.Action.Words}, {step.Cause}\n");
        }

        return text.ToString();
    }
}

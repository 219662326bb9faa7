using System.Globalization;
using System.Text;
using AppHostSdk.Model;

namespace AppHostSdk.Planning;

/// <summary>One atomic step: a start of a process, a call of the engine, or something to become true.</summary>
internal enum PlanOperation
{
    /// <summary>Fetch an image that the engine does not have.</summary>
    PullImage,

    /// <summary>Create a container.</summary>
    CreateContainer,

    /// <summary>Start a created container.</summary>
    StartContainer,

    /// <summary>Start a process.</summary>
    StartProcess,

    /// <summary>The resource's health checks succeed.</summary>
    BecomeHealthy,

    /// <summary>The resource ends by itself.</summary>
    Complete,

    /// <summary>Build the image of a container.</summary>
    BuildImage,
}

/// <summary>A step of a plan.</summary>
/// <param name="Id">Its number, from 1; a node depends on smaller numbers only.</param>
/// <param name="Resource">Key of the resource.</param>
/// <param name="Operation">What is done.</param>
/// <param name="DependsOn">The nodes that must have succeeded.</param>
/// <param name="Cause">Why it is in the plan.</param>
internal sealed record PlanNode(int Id, string Resource, PlanOperation Operation, EquatableArray<int> DependsOn, string Cause)
{
    /// <summary>For <see cref="PlanOperation.Complete"/>: the exit code that counts as success.</summary>
    public int ExitCode { get; init; }

    /// <summary>For a start: the steps of other resources among <see cref="DependsOn"/>, as what they are waited for.</summary>
    public EquatableArray<PlannedWait> Waits { get; init; }
}

/// <summary>What is done to bring an application up, and in which order.</summary>
/// <param name="Nodes">The steps; independent ones run at the same time.</param>
internal sealed record Plan(EquatableArray<PlanNode> Nodes)
{
    /// <summary>One line per step: <c>[deps] -> #id resource, operation, cause</c>.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var node in Nodes)
        {
            text.Append(CultureInfo.InvariantCulture, $"[{string.Join(',', node.DependsOn)}] -> #{node.Id} {node.Resource}, {Words(node.Operation)}, {node.Cause}\n");
        }

        return text.ToString();
    }

    private static string Words(PlanOperation operation) => operation switch
    {
        PlanOperation.PullImage => "pull image",
        PlanOperation.BuildImage => "build image",
        PlanOperation.CreateContainer => "create container",
        PlanOperation.StartContainer => "start container",
        PlanOperation.StartProcess => "start process",
        PlanOperation.BecomeHealthy => "become healthy",
        _ => "complete",
    };
}

using System.Globalization;
using System.Text;
using AppHostSdk.Model;

namespace AppHostSdk.Binding;

/// <summary>Reports what the program did differently from what the compiler derived, and checks what only the run time knows.</summary>
internal static class Verification
{
    /// <summary>Set to <c>fail</c>, a disagreement ends the host; otherwise it is a warning and the program's own calls count.</summary>
    public const string Variable = "APPHOST_VERIFY";

    public static void Report(IReadOnlyList<Disagreement> disagreements, CompiledModel model)
    {
        if (disagreements.Count == 0)
        {
            return;
        }

        var text = new StringBuilder();
        foreach (var disagreement in disagreements)
        {
            text.AppendLine(Describe(disagreement, model));
        }

        text.Append(
            "What the program did is what runs. Rebuild the app host; if the message stays, it is a defect of AppHost SDK: please report it with these lines.");
        if (string.Equals(Environment.GetEnvironmentVariable(Variable), "fail", StringComparison.OrdinalIgnoreCase))
        {
            throw new DistributedApplicationException(text.ToString());
        }

        Output.StandardError.Write(text.ToString());
    }

    /// <summary>Applies the compiler's rules to the graph that will run.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="model">What the compiler derived.</param>
    /// <param name="operation">What the application is described for.</param>
    /// <exception cref="DistributedApplicationException">The graph has mistakes; the message lists them.</exception>
    public static void Check(AppGraph graph, CompiledModel model, DistributedApplicationOperation operation)
    {
        var findings = GraphRules.Check(graph, isPublishing: operation == DistributedApplicationOperation.Publish).Where(f => !f.Rule.IsInformation).ToList();
        if (findings.Count == 0)
        {
            return;
        }

        throw new DistributedApplicationException(string.Join(
            Environment.NewLine,
            findings.Select(f => $"{Place(f.Location.Site, model)}error {f.Rule.Id}: {f.Message}")));
    }

    private static string Describe(Disagreement disagreement, CompiledModel model)
    {
        var place = Place(disagreement.Site, model);
        var (compiled, recorded) = (disagreement.Compiled, disagreement.Recorded);
        return (compiled, recorded) switch
        {
            (not null, not null) => string.Create(CultureInfo.InvariantCulture,
                $"{place}warning AHS2901: on '{disagreement.Resource}' the compiler derived {compiled}, but the program did {recorded}."),
            (not null, null) => string.Create(CultureInfo.InvariantCulture,
                $"{place}warning AHS2901: on '{disagreement.Resource}' the compiler derived {compiled}, but the program did not do it."),
            _ => string.Create(CultureInfo.InvariantCulture,
                $"{place}warning AHS2901: on '{disagreement.Resource}' the program did {recorded}, which the compiler did not derive."),
        };
    }

    private static string Place(int site, CompiledModel model) =>
        site != 0 && model.Describe(site) is { Length: > 0 } place ? place + ": " : "";
}

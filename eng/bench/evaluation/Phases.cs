using AppHostSdk.Generators;
using AppHostSdk.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AppHostSdk.Bench;

/// <summary>Where the time of a cold run goes, phase by phase.</summary>
internal static class Phases
{
    public static void Print(HostKind kind, int count, int rounds)
    {
        var host = new MeasuredHost(kind, count);
        var options = HostOptions.Read(new MeasuredHost.Properties());
        var samples = new Dictionary<string, List<Sample>>();
        for (var round = -2; round < rounds; round++)
        {
            var compilation = host.Edited(Edit.Cold);
            var tree = compilation.SyntaxTrees[0];
            var model = compilation.GetSemanticModel(tree);
            Time("binding", () => _ = MeasuredHost.Bind(compilation, model));
            EvaluationResult result = null!;
            Time("evaluation", () => result = Evaluator.Evaluate(tree.GetRoot(), model, default));
            Time("evaluation again", () => result = Evaluator.Evaluate(tree.GetRoot(), model, default));
            EquatableArray<Finding> findings = default;
            Time("rules", () => findings = GraphRules.Check(result.Graph));
            Time("advice", () => findings = GraphAdvice.Check(result.Graph, hasUserSecrets: false));
            Microsoft.CodeAnalysis.Text.SourceText[] texts = [];
            Time("graph text", () => texts = [GraphEmitter.Emit(result.Graph, "..")]);
            Time("JSON text", () => texts = [.. texts, JsonEmitter.Emit(result.Graph)]);
            Time("sites text", () => texts = [.. texts, SitesEmitter.Emit(result.Positions, EquatableArray.Of(new BuilderCall(1, "x", "p", BuilderCallForm.Arguments)), options)]);
            Time("parsing graph", () => CSharpSyntaxTree.ParseText(texts[0]).GetRoot());
            Time("parsing JSON", () => CSharpSyntaxTree.ParseText(texts[1]).GetRoot());
            Time("parsing sites", () => CSharpSyntaxTree.ParseText(texts[2]).GetRoot());

            void Time(string phase, Action act)
            {
                var sample = Sample.Of(act);
                if (round >= 0)
                {
                    (samples.TryGetValue(phase, out var all) ? all : samples[phase] = []).Add(sample);
                }
            }
        }

        var bound = Sample.Median(samples["binding"].Select(s => s.Milliseconds));
        var evaluated = Sample.Median(samples["evaluation"].Select(s => s.Milliseconds));
        foreach (var (phase, all) in samples)
        {
            var time = Sample.Median(all.Select(s => s.Milliseconds));
            System.Console.WriteLine($"{kind,-12}{count,6} {phase,-18}{time,8:0.0} ms {time / bound,6:0 %} {(phase is "rules" or "advice" ? $"({time / evaluated:0 %} of the evaluation)" : ""),26} {Sample.Median(all.Select(s => s.Megabytes)),8:0.0} MB");
        }
    }
}

using System.Runtime.CompilerServices;
using AppHostSdk.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;

namespace AppHostSdk.Generators;

/// <summary>
/// Executes the program abstractly: statement by statement over the operation tree, functions of the program included, each
/// step under the condition on which a run comes by (the path). Where a run-time test decides, both ways are followed and
/// values become choices. What it cannot follow becomes an open part of the graph with a diagnostic on the expression, never a
/// guess.
/// </summary>
internal sealed partial class Evaluator
{
    private readonly CancellationToken _cancellation;
    private readonly EvaluationBudget _budget;
    private readonly SourceBodies _bodies;
    private readonly ModelSymbols _symbols;
    private readonly Steadiness _steadiness;
    private readonly GraphBuilder _graph = new();
    private readonly CallSites _sites = new();
    private readonly HashSet<SyntaxNode> _visited = [];
    private readonly Dictionary<SyntaxTree, HashSet<TextSpan>> _covered = [];
    private readonly HashSet<IOperation> _entered = [];
    private readonly HashSet<(string Id, Location Location)> _said = [];
    private readonly Dictionary<(string Id, Location Location), List<OpenPart>> _openParts = [];
    private readonly List<EvaluationDiagnostic> _diagnostics = [];
    private Condition _path = Condition.Always;
    private Condition _built = Condition.Never;
    private Scope _scope = new(null);
    private Frame _frame = new();
    private bool _createsBuilder;

    private Evaluator(SemanticModel entryPoint, EvaluationBudget budget, CancellationToken cancellation)
    {
        _budget = budget;
        _bodies = new SourceBodies(entryPoint, cancellation);
        _symbols = new ModelSymbols(_bodies, symbol => _scope.Find(symbol)?.Value.CarriesModel == true);
        _steadiness = new Steadiness(_bodies, _symbols);
        _cancellation = cancellation;
        _applicationName = new Value.Constant(entryPoint.Compilation.AssemblyName ?? "");
    }

    private ConditionDiagram Conditions => _graph.Conditions;

    /// <summary>Evaluates the entry point that <paramref name="entryPoint"/> declares.</summary>
    /// <param name="entryPoint">A compilation unit with top-level statements, or a method declaration.</param>
    /// <param name="model">The semantic model of its tree.</param>
    /// <param name="cancellation">Ends the evaluation with an exception.</param>
    /// <param name="budget">How much it may do.</param>
    public static EvaluationResult Evaluate(SyntaxNode entryPoint, SemanticModel model, CancellationToken cancellation, EvaluationBudget? budget = null)
    {
        var evaluator = new Evaluator(model, budget ?? EvaluationBudget.Default, cancellation);
        try
        {
            if (model.GetOperation(entryPoint, cancellation) is IMethodBodyBaseOperation body)
            {
                evaluator.Body(body);
                if (evaluator._built.IsNever)
                {
                    evaluator.ReadUnbuilt(body);
                }

                evaluator.ReportNeverEvaluated();
            }
        }
        catch (InsufficientExecutionStackException)
        {
            evaluator.Open(DiagnosticCatalog.Unsupported, entryPoint.GetFirstToken().GetLocation(), "an expression nested too deeply", "Split it.");
        }
        catch (BudgetSpentException)
        {
            evaluator.Open(DiagnosticCatalog.TooMuch, SyntaxPlace.HeadOf(evaluator._statement?.Syntax ?? entryPoint), "What is done here");
        }

        return evaluator.Result(model.Compilation.AssemblyName ?? "");
    }

    /// <summary>Counts what the evaluation does, and ends it when that is too much or nobody waits for it any more.</summary>
    private void Step(int count = 1)
    {
        _cancellation.ThrowIfCancellationRequested();
        if ((_steps += count) > _budget.Steps)
        {
            throw new BudgetSpentException();
        }
    }

    private long _steps;

    /// <summary>Runs what a function consists of in the current frame.</summary>
    private void Body(IOperation body)
    {
        _entered.Add(body);
        switch (body)
        {
            case IMethodBodyBaseOperation { BlockBody: var block, ExpressionBody: var expression }:
                if (block is not null)
                {
                    Statement(block);
                }
                else if (expression is not null)
                {
                    Statement(expression);
                }

                break;
            default:
                Statement(body);
                break;
        }
    }

    private EvaluationResult Result(string application) => new()
    {
        Graph = _graph.Build(application, _built.IsNever ? Condition.Always : _built),
        DoesNotCompile = (_diagnostics.Count > 0 || !_createsBuilder) && _entered.Any(body => _bodies.HasErrors(body.Syntax)),
        NameOrigins = NameOrigins(),
        CreatesBuilder = _createsBuilder,
        IsHalfTyped = _bodies.Compilation.SyntaxTrees.Any(tree => SourceBodies.IsHalfTyped(tree, _cancellation)),
        Positions = _sites.Positions.ToEquatableArray(),
        Diagnostics = [.. _diagnostics],
        Sites = _sites,
    };
}

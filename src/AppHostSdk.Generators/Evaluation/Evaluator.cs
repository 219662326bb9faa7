using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using AppHostSdk.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;

namespace AppHostSdk.Generators;

/// <summary>
/// Executes the entry point abstractly: statement by statement over the operation tree, each under a path condition, with one
/// cell per variable. What it cannot follow becomes an open part of the graph with a diagnostic on the expression, never a guess.
/// </summary>
internal sealed partial class Evaluator
{
    private readonly CancellationToken _cancellation;
    private readonly ModelSymbols _symbols;
    private readonly GraphBuilder _graph = new();
    private readonly Dictionary<ISymbol, Value> _variables = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ISymbol, Value.Unknown> _members = new(SymbolEqualityComparer.Default);
    private readonly HashSet<ISymbol> _unstable = new(SymbolEqualityComparer.Default);
    private readonly HashSet<ISymbol> _shared = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<SyntaxNode, int> _sites = [];
    private readonly HashSet<SyntaxNode> _visited = [];
    private readonly List<TextSpan> _covered = [];
    private readonly Dictionary<SiteArgument, Location> _locations = [];
    private readonly List<SitePosition> _positions = [];
    private readonly List<EvaluationDiagnostic> _diagnostics = [];
    private Condition _path = Condition.Always;
    private bool _createsBuilder;
    private bool _isStored;

    private Evaluator(SemanticModel entryPoint, CancellationToken cancellation)
    {
        _symbols = new ModelSymbols(entryPoint, symbol => _variables.TryGetValue(symbol, out var value) && value.CarriesModel, cancellation);
        _cancellation = cancellation;
    }

    /// <summary>Evaluates the entry point that <paramref name="entryPoint"/> declares.</summary>
    /// <param name="entryPoint">A compilation unit with top-level statements, or a method declaration.</param>
    /// <param name="model">The semantic model of its tree.</param>
    /// <param name="cancellation">Ends the evaluation with an exception.</param>
    public static EvaluationResult Evaluate(SyntaxNode entryPoint, SemanticModel model, CancellationToken cancellation)
    {
        var evaluator = new Evaluator(model, cancellation);
        try
        {
            if (model.GetOperation(entryPoint, cancellation) is IMethodBodyBaseOperation body)
            {
                evaluator.Run(body);
            }
        }
        catch (InsufficientExecutionStackException)
        {
            evaluator.Open(DiagnosticCatalog.Unsupported, entryPoint.GetFirstToken().GetLocation(), "an expression nested too deeply", "Split it.");
        }

        return evaluator.Result(model.Compilation.AssemblyName ?? "");
    }

    private void Run(IMethodBodyBaseOperation body)
    {
        Prepare(body);
        foreach (var block in new[] { body.BlockBody, body.ExpressionBody })
        {
            if (block is not null)
            {
                Statement(block);
            }
        }

        ReportNeverEvaluated(body);
    }

    /// <summary>
    /// Finds the variables that nested functions or references assign, because their value depends on when those run; and those
    /// whose array is used for more than reading it as a whole, because its items may change.
    /// </summary>
    private void Prepare(IOperation body)
    {
        foreach (var part in body.Descendants())
        {
            switch (part)
            {
                case ILocalFunctionOperation or IAnonymousFunctionOperation:
                    _unstable.UnionWith(AssignedIn(part));
                    break;
                case IVariableDeclaratorOperation { Symbol.IsRef: true } declarator:
                    _unstable.Add(declarator.Symbol);
                    _unstable.UnionWith(declarator.GetVariableInitializer()?.Descendants().OfType<ILocalReferenceOperation>().Select(r => r.Local) ?? []);
                    break;
                case ILocalReferenceOperation reference when !IsReadAsWhole(reference):
                    _shared.Add(reference.Local);
                    break;
            }
        }
    }

    private bool IsReadAsWhole(ILocalReferenceOperation reference)
    {
        IOperation use = reference;
        while (use.Parent is IConversionOperation)
        {
            use = use.Parent;
        }

        return use.Parent switch
        {
            IArgumentOperation { Parent: IInvocationOperation call } => _symbols.Of(call.TargetMethod) is not null,
            ISimpleAssignmentOperation assignment => assignment.Target == use,
            IPropertyReferenceOperation or IForEachLoopOperation => true,
            _ => false,
        };
    }

    private void Statement(IOperation statement)
    {
        _cancellation.ThrowIfCancellationRequested();
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (_path.IsNever)
        {
            _covered.Add(statement.Syntax.Span);
            return;
        }

        switch (statement)
        {
            case IBlockOperation block:
                foreach (var inner in block.Operations)
                {
                    Statement(inner);
                }

                break;
            case IVariableDeclarationGroupOperation group:
                foreach (var declarator in group.Declarations.SelectMany(d => d.Declarators))
                {
                    Declare(declarator);
                }

                break;
            case IUsingDeclarationOperation { DeclarationGroup: { } group }:
                Statement(group);
                break;
            case IExpressionStatementOperation expression:
                Evaluate(expression.Operation);
                break;
            case IReturnOperation { ReturnedValue: { } returned }:
                Evaluate(returned);
                _path = Condition.Never;
                break;
            case IReturnOperation:
                _path = Condition.Never;
                break;
            case ILabeledOperation { Operation: { } labeled }:
                Statement(labeled);
                break;
            case IConditionalOperation conditional when Evaluate(conditional.Condition) is Value.Constant { Content: bool holds }:
                Arms(holds, conditional.WhenTrue, conditional.WhenFalse, Statement);
                break;
            case IConditionalOperation conditional:
                UnsupportedChoice(conditional, "this condition");
                break;
            case IThrowOperation { Exception: var exception }:
                if (exception is not null)
                {
                    Evaluate(exception);
                }

                _path = Condition.Never;
                break;
            case ILocalFunctionOperation or IEmptyOperation:
                break;
            default:
                Unsupported(statement, $"this {OperationWords.Of(statement)}", "Write the calls one after the other instead.");
                break;
        }
    }

    private void Declare(IVariableDeclaratorOperation declarator)
    {
        var initializer = declarator.Initializer ?? (declarator.Parent as IVariableDeclarationOperation)?.Initializer;
        _variables[declarator.Symbol] = initializer is null
            ? new Value.Unknown($"{declarator.Symbol.Name} without a value")
            : Evaluate(initializer.Value);
    }

    /// <summary>Follows the arm that a compile-time constant chooses; the other one is dead.</summary>
    private void Arms(bool holds, IOperation whenTrue, IOperation? whenFalse, Action<IOperation> visit)
    {
        var (taken, dead) = holds ? (whenTrue, whenFalse) : (whenFalse, whenTrue);
        if (dead is not null)
        {
            _covered.Add(dead.Syntax.Span);
        }

        if (taken is not null)
        {
            visit(taken);
        }
    }

    /// <summary>
    /// Passes over something that is not followed. It is reported only when the model depends on it; variables that it assigns are
    /// unknown afterwards.
    /// </summary>
    /// <param name="operation">What is passed over.</param>
    /// <param name="what">What it is, in words.</param>
    /// <param name="advice">What to write instead.</param>
    /// <param name="parts">The parts of it that are not evaluated, when others have been.</param>
    private Value.Unknown Unsupported(IOperation operation, string what, string advice, params IOperation[] parts)
    {
        var reported = parts.Length == 0 ? _symbols.TouchesModel(operation) : parts.Any(_symbols.TouchesModel);
        if (reported)
        {
            Open(DiagnosticCatalog.Unsupported, SyntaxPlace.HeadOf(operation.Syntax), what, advice);
            _covered.Add(operation.Syntax.Span);
        }
        else if (JumpOutOf(operation) is { } jump)
        {
            Open(DiagnosticCatalog.Unsupported, jump.Syntax.GetLocation(), "this jump", advice);
        }

        var unknown = new Value.Unknown(what, reported);
        foreach (var variable in AssignedIn(operation))
        {
            _variables[variable] = unknown;
        }

        return unknown;
    }

    /// <summary>The condition has been evaluated already; it is the two ways that are passed over.</summary>
    private Value.Unknown UnsupportedChoice(IConditionalOperation conditional, string what) => Unsupported(
        conditional,
        what,
        "Its two ways become part of the graph in a later version.",
        conditional.WhenFalse is null ? [conditional.WhenTrue] : [conditional.WhenTrue, conditional.WhenFalse]);

    /// <summary>A <c>goto</c> that may leave <paramref name="operation"/>: what follows may be skipped or happen again.</summary>
    private static IBranchOperation? JumpOutOf(IOperation operation)
    {
        foreach (var part in operation.DescendantsAndSelf())
        {
            if (part is IBranchOperation { BranchKind: BranchKind.GoTo } branch
                && (part == operation || !branch.Target.Locations.Any(l => operation.Syntax.Span.Contains(l.SourceSpan)))
                && !IsInNestedFunction(branch))
            {
                return branch;
            }
        }

        return null;
    }

    private void Open(DiagnosticDescriptor descriptor, Location location, params object[] arguments)
    {
        var site = NewSite(location);
        var diagnostic = new EvaluationDiagnostic(descriptor, location, [.. arguments]);
        _diagnostics.Add(diagnostic);
        _graph.AddOpenPart(new OpenPart(site, descriptor.Id, arguments.Length > 0 ? arguments[0].ToString() : ""));
    }

    /// <summary>The program does not compile here; the compiler says so, and the graph says nothing about what is missing.</summary>
    private void OpenSilently(IOperation operation)
    {
        _covered.Add(operation.Syntax.Span);
        _graph.AddOpenPart(new OpenPart(0, "CS", "the program does not compile"));
    }

    private void ReportNeverEvaluated(IOperation body)
    {
        foreach (var call in body.Descendants().OfType<IInvocationOperation>())
        {
            if (_symbols.Of(call.TargetMethod) is { } model
                && OperationSchema.IsRecorded(model.Kind)
                && !_visited.Contains(call.Syntax)
                && !_covered.Any(span => span.Contains(call.Syntax.Span))
                && !IsInNestedFunction(call))
            {
                _covered.Add(call.Syntax.Span);
                Open(DiagnosticCatalog.NeverEvaluated, SyntaxPlace.NameOf(call.Syntax), call.TargetMethod.Name);
            }
        }
    }

    private static bool IsInNestedFunction(IOperation operation)
    {
        for (var parent = operation.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent is IAnonymousFunctionOperation or ILocalFunctionOperation)
            {
                return true;
            }
        }

        return false;
    }

    private int SiteOf(IInvocationOperation call)
    {
        if (!_sites.TryGetValue(call.Syntax, out var site))
        {
            _sites[call.Syntax] = site = NewSite(SyntaxPlace.NameOf(call.Syntax));
        }

        return site;
    }

    private int NewSite(Location location)
    {
        var site = _positions.Count + 1;
        var span = location.GetLineSpan();
        _positions.Add(new SitePosition(site, span.Path, span.StartLinePosition.Line + 1, span.StartLinePosition.Character + 1));
        _locations[new SiteArgument(site, null)] = location;
        return site;
    }

    private EvaluationResult Result(string application) => new()
    {
        Graph = _graph.Build(application),
        CreatesBuilder = _createsBuilder,
        Positions = _positions.ToEquatableArray(),
        Diagnostics = [.. _diagnostics],
        Locations = _locations,
    };

    /// <summary>The variables that <paramref name="operation"/> may assign.</summary>
    private static IEnumerable<ISymbol> AssignedIn(IOperation operation)
    {
        foreach (var part in operation.DescendantsAndSelf())
        {
            switch (part)
            {
                case IAssignmentOperation assignment:
                    foreach (var target in assignment.Target.DescendantsAndSelf().OfType<ILocalReferenceOperation>())
                    {
                        yield return target.Local;
                    }

                    break;
                case IIncrementOrDecrementOperation { Target: ILocalReferenceOperation target }:
                    yield return target.Local;
                    break;
                case IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out, Value: ILocalReferenceOperation target }:
                    yield return target.Local;
                    break;
            }
        }
    }
}

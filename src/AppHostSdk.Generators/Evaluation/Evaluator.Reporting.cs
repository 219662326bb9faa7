using AppHostSdk.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;

namespace AppHostSdk.Generators;

/// <summary>What the evaluation could not follow: said once, on the expression, and an open part of the graph.</summary>
internal sealed partial class Evaluator
{
    private void Open(DiagnosticDescriptor descriptor, Location location, params object[] arguments) =>
        Open(descriptor, new Place(location, _frame), arguments);

    private void Open(DiagnosticDescriptor descriptor, Place place, params object[] arguments) => OpenOf(null, descriptor, place, arguments);

    /// <summary>Says something that leaves no part of the graph open.</summary>
    private void Say(DiagnosticDescriptor descriptor, Place place, params object[] arguments)
    {
        if (_said.Add((descriptor.Id, place.Location)))
        {
            _diagnostics.Add(new EvaluationDiagnostic(descriptor, place, [.. arguments]));
        }
    }

    /// <param name="resource">The only resource that the part changes; <see langword="null"/> when it may change any.</param>
    /// <param name="descriptor">What is said.</param>
    /// <param name="place">Where.</param>
    /// <param name="arguments">What fills the message.</param>
    private void OpenOf(string? resource, DiagnosticDescriptor descriptor, Place place, params object[] arguments)
    {
        if (FailsTrial())
        {
            return;
        }

        var location = (place.Supplier ?? place).Location;
        var reason = arguments.Length > 0 ? arguments[0].ToString() : "";
        if (!_said.Add((descriptor.Id, location)))
        {
            // The same place again, by another way or in another turn of a loop: another resource may be meant.
            if (_openParts.TryGetValue((descriptor.Id, location), out var parts) && parts.TrueForAll(p => p.Resource is not null && p.Resource != resource))
            {
                parts.Add(parts[0] with { Resource = resource });
                _graph.AddOpenPart(parts[parts.Count - 1]);
            }

            return;
        }

        _diagnostics.Add(new EvaluationDiagnostic(descriptor, place, [.. arguments]));
        var part = new OpenPart(_sites.New(place), descriptor.Id, reason) { Resource = resource };
        _openParts[(descriptor.Id, location)] = [part];
        _graph.AddOpenPart(part);
    }

    /// <summary>
    /// A value that the model needs is not known. Where one expression made many values late, the first use of it is said, and the
    /// others are parts that are missing for the same reason.
    /// </summary>
    private void OpenFor(Value value, Argument argument, Place place, string reason, SyntaxNode call, string? resource)
    {
        if (FailsTrial())
        {
            return;
        }

        place = Supplied(place, value);
        var cause = (value as Value.Late)?.Cause;
        if (cause is not null && !Contains(place.Supplier ?? place, cause))
        {
            var origin = cause.GetLocation();
            if (_said.Contains((DiagnosticCatalog.UnknownValue.Id, origin)))
            {
                OpenAgain(call, reason, resource);
                return;
            }

            if (place.Supplier is null && !_sites.IsOwn(place.Location.SourceTree!) && _sites.IsOwn(cause.SyntaxTree))
            {
                // Nothing that was given to the integration: what the program made late is what there is to correct.
                place = new Place(place.Location, place.Frame) { Supplier = new Place(origin, EntryFrame(place.Frame)) };
            }
            else
            {
                _said.Add((DiagnosticCatalog.UnknownValue.Id, origin));
                reason = WithOrigin(reason, (Value.Late)value, cause);
            }
        }
        else
        {
            cause = null;
        }

        var said = _diagnostics.Count;
        OpenOf(resource, DiagnosticCatalog.UnknownValue, place, argument.Name ?? argument.Parameter.Name, reason, AdviceFor(argument));
        if (_diagnostics.Count > said && cause is not null)
        {
            _diagnostics[said] = _diagnostics[said] with { Cause = cause.GetLocation() };
        }
    }

    /// <summary>What is not known, with the expression that was late first and where that stands.</summary>
    private static string WithOrigin(string reason, Value.Late late, SyntaxNode cause)
    {
        var (text, span) = (OneLine(cause.ToString()), cause.GetLocation().GetLineSpan());
        var isSaid = (late.Origins.Count == 1 && late.Origins[0] == late.Key) || reason.Contains(text);
        return FormattableString.Invariant(
            $"{reason}{(isSaid ? "" : $", because of '{text}'")} in {CallChain.FileOf(span.Path)}({span.StartLinePosition.Line + 1},{span.StartLinePosition.Character + 1})");
    }

    private static bool Contains(Place place, SyntaxNode node) => place.Location.SourceTree == node.SyntaxTree && place.Location.SourceSpan.Contains(node.Span);

    private static Frame EntryFrame(Frame frame) => frame.Caller is { } caller ? EntryFrame(caller) : frame;

    /// <summary>What to write instead.</summary>
    private string AdviceFor(Argument argument) =>
        Has(argument.Parameter, KnownNames.ResourceNameAttribute)
            ? "Use a constant as the name; where configuration decides which resources there are, test it and add each under a constant name."
            : Has(argument.Parameter, KnownNames.EndpointNameAttribute)
                ? "Use a constant, or choose between constants: secure ? \"https\" : \"http\"."
                : _symbols.IsModelType(argument.Parameter.Type)
                    ? "Assign it on every way that leads here, or test it for null before."
                    : argument.Parameter is { Name: "name", ContainingSymbol.Name: "WithEnvironment" }
                        ? "Use a constant as the variable's name; its value may come from anywhere."
                        : "Use a constant here.";

    private static bool Has(IParameterSymbol parameter, string attribute) =>
        parameter.GetAttributes().Any(a => a.AttributeClass?.ToDisplayString() == attribute);

    /// <summary>A part of the model is missing for a reason that has been said already.</summary>
    private void OpenAgain(SyntaxNode call, string reason, string? resource = null)
    {
        if (!FailsTrial())
        {
            _graph.AddOpenPart(new OpenPart(_sites.SiteOf(call, _frame), DiagnosticCatalog.UnknownValue.Id, reason) { Resource = resource });
        }
    }

    /// <summary>The program does not compile here; the compiler says so, and the graph says nothing about what is missing.</summary>
    private void OpenSilently(IOperation operation)
    {
        Cover(operation);
        if (FailsTrial())
        {
            return;
        }

        _graph.AddOpenPart(new OpenPart(0, "CS", "the program does not compile"));
    }

    /// <summary>Notes that the calls in <paramref name="operation"/> are dead or accounted for.</summary>
    private void Cover(IOperation operation)
    {
        var tree = operation.Syntax.SyntaxTree;
        if (!_covered.TryGetValue(tree, out var spans))
        {
            _covered[tree] = spans = [];
        }

        spans.Add(operation.Syntax.Span);
    }

    /// <summary>Looks at what is around the call rather than at all that is covered, which may be much.</summary>
    private bool IsCovered(SyntaxNode call) =>
        _covered.TryGetValue(call.SyntaxTree, out var spans) && call.AncestorsAndSelf().Any(node => spans.Contains(node.Span));

    /// <summary>A model call in a function that was evaluated, but that the evaluation did not come by.</summary>
    private void ReportNeverEvaluated()
    {
        foreach (var body in _entered.ToList())
        {
            foreach (var call in SourceBodies.Own(body).OfType<IInvocationOperation>().OrderBy(c => c.Syntax.SpanStart))
            {
                if (!_visited.Contains(call.Syntax)
                    && _symbols.Of(call.TargetMethod) is { } model
                    && OperationSchema.IsRecorded(model.Kind)
                    && !IsCovered(call.Syntax))
                {
                    Cover(call);
                    Open(DiagnosticCatalog.NeverEvaluated, SyntaxPlace.NameOf(call.Syntax), call.TargetMethod.Name);
                }
            }
        }
    }
}

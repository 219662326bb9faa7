using System.Collections.Immutable;
using System.Composition;
using AppHostSdk.Analyzers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AppHostSdk.CodeFixes;

/// <summary>Repairs what one edit repairs.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AdviceCodeFix))]
[Shared]
public sealed class AdviceCodeFix : CodeFixProvider
{
    private const string ReferenceWithoutWait = "AHS5001";
    private const string JobAwaitedAsService = "AHS5002";
    private const string LiteralSecret = "AHS5004";
    private const string CompletionOfService = "AHS5013";
    private const string CompletionOfServer = "AHS5030";
    private const string Misspelling = "AHS5019";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds =>
        [ReferenceWithoutWait, JobAwaitedAsService, LiteralSecret, CompletionOfService, Misspelling, CompletionOfServer];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (var diagnostic in context.Diagnostics)
        {
            var place = root?.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true);
            var (title, change) = diagnostic.Id switch
            {
                ReferenceWithoutWait => ("Wait for it", AddWait(place)),
                JobAwaitedAsService => ("Wait for its completion", Rename(place, "WaitForCompletion", keepOthers: true)),
                Misspelling => ($"Change to '{diagnostic.Properties[AdviceAnalyzer.Suggestion]}'", Respell(place, diagnostic.Properties[AdviceAnalyzer.Suggestion]!)),
                CompletionOfService or CompletionOfServer => ("Wait until it is ready", Rename(place, "WaitFor", keepOthers: false)),
                _ => ("Use a secret parameter", await UseParameterAsync(context.Document, place, diagnostic, context.CancellationToken).ConfigureAwait(false)),
            };
            if (root is not null && change is var (before, after))
            {
                context.RegisterCodeFix(
                    CodeAction.Create(
                        title,
                        _ => Task.FromResult(context.Document.WithSyntaxRoot(root.ReplaceNode(before, after))),
                        equivalenceKey: diagnostic.Id),
                    diagnostic);
            }
        }
    }

    /// <summary>WithReference(x) becomes WithReference(x).WaitFor(x).</summary>
    private static (SyntaxNode Before, SyntaxNode After)? AddWait(SyntaxNode? place)
    {
        if (place?.FirstAncestorOrSelf<ArgumentSyntax>() is not { Parent.Parent: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "WithReference" } } call } argument)
        {
            return null;
        }

        // What is waited for is the resource, not an endpoint of it; an expression that does something must not do it twice.
        var source = argument.Expression is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "GetEndpoint", Expression: var owner } }
            ? owner
            : argument.Expression;
        if (source is not (IdentifierNameSyntax or MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax or ThisExpressionSyntax }))
        {
            return null;
        }

        // On its own line where the chain is written one call a line.
        var dot = ((MemberAccessExpressionSyntax)call.Expression).OperatorToken;
        var wait = SyntaxFactory.InvocationExpression(
            SyntaxFactory.MemberAccessExpression(
                SyntaxKind.SimpleMemberAccessExpression,
                call.WithoutTrailingTrivia().WithTrailingTrivia(NewLineBefore(dot)),
                SyntaxFactory.Token(SyntaxKind.DotToken).WithLeadingTrivia(dot.LeadingTrivia.Where(t => t.IsKind(SyntaxKind.WhitespaceTrivia))),
                SyntaxFactory.IdentifierName("WaitFor")),
            SyntaxFactory.ArgumentList(SyntaxFactory.SingletonSeparatedList(SyntaxFactory.Argument(source.WithoutTrivia()))));
        return (call, wait.WithTrailingTrivia(call.GetTrailingTrivia()));
    }

    private static SyntaxTriviaList NewLineBefore(SyntaxToken dot) =>
        dot.GetPreviousToken().TrailingTrivia.Where(t => t.IsKind(SyntaxKind.EndOfLineTrivia)).Take(1).ToSyntaxTriviaList();

    private static (SyntaxNode Before, SyntaxNode After)? Rename(SyntaxNode? place, string name, bool keepOthers)
    {
        if (place?.FirstAncestorOrSelf<InvocationExpressionSyntax>() is not { Expression: MemberAccessExpressionSyntax member } call)
        {
            return null;
        }

        var renamed = call.WithExpression(member.WithName(SyntaxFactory.IdentifierName(name).WithTriviaFrom(member.Name)));
        return (call, keepOthers ? renamed : renamed.WithArgumentList(renamed.ArgumentList.WithArguments(SyntaxFactory.SeparatedList(renamed.ArgumentList.Arguments.Take(1)))));
    }

    private static (SyntaxNode Before, SyntaxNode After)? Respell(SyntaxNode? place, string name) => place?.FirstAncestorOrSelf<LiteralExpressionSyntax>() is { } literal
        ? (literal, SyntaxFactory.LiteralExpression(SyntaxKind.StringLiteralExpression, SyntaxFactory.Literal(name)).WithTriviaFrom(literal))
        : null;

    /// <summary>The literal becomes builder.AddParameter("name", secret: true), where a builder is at hand.</summary>
    private static async Task<(SyntaxNode Before, SyntaxNode After)?> UseParameterAsync(Document document, SyntaxNode? place, Diagnostic diagnostic, CancellationToken cancellation)
    {
        if (place?.FirstAncestorOrSelf<ExpressionSyntax>() is not LiteralExpressionSyntax literal
            || !diagnostic.Properties.TryGetValue(AdviceAnalyzer.ParameterName, out var parameter)
            || await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false) is not { } model)
        {
            return null;
        }

        var builder = model.LookupSymbols(literal.SpanStart)
            .FirstOrDefault(symbol => symbol switch
            {
                ILocalSymbol local => IsBuilder(local.Type),
                IParameterSymbol given => IsBuilder(given.Type),
                _ => false,
            });
        return builder is null
            ? null
            : (literal, SyntaxFactory.ParseExpression($"{builder.Name}.AddParameter({SymbolDisplay.FormatLiteral(parameter!, quote: true)}, secret: true)").WithTriviaFrom(literal));

        static bool IsBuilder(ITypeSymbol type) => type.Name == "IDistributedApplicationBuilder";
    }
}

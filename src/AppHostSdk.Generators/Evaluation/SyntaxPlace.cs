using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace AppHostSdk.Generators;

/// <summary>Where a message about a piece of source belongs: on what names it, not on all of it.</summary>
internal static class SyntaxPlace
{
    /// <summary>The part of a construct that names it: the condition's line rather than a whole block.</summary>
    public static Location HeadOf(SyntaxNode syntax)
    {
        var end = syntax switch
        {
            IfStatementSyntax s => s.CloseParenToken,
            CommonForEachStatementSyntax s => s.CloseParenToken,
            ForStatementSyntax s => s.CloseParenToken,
            WhileStatementSyntax s => s.CloseParenToken,
            SwitchStatementSyntax s => s.OpenBraceToken.GetPreviousToken(),
            UsingStatementSyntax s => s.CloseParenToken,
            LockStatementSyntax s => s.CloseParenToken,
            TryStatementSyntax s => s.TryKeyword,
            DoStatementSyntax s => s.DoKeyword,
            _ => default,
        };
        return end == default || end.IsMissing
            ? syntax.GetLocation()
            : Location.Create(syntax.SyntaxTree, TextSpan.FromBounds(syntax.SpanStart, end.Span.End));
    }

    /// <summary>The name of the called method, which is where a chained call is.</summary>
    public static Location NameOf(SyntaxNode syntax) => syntax is InvocationExpressionSyntax { Expression: var expression }
        ? expression switch
        {
            MemberAccessExpressionSyntax member => member.Name.GetLocation(),
            MemberBindingExpressionSyntax member => member.Name.GetLocation(),
            _ => expression.GetLocation(),
        }
        : syntax.GetLocation();
}

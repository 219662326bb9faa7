using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AppHostSdk.Tests;

/// <summary>Makes a program that fails smaller for as long as it fails in the same way.</summary>
internal static class Shrinking
{
    public static string Of(string program, Func<string, bool> fails)
    {
        for (var (smaller, rounds) = (true, 0); smaller && rounds < 12; rounds++)
        {
            smaller = false;
            foreach (var candidate in Candidates(program))
            {
                if (candidate.Length < program.Length && fails(candidate))
                {
                    program = candidate;
                    smaller = true;
                    break;
                }
            }

            // Each success begins anew, so most of them do not count as a round.
            rounds -= smaller ? 1 : 0;
        }

        return program;
    }

    private static IEnumerable<string> Candidates(string program)
    {
        var root = CSharpSyntaxTree.ParseText(program, HostCompilation.ParseOptions).GetRoot();

        // Large parts first.
        foreach (var node in root.DescendantNodes().Where(n => n is StatementSyntax or MemberDeclarationSyntax).OrderByDescending(n => n.FullSpan.Length))
        {
            yield return program.Remove(node.FullSpan.Start, node.FullSpan.Length);
            var inner = node switch
            {
                IfStatementSyntax s => s.Statement,
                CommonForEachStatementSyntax s => s.Statement,
                ForStatementSyntax s => s.Statement,
                TryStatementSyntax s => s.Block,
                _ => null,
            };
            if (inner is not null)
            {
                yield return Put(program, node, inner is BlockSyntax block ? string.Concat(block.Statements.Select(s => s.ToFullString())) : inner.ToFullString());
            }
        }

        foreach (var node in root.DescendantNodes())
        {
            switch (node)
            {
                case InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax member }:
                    yield return Put(program, node, member.Expression.ToFullString());
                    break;
                case BinaryExpressionSyntax binary:
                    yield return Put(program, node, binary.Left.ToFullString());
                    yield return Put(program, node, binary.Right.ToFullString());
                    break;
                case ConditionalExpressionSyntax choice:
                    yield return Put(program, node, choice.WhenTrue.ToFullString());
                    yield return Put(program, node, choice.WhenFalse.ToFullString());
                    break;
                case SwitchExpressionSyntax or ParenthesizedExpressionSyntax or InterpolatedStringExpressionSyntax:
                    yield return Put(program, node, "\"v\"");
                    break;
                case ElseClauseSyntax or CatchClauseSyntax or FinallyClauseSyntax or SwitchSectionSyntax or ArgumentSyntax:
                    yield return program.Remove(node.FullSpan.Start, node.FullSpan.Length);
                    break;
            }
        }
    }

    private static string Put(string program, SyntaxNode node, string text) => program.Remove(node.FullSpan.Start, node.FullSpan.Length).Insert(node.FullSpan.Start, text);
}

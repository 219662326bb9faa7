using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AppHostSdk.Tests;

/// <summary>
/// Ends programs that loop or call themselves for ever: each body of a loop and each function begins with a call that counts. The
/// call is in a library that looks like one of the framework, so that the compiler has no reason to expect anything of it.
/// </summary>
internal static class ExecutionGuard
{
    public const string AssemblyName = "System.FuzzGuard";

    private const string Text = """
        namespace System
        {
            public static class FuzzGuard
            {
                private const int Most = 20_000;
                [System.ThreadStatic] private static int _count;

                public static void Reset() => _count = 0;

                public static void Turn()
                {
                    System.Runtime.CompilerServices.RuntimeHelpers.EnsureSufficientExecutionStack();
                    if (++_count > Most) throw new System.OperationCanceledException();
                }
            }
        }
        """;

    private static readonly byte[] Image = HostCompilation.LibraryImage(AssemblyName, Text);

    private static readonly StatementSyntax Call = SyntaxFactory.ParseStatement("global::System.FuzzGuard.Turn();");

    public static MetadataReference Reference { get; } = MetadataReference.CreateFromImage(Image);

    public static Assembly Assembly { get; } = Assembly.Load(Image);

    public static Action Reset { get; } = Assembly.GetType("System.FuzzGuard")!.GetMethod("Reset")!.CreateDelegate<Action>();

    public static SyntaxTree Insert(SyntaxTree program) =>
        HostCompilation.Parse("Program.cs", new Rewriter().Visit(program.GetRoot()).ToFullString());

    private sealed class Rewriter : CSharpSyntaxRewriter
    {
        public override SyntaxNode? VisitForStatement(ForStatementSyntax node) => Loop((ForStatementSyntax)base.VisitForStatement(node)!, n => n.Statement, (n, s) => n.WithStatement(s));

        public override SyntaxNode? VisitForEachStatement(ForEachStatementSyntax node) => Loop((ForEachStatementSyntax)base.VisitForEachStatement(node)!, n => n.Statement, (n, s) => n.WithStatement(s));

        public override SyntaxNode? VisitWhileStatement(WhileStatementSyntax node) => Loop((WhileStatementSyntax)base.VisitWhileStatement(node)!, n => n.Statement, (n, s) => n.WithStatement(s));

        public override SyntaxNode? VisitDoStatement(DoStatementSyntax node) => Loop((DoStatementSyntax)base.VisitDoStatement(node)!, n => n.Statement, (n, s) => n.WithStatement(s));

        public override SyntaxNode? VisitLabeledStatement(LabeledStatementSyntax node) => Loop((LabeledStatementSyntax)base.VisitLabeledStatement(node)!, n => n.Statement, (n, s) => n.WithStatement(s));

        public override SyntaxNode? VisitLocalFunctionStatement(LocalFunctionStatementSyntax node)
        {
            var visited = (LocalFunctionStatementSyntax)base.VisitLocalFunctionStatement(node)!;
            return visited.Body is { } body
                ? visited.WithBody(Begun(body))
                : visited.ExpressionBody is { } expression ? visited.WithExpressionBody(null).WithSemicolonToken(default).WithBody(Block(expression, visited.ReturnType, visited.Modifiers)) : visited;
        }

        public override SyntaxNode? VisitMethodDeclaration(MethodDeclarationSyntax node)
        {
            var visited = (MethodDeclarationSyntax)base.VisitMethodDeclaration(node)!;
            return visited.Body is { } body
                ? visited.WithBody(Begun(body))
                : visited.ExpressionBody is { } expression ? visited.WithExpressionBody(null).WithSemicolonToken(default).WithBody(Block(expression, visited.ReturnType, visited.Modifiers)) : visited;
        }

        public override SyntaxNode? VisitConstructorDeclaration(ConstructorDeclarationSyntax node)
        {
            var visited = (ConstructorDeclarationSyntax)base.VisitConstructorDeclaration(node)!;
            return visited.Body is { } body ? visited.WithBody(Begun(body)) : visited;
        }

        public override SyntaxNode? VisitAccessorDeclaration(AccessorDeclarationSyntax node)
        {
            var visited = (AccessorDeclarationSyntax)base.VisitAccessorDeclaration(node)!;
            return visited.Body is { } body ? visited.WithBody(Begun(body)) : visited;
        }

        public override SyntaxNode? VisitPropertyDeclaration(PropertyDeclarationSyntax node)
        {
            var visited = (PropertyDeclarationSyntax)base.VisitPropertyDeclaration(node)!;
            return visited.ExpressionBody is { } expression
                ? visited.WithExpressionBody(null).WithSemicolonToken(default).WithAccessorList(SyntaxFactory.AccessorList([
                    SyntaxFactory.AccessorDeclaration(SyntaxKind.GetAccessorDeclaration, Block(expression, visited.Type, default))]))
                : visited;
        }

        public override SyntaxNode? VisitParenthesizedLambdaExpression(ParenthesizedLambdaExpressionSyntax node)
        {
            var visited = (ParenthesizedLambdaExpressionSyntax)base.VisitParenthesizedLambdaExpression(node)!;
            return visited.Block is { } body ? visited.WithBlock(Begun(body)) : visited;
        }

        private static T Loop<T>(T loop, Func<T, StatementSyntax> body, Func<T, StatementSyntax, T> with)
            where T : SyntaxNode => with(loop, SyntaxFactory.Block(Call, body(loop)).WithTriviaFrom(body(loop)));

        private static BlockSyntax Begun(BlockSyntax body) => body.WithStatements(body.Statements.Insert(0, Call));

        private static BlockSyntax Block(ArrowExpressionClauseSyntax body, TypeSyntax type, SyntaxTokenList modifiers)
        {
            var isVoid = type is PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.VoidKeyword } || (modifiers.Any(SyntaxKind.AsyncKeyword) && type.ToString().Trim() is "Task" or "ValueTask");
            StatementSyntax statement = (body.Expression, isVoid) switch
            {
                (ThrowExpressionSyntax thrown, _) => SyntaxFactory.ParseStatement($"throw {thrown.Expression};"),
                (_, true) => SyntaxFactory.ParseStatement($"{body.Expression};"),
                _ => SyntaxFactory.ParseStatement($"return {body.Expression};"),
            };
            return SyntaxFactory.Block(Call, statement).WithTrailingTrivia(SyntaxFactory.LineFeed);
        }
    }
}

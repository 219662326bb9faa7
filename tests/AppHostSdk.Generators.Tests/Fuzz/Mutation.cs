using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AppHostSdk.Tests;

#pragma warning disable CA5394 // seeded: the same mutants in every run

/// <summary>Makes mutants of a host: token by token, or statement by statement, with parts of other hosts.</summary>
internal static class Mutation
{
    private static readonly List<List<string>> Tokens = [.. FuzzHosts.All.Select(h => TokensOf(h.Program))];
    private static readonly List<List<string>> Statements = [.. FuzzHosts.All.Select(h => StatementsOf(h.Program).Select(s => s.ToFullString()).ToList())];

    public static List<string> TokensOf(string program) =>
        [.. CSharpSyntaxTree.ParseText(program).GetRoot().DescendantTokens().Select(t => t.ToFullString())];

    /// <summary>The mutant of a seed, and the host it is made of.</summary>
    public static (FuzzHost Host, string Program) Of(int seed)
    {
        var random = new Random(seed);
        var index = random.Next(FuzzHosts.All.Count);
        var host = FuzzHosts.All[index];
        var program = random.Next(2) == 0 ? OfTokens(index, random) : OfStatements(host.Program, random);
        return (host, program);
    }

    private static string OfTokens(int index, Random random)
    {
        var tokens = Tokens[index].ToList();
        for (var edits = random.Next(1, 4); edits > 0 && tokens.Count > 1; edits--)
        {
            var (at, other) = (random.Next(tokens.Count), random.Next(tokens.Count));
            switch (random.Next(6))
            {
                case 0:
                    tokens.RemoveAt(at);
                    break;
                case 1:
                    tokens.Insert(at, tokens[at]);
                    break;
                case 2:
                    tokens.Insert(at, tokens[other]);
                    break;
                case 3:
                    (tokens[at], tokens[other]) = (tokens[other], tokens[at]);
                    break;
                case 4:
                    tokens[at] = Like(tokens[at], tokens, random);
                    break;
                default:
                    tokens[at] = Like(tokens[at], Tokens[random.Next(Tokens.Count)], random);
                    break;
            }
        }

        return string.Concat(tokens);
    }

    /// <summary>Another token of the same kind, so that what comes of it compiles more often.</summary>
    private static string Like(string token, List<string> tokens, Random random)
    {
        var kind = KindOf(token);
        var candidates = tokens.Where(t => KindOf(t) == kind).ToList();
        return candidates.Count == 0 ? tokens[random.Next(tokens.Count)] : candidates[random.Next(candidates.Count)];
    }

    private static int KindOf(string token) => token.TrimStart() switch
    {
        [var c, ..] when char.IsLetter(c) => 1,
        [var c, ..] when char.IsDigit(c) => 2,
        ['"' or '$', ..] => 3,
        ['=' or '!' or '<' or '>' or '&' or '|' or '?' or '+' or '-', ..] => 4,
        _ => 5,
    };

    private static string OfStatements(string program, Random random)
    {
        for (var edits = random.Next(1, 4); edits > 0; edits--)
        {
            var root = CSharpSyntaxTree.ParseText(program, HostCompilation.ParseOptions).GetRoot();
            var statements = StatementsOf(root).ToList();
            if (statements.Count < 2)
            {
                break;
            }

            var (at, other) = (statements[random.Next(statements.Count)], statements[random.Next(statements.Count)]);
            var foreign = Statements[random.Next(Statements.Count)];
            program = random.Next(8) switch
            {
                0 => Replace(program, at, ";"),
                1 => Replace(program, at, at.ToFullString() + at.ToFullString()),
                2 => Replace(program, at, at.ToFullString() + other.ToFullString()),
                3 => Replace(program, at, other.ToFullString()),
                4 => Replace(program, at, $"if ({Test(random)}) {{ {at.ToFullString()} }}"),
                5 => Replace(program, at, $"foreach (var turn{random.Next(99)} in new[] {{ 1, 2 }}) {{ {at.ToFullString()} }}"),
                6 => Replace(program, at, random.Next(2) == 0 ? $"try {{ {at.ToFullString()} }} catch (InvalidOperationException) {{ {other.ToFullString()} }}" : $"void Local{random.Next(99)}() {{ {at.ToFullString()} }}"),
                _ => foreign.Count == 0 ? program : Replace(program, at, at.ToFullString() + foreign[random.Next(foreign.Count)]),
            };
        }

        return program;
    }

    private static string Test(Random random) => random.Next(4) switch
    {
        0 => "builder.Configuration[\"K0\"] == \"v0\"",
        1 => "builder.ExecutionContext.IsRunMode",
        2 => "args.Length > 1",
        _ => "builder.Configuration[\"K1\"] is null",
    };

    private static string Replace(string program, StatementSyntax at, string text) =>
        program.Remove(at.FullSpan.Start, at.FullSpan.Length).Insert(at.FullSpan.Start, text);

    private static IEnumerable<StatementSyntax> StatementsOf(string program) =>
        StatementsOf(CSharpSyntaxTree.ParseText(program, HostCompilation.ParseOptions).GetRoot());

    private static IEnumerable<StatementSyntax> StatementsOf(SyntaxNode root) => root.DescendantNodes().OfType<StatementSyntax>().Where(s => s is not BlockSyntax);
}

using AppHostSdk.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AppHostSdk.Generators;

/// <summary>A name of a hosted project's type that does not exist, and the one that was probably meant.</summary>
/// <param name="Written">The name in the program.</param>
/// <param name="Meant">The name of a type that exists, with its namespace.</param>
/// <param name="Location">Where the name is written.</param>
internal sealed record MisspelledProject(string Written, string Meant, Location Location);

/// <summary>Finds such names: the compiler says that they do not exist, and not how the types of the projects are called.</summary>
internal static class ProjectTypeNames
{
    private const string Namespace = KnownNames.ProjectsNamespace;

    /// <summary><c>Projects.X</c>, with its dots, or the type argument of a call whose types may come from <c>using Projects</c>.</summary>
    public static bool MayBeOne(SyntaxNode node, CancellationToken cancellation) => node switch
    {
        QualifiedNameSyntax { Parent: not QualifiedNameSyntax } name => First(name) == Namespace,
        MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: Namespace } } => true,
        IdentifierNameSyntax { Parent: TypeArgumentListSyntax { Parent: GenericNameSyntax { Identifier.ValueText: "AddProject" } } } => true,
        _ => false,
    };

    /// <summary>The name at <paramref name="context"/> with the one that was meant, or <see langword="null"/> when it exists or is like none.</summary>
    public static MisspelledProject? Misspelled(GeneratorSyntaxContext context, CancellationToken cancellation)
    {
        var (node, model) = (context.Node, context.SemanticModel);
        var symbol = model.GetSymbolInfo(node, cancellation);
        if (symbol.Symbol is not null || !symbol.CandidateSymbols.IsEmpty
            || model.Compilation.GlobalNamespace.GetNamespaceMembers().FirstOrDefault(n => n.Name == Namespace) is not { } projects)
        {
            return null;
        }

        var text = node.ToString();
        var isQualified = node is not IdentifierNameSyntax;
        var name = isQualified ? text.Substring(text.IndexOf(Namespace, StringComparison.Ordinal) + Namespace.Length + 1) : text;
        if (!isQualified && !IsUsed(model, node.SpanStart, projects))
        {
            return null;
        }

        var types = projects.GetTypeMembers().Select(type => type.Name).ToList();
        var meant = types.FirstOrDefault(type => Letters(type) == Letters(name)) ?? Spelling.Closest(name, types);
        return meant is null ? null : new MisspelledProject(text, isQualified ? $"{Namespace}.{meant}" : meant, node.GetLocation());
    }

    /// <summary>The types of the namespace can be named without it.</summary>
    private static bool IsUsed(SemanticModel model, int position, INamespaceSymbol projects) =>
        projects.GetTypeMembers().FirstOrDefault() is { } type
        && model.LookupNamespacesAndTypes(position, name: type.Name).Contains(type, SymbolEqualityComparer.Default);

    private static string First(NameSyntax name) => name switch
    {
        QualifiedNameSyntax qualified => First(qualified.Left),
        AliasQualifiedNameSyntax { Alias.Identifier.ValueText: "global" } alias => alias.Name.Identifier.ValueText,
        SimpleNameSyntax simple => simple.Identifier.ValueText,
        _ => "",
    };

    /// <summary>What is left of a name when it does not matter how the parts of the project's name are held together.</summary>
    private static string Letters(string name) => new([.. name.Where(char.IsLetterOrDigit).Select(char.ToLowerInvariant)]);
}

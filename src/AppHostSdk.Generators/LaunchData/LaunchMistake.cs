using AppHostSdk.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace AppHostSdk.Generators;

/// <summary>A mistake in a launch file, with its place in a form that is equal by value.</summary>
/// <param name="Path">The file.</param>
/// <param name="Problem">The mistake.</param>
/// <param name="Place">Its lines and columns, from 0.</param>
internal sealed record LaunchMistake(string Path, LaunchFileProblem Problem, LinePositionSpan Place)
{
    public static LaunchMistake Of(LaunchFile file, LaunchFileProblem problem) =>
        new(file.Path, problem, SourceText.From(file.Text).Lines.GetLinePositionSpan(new TextSpan(problem.Start, problem.Length)));

    public Location ToLocation() => Location.Create(Path, new TextSpan(Problem.Start, Problem.Length), Place);
}

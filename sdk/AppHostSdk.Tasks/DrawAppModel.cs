using AppHostSdk.Model;
using Microsoft.Build.Framework;

namespace AppHostSdk.Tasks;

/// <summary>Draws the graph of a built app host: writes it for Mermaid and for Graphviz, and prints one of them.</summary>
public sealed class DrawAppModel : AppModelTask
{
    /// <summary>Where the Mermaid text is written to.</summary>
    [Required]
    public ITaskItem MermaidFile { get; set; } = null!;

    /// <summary>Where the Graphviz text is written to.</summary>
    [Required]
    public ITaskItem DotFile { get; set; } = null!;

    /// <summary>What is printed: <c>mermaid</c> or <c>dot</c>.</summary>
    [Required]
    public string Format { get; set; } = "";

    private protected override void Run()
    {
        var isDot = string.Equals(Format, "dot", StringComparison.OrdinalIgnoreCase);
        if (!isDot && !string.Equals(Format, "mermaid", StringComparison.OrdinalIgnoreCase))
        {
            Diagnostics.Error(FileRules.PictureFormat, Format);
            return;
        }

        if (ReadAssembly() is not { } assembly)
        {
            return;
        }

        if (assembly.Graph is not { } json)
        {
            NoGraph("There is nothing to draw: its program does not call DistributedApplication.CreateBuilder, or the compiler extension of AppHost SDK did not run.");
            return;
        }

        if (ReadGraph(json) is { } graph)
        {
            var (mermaid, dot) = (GraphPicture.Mermaid(graph), GraphPicture.Dot(graph));
            if (Write(MermaidFile, mermaid) && Write(DotFile, dot))
            {
                Log.LogMessage(MessageImportance.High, "{0}", isDot ? dot : mermaid);
            }
        }
    }
}

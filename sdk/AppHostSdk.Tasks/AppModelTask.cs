using AppHostSdk.Model;
using Microsoft.Build.Framework;

namespace AppHostSdk.Tasks;

/// <summary>A task on the model that a built app host carries. Whatever goes wrong, it reports a diagnostic with an id.</summary>
public abstract class AppModelTask : Microsoft.Build.Utilities.Task
{
    /// <summary>The built assembly. It is read, never loaded.</summary>
    [Required]
    public ITaskItem Assembly { get; set; } = null!;

    /// <summary>The project file of the app host.</summary>
    [Required]
    public ITaskItem Project { get; set; } = null!;

    private protected DiagnosticLog Diagnostics => new(Log, FullPath(Project));

    /// <inheritdoc/>
    public sealed override bool Execute()
    {
        try
        {
            Run();
        }
        catch (Exception e)
        {
            // An exception that nobody thought of would be reported by MSBuild without a word on what to do.
            Diagnostics.Error(FileRules.InternalError, e.ToString());
        }

        return !Log.HasLoggedErrors;
    }

    private protected abstract void Run();

    /// <summary>What the assembly says of its model, or <see langword="null"/> after an error was reported.</summary>
    private protected AssemblyModel? ReadAssembly()
    {
        try
        {
            return AssemblyModel.Read(FullPath(Assembly));
        }
        catch (Exception e) when (e is BadImageFormatException or IOException or UnauthorizedAccessException)
        {
            Unreadable(e);
            return null;
        }
    }

    /// <summary>The graph in <paramref name="json"/>, or <see langword="null"/> after an error was reported.</summary>
    private protected AppGraph? ReadGraph(string json)
    {
        try
        {
            return GraphJson.Read(json);
        }
        catch (Exception e) when (e is FormatException or JsonFormatException)
        {
            Unreadable(e);
            return null;
        }
    }

    private protected void NoGraph(string reason) => Diagnostics.Error(FileRules.NoGraph, Path.GetFileName(FullPath(Assembly)), reason);

    private protected void Unreadable(Exception e) => Diagnostics.Error(FileRules.Unreadable, Path.GetFileName(FullPath(Assembly)), e.Message);

    /// <summary>Writes a text file without byte order mark, and its directory where it is missing. False after an error was reported.</summary>
    private protected bool Write(ITaskItem file, string text)
    {
        try
        {
            var path = FullPath(file);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Diagnostics.Error(FileRules.NotWritten, e.Message);
            return false;
        }
    }

    /// <summary>Deletes a file if it is there. False after an error was reported.</summary>
    private protected bool Delete(ITaskItem file)
    {
        try
        {
            if (File.Exists(FullPath(file)))
            {
                File.Delete(FullPath(file));
            }

            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Diagnostics.Error(FileRules.NotWritten, e.Message);
            return false;
        }
    }

    /// <summary>The absolute path of an item; MSBuild knows what it is relative to, the current directory does not.</summary>
    private protected static string FullPath(ITaskItem item) => item.GetMetadata("FullPath");
}

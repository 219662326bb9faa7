using System.Runtime.CompilerServices;
using AppHostSdk.Configuration;
using AppHostSdk.Planning;
using AppHostSdk.Supervision;
using AppHostSdk.Verbs;

namespace AppHostSdk.Output;

/// <summary>Tells what happens, in one order, to everyone who is told: the standard output, a file.</summary>
internal sealed class ApplicationConsole(params IReadOnlyList<IOutput> outputs) : IDisposable
{
    private readonly Lock _lock = new();

    /// <summary>What people see of resources called <paramref name="names"/>, as <paramref name="commandLine"/> wants it.</summary>
    /// <exception cref="DistributedApplicationException">The log file cannot be written.</exception>
    public static ApplicationConsole For(HostCommandLine commandLine, IReadOnlyList<string> names)
    {
        ApplicationConsole? console = null;
        var outputs = new List<IOutput> { StandardOutput(commandLine, names) };
        if (commandLine.LogFile is { } path)
        {
            try
            {
                var file = new BatchedWriter(LogFile(path))
                {
                    OnLost = e => console?.Warning($"The log file {Path.GetFullPath(path)} ends here, because it cannot be written any more: {e.Message}"),
                };
                outputs.Add(commandLine.IsJson ? Json(file) : new PlainOutput(file, names));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw new DistributedApplicationException($"The log file {Path.GetFullPath(path)} cannot be written: {e.Message}", e);
            }
        }

        return console = new ApplicationConsole(outputs);
    }

    /// <summary>The standard output as <paramref name="commandLine"/> wants it.</summary>
    public static IOutput StandardOutput(HostCommandLine commandLine, IReadOnlyList<string> names)
    {
        var writer = new BatchedWriter(Output.StandardOutput.Open()) { TakesNow = Output.StandardOutput.TakesNow };
        AppDomain.CurrentDomain.ProcessExit += (_, _) => writer.Drain(TimeSpan.FromSeconds(1));
        if (commandLine.IsJson)
        {
            return Json(writer);
        }

        var terminal = Output.StandardOutput.IsTerminal ? new Terminal(WantsColours(Environment.GetEnvironmentVariable)) : null;
        return new PlainOutput(writer, names, terminal);
    }

    /// <summary>Colours are for terminals that know them and whose user does not object (NO_COLOR, https://no-color.org).</summary>
    /// <param name="variable">The environment.</param>
    internal static bool WantsColours(Func<string, string?> variable) => string.IsNullOrEmpty(variable("NO_COLOR")) && variable("TERM") != "dumb";

    /// <summary>Hides secrets in everything that is told.</summary>
    public SecretMask Mask { get; set; } = SecretMask.None;

    /// <summary>It goes as it should.</summary>
    public void Info(string message) => Tell(o => o.Message(MessageLevel.Info, Mask.Apply(message)));

    /// <summary>Something may become a problem.</summary>
    public void Warning(string message) => Tell(o => o.Message(MessageLevel.Warning, Mask.Apply(message)));

    /// <summary>Something is a problem.</summary>
    public void Error(string message) => Tell(o => o.Message(MessageLevel.Error, Mask.Apply(message)));

    /// <summary>A line that a resource printed.</summary>
    public void Line(string name, string line, bool isError) => MaskedLine(name, Mask.Apply(line), isError);

    /// <summary>A line that a resource printed, without its secrets.</summary>
    public void MaskedLine(string name, string line, bool isError)
    {
        lock (_lock)
        {
            foreach (var output in outputs)
            {
                output.Line(name, line, isError);
            }
        }

        // Nobody else waits for a reader who does not read: states go on changing, and everything can be stopped.
        foreach (var output in outputs)
        {
            output.WaitForRoom();
        }
    }

    /// <summary>A change of a resource's state.</summary>
    public void State(ResourceState state)
    {
        var shown = state.Detail is null ? state : state with { Detail = Mask.Apply(state.Detail) };
        Tell(o => o.State(shown));
    }

    /// <summary>A step of the plan has been carried out.</summary>
    public void Done(PlanStep step) => Tell(o => o.Done(step));

    /// <summary>Has everything written, waiting for it a moment at most.</summary>
    public void Dispose()
    {
        foreach (var output in outputs)
        {
            output.Dispose();
        }
    }

    /// <summary>Programs print what is for their developers only. A file that is there has the rights that it was given.</summary>
    private static FileStream LogFile(string path)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.Create,
            Access = FileAccess.Write,
            Share = FileShare.ReadWrite,
            BufferSize = 0,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(path, options);
    }

    /// <summary>Apart, so that nobody loads the library who has no use for it.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static JsonOutput Json(BatchedWriter writer) => new(writer, TimeProvider.System);

    private void Tell(Action<IOutput> what)
    {
        lock (_lock)
        {
            foreach (var output in outputs)
            {
                what(output);
            }
        }
    }
}

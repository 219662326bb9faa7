using System.Reflection;

namespace AppHostSdk.Tests;

/// <summary>
/// Compiles a host with what was emitted for it, loads it and executes it up to <c>Build()</c>, where the run time compares
/// what the program did with what the compiler derived and fails on any difference.
/// </summary>
internal static class ExecutedHost
{
    private static readonly string[] Modes = ["run", "publish"];

    static ExecutedHost() => Environment.SetEnvironmentVariable("APPHOST_VERIFY", "fail");

    /// <summary>Executes the host in both modes with each of the command lines, and with none.</summary>
    public static void InEveryWay(GeneratorTestDriver run, params string[] commandLines)
    {
        var image = run.Image();
        foreach (var mode in Modes)
        {
            foreach (var line in commandLines.Prepend("").Distinct())
            {
                var arguments = line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Append($"--operation={mode}").ToArray();
                try
                {
                    // Anew each time: static fields must not remember the run before.
                    Execute(Assembly.Load(image), arguments);
                }
                catch (OperationCanceledException)
                {
                    // How test hosts say that they refuse this command line.
                }
                catch (DistributedApplicationException e)
                {
                    Assert.Fail($"{mode} {line}: {e.Message}\n{run.Source(Generators.GraphEmitter.HintName)}");
                }
            }
        }
    }

    /// <summary>Executes the host once. What it throws comes out as it was thrown.</summary>
    public static void Execute(Assembly assembly, string[] arguments)
    {
        var entry = assembly.EntryPoint!;
        try
        {
            entry.Invoke(null, entry.GetParameters().Length == 0 ? [] : [arguments]);
        }
        catch (TargetInvocationException e) when (e.InnerException is { } inner)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(inner);
        }
    }
}

using System.Diagnostics;
using System.Reflection;
using AppHostSdk.Configuration;

namespace AppHostSdk.Running;

/// <summary>
/// How a host ends by a mistake in its description that nobody catches: with the message on the standard error and exit code 1. The
/// framework would print a stack of this library's methods and abort.
/// </summary>
/// <param name="mask">Hides secrets.</param>
internal sealed class UnhandledErrorReporter(Func<SecretMask> mask)
{
    /// <summary>
    /// Looks after this process, if it is <paramref name="host"/> itself: in a test, or any other program that runs hosts, it is not ours
    /// to end. Called again when more of the program has run, it comes after the handlers that the program has added meanwhile, so
    /// that they are still called.
    /// </summary>
    public void Watch(Assembly host)
    {
        if (host == Assembly.GetEntryAssembly())
        {
            AppDomain.CurrentDomain.UnhandledException -= End;
            AppDomain.CurrentDomain.UnhandledException += End;
        }
    }

    private void End(object sender, UnhandledExceptionEventArgs e)
    {
        // A type derived from it is somebody else's, and who debugs shall find everything as it was.
        if (e.ExceptionObject is DistributedApplicationException mistake && mistake.GetType() == typeof(DistributedApplicationException) && !Debugger.IsAttached)
        {
            Output.StandardError.Write(mask().Apply(mistake.Message));
            Environment.Exit(1);
        }
    }
}

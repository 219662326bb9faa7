using System.Runtime.InteropServices;

namespace TestChild;

internal static class Signals
{
    // A registration that is collected handles nothing any more.
    private static readonly List<PosixSignalRegistration> Registrations = [];

    public static void OnTerminate(Action action) => Registrations.Add(PosixSignalRegistration.Create(PosixSignal.SIGTERM, context =>
    {
        context.Cancel = true;
        action();
    }));
}

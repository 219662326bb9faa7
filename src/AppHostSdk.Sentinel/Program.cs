using System.Text;
using AppHostSdk.Sentinel;
using Microsoft.Win32.SafeHandles;

// The sentinel of an app host. It reads lines from standard input, which only the host holds the other end of:
//
//   session ID PID START   the run, and the host's pid and start time
//   engine ADDRESS         the container engine that is used: unix:///path or tcp://host:port
//   service PID START ADDRESS  the engine is asked through this process, which was started for the run on a socket in a directory of its own
//   group PID START        a process group was made for a resource; its leader's pid and start time
//   gone PID               that group's leader has ended and was seen to
//   bye                    the host has cleaned up itself
//
// When the input ends without bye, the host has died, in whatever way, and what is left of its run is ended and removed.
var watch = new Watch();
using var input = new SafeFileHandle(0, ownsHandle: false);
using var stream = new FileStream(input, FileAccess.Read, bufferSize: 0);
var buffer = new byte[4096];
var line = new StringBuilder();
while (stream.Read(buffer) is > 0 and var read)
{
    foreach (var c in buffer.AsSpan(0, read))
    {
        if (c != '\n')
        {
            line.Append((char)c);
            continue;
        }

        if (!watch.Hear(line.ToString()))
        {
            return 0;
        }

        line.Clear();
    }
}

await watch.CleanUpAsync();
return 0;

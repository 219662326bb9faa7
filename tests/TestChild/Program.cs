using System.Text.Json;
using TestChild;

// Does what its arguments say, one after the other, then exits with code 0. Each is a verb or verb=value:
//
//   env[=NAME,NAME…]  print the environment (or these variables) as a line of JSON
//   args, cwd, ids    print the arguments; the working directory; pid, group and session as a line of JSON
//   report=FILE       write arguments, working directory and environment to FILE as JSON
//   out=TEXT err=TEXT write a line to standard output or standard error
//   raw=HEX           write these bytes to standard output
//   flood=N           write N numbered lines to standard output, each with its twin on standard error
//   long=N            write N bytes without line end
//   stdin             read standard input to its end and print what came
//   touch=FILE        create FILE
//   fetch=NAME[,FILE] GET the URL in the variable NAME and print the answer, or write it to FILE
//   listen[=FAILURES[,DELAY]]
//                     after DELAY ms, answer http on PORT, else on ASPNETCORE_URLS: /health fails FAILURES times first
//   spawn=STEPS       start this program again with STEPS, separated by ';', sharing standard output
//   setsid            leave the session and the process group
//   traceable         let every process trace it
//   trace=PID         become the debugger of a process
//   ignore-term       survive SIGTERM
//   on-term=N         on SIGTERM print a line and exit with code N
//   sleep=MS, forever wait
//   exit=N            exit with code N
//
// It ends by itself after 60 s, whatever it was told: a leak of a test cannot pile up.
using var watchdog = new Timer(_ => Native.ExitNow(60), null, TimeSpan.FromSeconds(60), Timeout.InfiniteTimeSpan);
foreach (var argument in args)
{
    var (verb, value) = argument.IndexOf('=') is var cut and >= 0 ? (argument[..cut], argument[(cut + 1)..]) : (argument, "");
    switch (verb)
    {
        case "env":
            Output.Json(Facts.Environment(value.Length == 0 ? null : value.Split(',')));
            break;
        case "args":
            Output.Json(args);
            break;
        case "cwd":
            Output.Json(Environment.CurrentDirectory);
            break;
        case "ids":
            Output.Json(Facts.Ids());
            break;
        case "report":
            Facts.Report(value, args);
            break;
        case "out":
            Output.Line(value);
            break;
        case "err":
            Output.ErrorLine(value);
            break;
        case "raw":
            Output.Bytes(Convert.FromHexString(value));
            break;
        case "flood":
            for (var i = 1; i <= Number(value); i++)
            {
                Output.Line($"line {i}");
                Output.ErrorLine($"error {i}");
            }

            break;
        case "long":
            Output.Bytes([.. Enumerable.Repeat((byte)'x', Number(value))]);
            break;
        case "stdin":
            Output.Line($"stdin: {JsonSerializer.Serialize(Console.In.ReadToEnd())}");
            break;
        case "touch":
            File.WriteAllText(value, "");
            break;
        case "fetch":
            await Facts.FetchAsync(value.Split(','));
            break;
        case "listen":
            var settings = value.Length == 0 ? [] : value.Split(',');
            if (settings.Length > 1)
            {
                await Task.Delay(Number(settings[1]));
            }

            HealthServer.Start(settings.Length > 0 ? Number(settings[0]) : 0);
            break;
        case "spawn":
            Facts.Spawn(value.Split(';'));
            break;
        case "setsid":
            Native.NewSession();
            break;
        case "traceable":
            Native.AllowTracing();
            break;
        case "trace":
            Native.Trace(Number(value));
            break;
        case "ignore-term":
            Signals.OnTerminate(() => Output.Line("SIGTERM ignored"));
            break;
        case "on-term":
            Signals.OnTerminate(() =>
            {
                Output.Line("SIGTERM received");
                Native.ExitNow(Number(value));
            });
            break;
        case "sleep":
            await Task.Delay(Number(value));
            break;
        case "forever":
            await Task.Delay(Timeout.Infinite);
            break;
        case "exit":
            return Number(value);
        default:
            Output.ErrorLine($"TestChild: what is '{argument}'?");
            return 64;
    }
}

return 0;

static int Number(string text) => int.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

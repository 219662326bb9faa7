using System.Globalization;
using AppHostSdk.Bench;

// What evaluation and emission cost on top of binding the same bodies. Everything is measured in processor time within one
// process, in turns; the ratio is the median of the rounds' ratios.
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (args is ["--write", var directory, var kindName, var countText])
{
    CompilerInput.Write(directory, Enum.Parse<HostKind>(kindName, ignoreCase: true), int.Parse(countText, CultureInfo.InvariantCulture));
    return 0;
}

var phases = args is ["--phases", ..];
args = phases ? args[1..] : args;
if (args.Length > 2 || args.Any(a => !int.TryParse(a, CultureInfo.InvariantCulture, out _)))
{
    Console.Error.WriteLine("Usage: dotnet run -c Release --project eng/bench/evaluation [-- [--phases] ROUNDS [LARGEST]]");
    return 2;
}

var rounds = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 15;
var largest = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 1000;
int[] sizes = [10, 100, 1000];
foreach (var kind in Enum.GetValues<HostKind>())
{
    // Warm: code is compiled and types are loaded.
    var small = new MeasuredHost(kind, 30);
    for (var i = 0; i < 40; i++)
    {
        _ = MeasuredHost.Bind(small.Edited(Edit.Cold));
        _ = small.Generate(small.Edited((Edit)(i % 4)), (Edit)(i % 4));
    }
}

if (phases)
{
    foreach (var kind in Enum.GetValues<HostKind>())
    {
        Phases.Print(kind, largest, rounds);
    }

    return 0;
}

Console.WriteLine("| host | resources | edit | binding ms | MB | generator ms | MB | on top | on top MB |");
Console.WriteLine("| --- | ---: | --- | ---: | ---: | ---: | ---: | ---: | ---: |");
foreach (var kind in Enum.GetValues<HostKind>())
{
    foreach (var count in sizes.Where(c => c <= largest))
    {
        var host = new MeasuredHost(kind, count);
        foreach (var edit in Enum.GetValues<Edit>())
        {
            List<(Sample Bind, Sample Generate)> samples = [];
            for (var round = -1; round < (count < 1000 ? 2 * rounds : rounds); round++)
            {
                // Who is first changes, and each has a compilation of its own: what one binds must not help the other.
                var (one, other) = (host.Edited(edit), host.Edited(edit));
                Sample bind = default;
                if (round % 2 == 0)
                {
                    bind = Sample.Of(() => MeasuredHost.Bind(one));
                }

                var generate = Sample.Of(() => host.Generate(other, edit));
                if (round % 2 != 0)
                {
                    bind = Sample.Of(() => MeasuredHost.Bind(one));
                }

                if (round >= 0)
                {
                    samples.Add((bind, generate));
                }
            }

            var (bound, generated) = (samples.Select(s => s.Bind), samples.Select(s => s.Generate));
            var ratio = Sample.Median(samples.Select(s => s.Generate.Milliseconds / s.Bind.Milliseconds)) - 1;
            var memory = Sample.Median(samples.Select(s => s.Generate.Megabytes / s.Bind.Megabytes)) - 1;
            Console.WriteLine(
                $"| {kind.ToString().ToLowerInvariant()} | {count} | {edit.ToString().ToLowerInvariant()} | {Sample.Median(bound.Select(s => s.Milliseconds)):0.0} | {Sample.Median(bound.Select(s => s.Megabytes)):0.0} "
                + $"| {Sample.Median(generated.Select(s => s.Milliseconds)):0.0} | {Sample.Median(generated.Select(s => s.Megabytes)):0.0} | {ratio:+0 %;-0 %} | {memory:+0 %;-0 %} |");
        }
    }
}

return 0;

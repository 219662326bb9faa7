namespace AppHostSdk.Bench;

/// <summary>What one piece of work cost.</summary>
/// <param name="Milliseconds">Processor time.</param>
/// <param name="Megabytes">Allocated memory.</param>
internal readonly record struct Sample(double Milliseconds, double Megabytes)
{
    public static Sample Of(Action act)
    {
        GC.Collect();
        var (memory, time) = (GC.GetAllocatedBytesForCurrentThread(), Environment.CpuUsage.TotalTime);
        act();
        return new(
            (Environment.CpuUsage.TotalTime - time).TotalMilliseconds,
            (GC.GetAllocatedBytesForCurrentThread() - memory) / (1024.0 * 1024.0));
    }

    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted.Count % 2 == 1 ? sorted[sorted.Count / 2] : (sorted[(sorted.Count / 2) - 1] + sorted[sorted.Count / 2]) / 2;
    }
}

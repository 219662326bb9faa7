using AppHostSdk.Model;

namespace AppHostSdk.Containers;

/// <summary>How much of the machine the container may use.</summary>
internal sealed class LimitsPart : SpecificationPart
{
    private const string MemoryLine = "memory limit";
    private const string CpuLine = "CPU limit";

    public override IReadOnlyList<string> Properties => [nameof(ContainerSpec.MemoryLimit), nameof(ContainerSpec.NanoCpus)];

    public override void Fill(CreateContainerRequest request, ContainerSpec spec)
    {
        if (spec.MemoryLimit > 0)
        {
            request.HostConfig.Memory = spec.MemoryLimit;
        }

        if (spec.NanoCpus > 0)
        {
            request.HostConfig.NanoCpus = spec.NanoCpus;
        }
    }

    public override void Fill(CreateCommand command, ContainerSpec spec)
    {
        if (spec.MemoryLimit > 0)
        {
            command.AddOption("--memory", MemoryLimit.TextOf(spec.MemoryLimit));
        }

        if (spec.NanoCpus > 0)
        {
            command.AddOption("--cpus", CpuLimit.TextOf(spec.NanoCpus));
        }
    }

    public override void Fill(SpecificationLines lines, ContainerSpec spec)
    {
        if (spec.MemoryLimit > 0)
        {
            lines.Add(MemoryLine, MemoryLimit.TextOf(spec.MemoryLimit));
        }

        if (spec.NanoCpus > 0)
        {
            lines.Add(CpuLine, CpuLimit.TextOf(spec.NanoCpus));
        }
    }

    public override bool IsQuoted(string name) => name is MemoryLine or CpuLine;
}

using System.Diagnostics;
using AppHostSdk.Model;

namespace AppHostSdk.Planning;

/// <summary>The table of what each entry of a container becomes when it runs as a program of this machine.</summary>
internal static class ContainerEntries
{
    private static readonly EntryFate Mounts = EntryFate.IsLost("its volumes and bind mounts mean nothing: {0}. Its data is not kept.");
    private static readonly EntryFate Memory = EntryFate.IsLost("its memory limit does not hold: {0}.");
    private static readonly EntryFate Cpu = EntryFate.IsLost("its CPU limit does not hold: {0}.");
    private static readonly EntryFate Files = EntryFate.IsLost("the files of WithContainerFiles are not put: {0}.");

    public static EntryFate FateOf(Entry entry) => entry switch
    {
        SettingEntry { Setting: var setting } => FateOf(setting),
        DetailEntry { Detail: var detail } => FateOf(detail),
        MountEntry => Mounts,
        ImageEntry => EntryFate.IsMeaningless,
        EndpointEntry or EnvironmentEntry or ArgumentEntry or WaitEntry or LifecycleEntry or HealthCheckEntry => EntryFate.Stays,
        RelationshipEntry or UrlEntry or CommandEntry or HandlerEntry => EntryFate.Stays,
        ConnectionEntry or ConnectionPropertyEntry or PublishingEntry => EntryFate.Stays,
        _ => throw new UnreachableException($"The table has no row for {entry.GetType().Name}."),
    };

    // Without a row for what is not named, a new setting or detail does not compile until it has one.
#pragma warning disable CS8524
    private static EntryFate FateOf(ResourceSetting setting) => setting switch
    {
        ResourceSetting.Entrypoint => EntryFate.IsMeaningless,
        ResourceSetting.ContainerName => EntryFate.IsMeaningless,
        ResourceSetting.ImagePullPolicy => EntryFate.IsMeaningless,
        ResourceSetting.Lifetime => EntryFate.IsMeaningless,
        ResourceSetting.Dockerfile => EntryFate.IsMeaningless,
        ResourceSetting.MemoryLimit => Memory,
        ResourceSetting.CpuLimit => Cpu,
        ResourceSetting.Executable => EntryFate.Stays,
        ResourceSetting.IconName => EntryFate.Stays,
        ResourceSetting.InitialState => EntryFate.Stays,
        ResourceSetting.EndpointProxySupport => EntryFate.Stays,
        ResourceSetting.ProjectPath => EntryFate.Stays,
        ResourceSetting.Description => EntryFate.Stays,
        ResourceSetting.HttpsCertificate => EntryFate.Stays,
        ResourceSetting.CertificateTrust => EntryFate.Stays,
        ResourceSetting.ExcludeKestrelEndpoints => EntryFate.Stays,
        ResourceSetting.CustomInput => EntryFate.Stays,
    };

    private static EntryFate FateOf(ResourceDetail detail) => detail switch
    {
        ResourceDetail.NetworkAlias => EntryFate.IsMeaningless,
        ResourceDetail.RuntimeArguments => EntryFate.IsMeaningless,
        ResourceDetail.BuildArgument => EntryFate.IsMeaningless,
        ResourceDetail.BuildSecret => EntryFate.IsMeaningless,
        ResourceDetail.ContainerFiles => Files,
    };
#pragma warning restore CS8524
}

namespace AppHostSdk.Model;

/// <summary>What a resource has one of.</summary>
public enum ResourceSetting
{
    /// <summary>The program that a container runs in place of its image's entry point.</summary>
    Entrypoint,

    /// <summary>The name of a container in the engine, without anything added.</summary>
    ContainerName,

    /// <summary>The name of an icon; the detail is its variant.</summary>
    IconName,

    /// <summary>Tools show a state of the program's making until the resource has one of its own.</summary>
    InitialState,

    /// <summary>Whether a proxy may stand before the endpoints.</summary>
    EndpointProxySupport,

    /// <summary>The project file, single file or directory of a project that the program names by path.</summary>
    ProjectPath,

    /// <summary>What a parameter is, for those who are asked for its value; the detail says whether it is Markdown.</summary>
    Description,

    /// <summary>
    /// A container runs as a program of this machine when the application runs. The value is the program, the detail a list of its
    /// arguments, which the resource's own follow.
    /// </summary>
    Executable,

    /// <summary>
    /// An executable runs another program than the one it was added with. The value is the program, the detail a list of its arguments,
    /// which the resource's own follow.
    /// </summary>
    Program,

    /// <summary>How much memory a container may use, see <see cref="Model.MemoryLimit"/>.</summary>
    MemoryLimit,

    /// <summary>How many processors a container may use, see <see cref="Model.CpuLimit"/>.</summary>
    CpuLimit,

    /// <summary>
    /// The certificate that its https endpoints are meant to have: <c>Developer</c>, <c>Given</c> or <c>None</c>. The detail is the
    /// parameter with the password of its key. A run changes no server for it.
    /// </summary>
    HttpsCertificate,

    /// <summary>Whether its programs are meant to trust the developer certificate of this machine, or which certificates they trust.</summary>
    CertificateTrust,

    /// <summary>The endpoints in the app settings of a project are not those of the resource.</summary>
    ExcludeKestrelEndpoints,

    /// <summary>A function of the program says how the value of a parameter is asked for.</summary>
    CustomInput,
}

/// <summary>Sets what a resource has one of; the last entry for a setting wins.</summary>
/// <param name="Setting">What is set.</param>
/// <param name="Value">Its value.</param>
/// <param name="Detail">What belongs to the value.</param>
public sealed record SettingEntry(ResourceSetting Setting, ModelValue Value, ModelValue Detail) : Entry
{
    /// <inheritdoc/>
    public override Entry VisitMembers(IEntryVisitor visitor) => this with
    {
        Setting = (ResourceSetting)visitor.VisitChoice(nameof(Setting), typeof(ResourceSetting), Setting)!,
        Value = visitor.VisitValue(nameof(Value), Value),
        Detail = visitor.VisitValue(nameof(Detail), Detail),
    };

    // Without a row for what is not named, a new setting does not compile until it has one.
#pragma warning disable CS8524
    /// <inheritdoc/>
    public override EntryFate Fate() => Setting switch
    {
        ResourceSetting.Entrypoint => EntryFate.IsMeaningless,
        ResourceSetting.ContainerName => EntryFate.IsMeaningless,
        ResourceSetting.MemoryLimit => EntryFate.IsLost("its memory limit does not hold: {0}."),
        ResourceSetting.CpuLimit => EntryFate.IsLost("its CPU limit does not hold: {0}."),
        ResourceSetting.Executable => EntryFate.Stays,
        ResourceSetting.Program => EntryFate.Stays,
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
#pragma warning restore CS8524
}

namespace AppHostSdk.Containers;

/// <summary>The only place that enumerates the parts of a <see cref="ContainerSpec"/>. The command line has its arguments in this order.</summary>
internal static class SpecificationParts
{
    public static readonly SpecificationPart[] All =
    [
        new NamePart(),
        new ImagePart(),
        new LabelsPart(),
        new EnvironmentPart(),
        new PortsPart(),
        new MountsPart(),
        new ExtraHostsPart(),
        new NetworkPart(),
        new LimitsPart(),
        new EntrypointPart(),
        new RuntimeArgumentsPart(),
        new CommandPart(),
        new FilesPart(),
    ];
}

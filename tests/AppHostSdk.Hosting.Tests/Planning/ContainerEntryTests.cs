using System.Reflection;
using AppHostSdk.Model;
using AppHostSdk.Planning;

namespace AppHostSdk.Hosting.Tests.Planning;

/// <summary>Each thing that a container can have says what becomes of it when the container runs as a program of this machine.</summary>
public class ContainerEntryTests
{
    [Fact]
    public void Every_entry_has_a_row()
    {
        var lists = typeof(Model.Resource).GetProperties()
            .Select(p => p.PropertyType)
            .Where(t => t.IsGenericType && t.GetGenericTypeDefinition() == typeof(EquatableArray<>) && t.GetGenericArguments()[0].IsAssignableTo(typeof(Entry)))
            .Select(t => t.GetGenericArguments()[0])
            .ToList();
        Assert.Equal(17, lists.Count);

        var entries = typeof(Entry).Assembly.GetTypes().Where(t => !t.IsAbstract && lists.Exists(t.IsAssignableTo)).ToList();
        Assert.All(entries, type => Assert.NotNull(ContainerEntries.FateOf(Made(type))));
        Assert.All(Enum.GetValues<ResourceSetting>(), s => Assert.NotNull(ContainerEntries.FateOf(Setting(s))));
        Assert.All(Enum.GetValues<ResourceDetail>(), d => Assert.NotNull(ContainerEntries.FateOf(Detail(d))));
    }

    [Fact]
    public void What_is_lost_is_told_with_what_it_is()
    {
        Entry[] entries =
        [
            .. Enum.GetValues<ResourceSetting>().Select(Setting),
            .. Enum.GetValues<ResourceDetail>().Select(Detail),
            new MountEntry(ModelValue.None, "mount", IsVolume: true, IsReadOnly: false),
        ];
        var losses = entries.Where(e => ContainerEntries.FateOf(e).Loss is not null).ToList();
        Assert.NotEmpty(losses);
        Assert.All(losses, loss =>
        {
            Assert.True(ContainerEntries.FateOf(loss).IsKept);
            Assert.Contains("{0}", ContainerEntries.FateOf(loss).Loss, StringComparison.Ordinal);
            var told = Assert.Single(ExecutableFallback.Losses(ExecutableFallback.Apply(Graph(loss))));
            Assert.Contains(loss switch { SettingEntry { Setting: var s } => $"{s}", DetailEntry { Detail: var d } => $"{d}", _ => "mount" }, told, StringComparison.Ordinal);
        });
    }

    private static AppGraph Graph(Entry loss)
    {
        var graph = Apps.Graph(b => b.AddContainer("db", "server").RunAsExecutable("server"));
        return graph with
        {
            Resources = graph.Resources.Map(r => loss switch
            {
                SettingEntry setting => r with { Settings = r.Settings.Add(setting) },
                DetailEntry detail => r with { Details = r.Details.Add(detail) },
                _ => r with { Mounts = r.Mounts.Add((MountEntry)loss) },
            }),
        };
    }

    private static SettingEntry Setting(ResourceSetting setting) => new(setting, ModelValue.From($"{setting}"), ModelValue.None);

    private static DetailEntry Detail(ResourceDetail detail) => new(detail, $"{detail}", ModelValue.None);

    private static Entry Made(Type type)
    {
        var constructor = type.GetConstructors().Single(c => c.GetParameters() is not [{ ParameterType: var only }] || only != type);
        return (Entry)constructor.Invoke([.. constructor.GetParameters().Select(Value)]);
    }

    private static object? Value(ParameterInfo parameter) =>
        parameter.ParameterType == typeof(ModelValue) ? ModelValue.None
        : parameter.ParameterType == typeof(string) ? ""
        : parameter.ParameterType.IsValueType ? Activator.CreateInstance(parameter.ParameterType)
        : null;
}

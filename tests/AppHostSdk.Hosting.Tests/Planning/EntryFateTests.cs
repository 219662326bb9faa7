using System.Reflection;
using AppHostSdk.Model;
using AppHostSdk.Planning;

namespace AppHostSdk.Hosting.Tests.Planning;

/// <summary>Each thing that a container can have says what becomes of it when the container runs as a program of this machine.</summary>
public class EntryFateTests
{
    [Fact]
    public void Every_entry_has_a_fate()
    {
        var lists = typeof(Model.Resource).GetProperties()
            .Select(p => p.PropertyType)
            .Where(t => t.IsGenericType && t.GetGenericTypeDefinition() == typeof(EquatableArray<>) && t.GetGenericArguments()[0].IsAssignableTo(typeof(Entry)))
            .Select(t => t.GetGenericArguments()[0])
            .ToList();
        Assert.Equal(18, lists.Count);

        var entries = typeof(Entry).Assembly.GetTypes().Where(t => !t.IsAbstract && lists.Exists(t.IsAssignableTo)).ToList();
        Assert.All(entries, type => Assert.NotNull(Made(type).Fate()));
        Assert.All(Enum.GetValues<ResourceSetting>(), s => Assert.NotNull(Setting(s).Fate()));
        Assert.All(Enum.GetValues<ResourceDetail>(), d => Assert.NotNull(Detail(d).Fate()));
    }

    [Fact]
    public void What_is_lost_is_told_with_what_it_is()
    {
        Entry[] entries =
        [
            .. Enum.GetValues<ResourceSetting>().Select(Setting),
            .. Enum.GetValues<ResourceDetail>().Select(Detail),
            new ContainerFilesEntry("files", ModelValue.None, ModelValue.None, ModelValue.None, ModelValue.None),
            new MountEntry(ModelValue.None, "mount", IsVolume: true, IsReadOnly: false),
        ];
        var losses = entries.Where(e => e.Fate().Loss is not null).ToList();
        Assert.NotEmpty(losses);
        Assert.All(losses, loss =>
        {
            Assert.True(loss.Fate().IsKept);
            Assert.Contains("{0}", loss.Fate().Loss, StringComparison.Ordinal);
            var told = Assert.Single(ExecutableFallback.Losses(ExecutableFallback.Apply(Graph(loss))));
            Assert.Contains(loss switch { SettingEntry { Setting: var s } => $"{s}", ContainerFilesEntry => "files", _ => "mount" }, told, StringComparison.Ordinal);
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
                ContainerFilesEntry files => r with { Container = r.Container.Add(files) },
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

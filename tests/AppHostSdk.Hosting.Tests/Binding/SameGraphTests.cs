using System.Reflection;
using System.Runtime.CompilerServices;
using AppHostSdk.Binding;
using AppHostSdk.Model;

namespace AppHostSdk.Hosting.Tests.Binding;

/// <summary>The quick comparison: it passes over sites and nothing else.</summary>
public class SameGraphTests
{
    /// <summary>The record has no sites, and the resource and its entries have one each.</summary>
    [Fact]
    public void Sites_make_no_difference()
    {
        var recorded = Apps.Graph(Program);
        var known = recorded with { Resources = recorded.Resources.Map(WithSites) };

        Assert.NotEqual(known.Resources, recorded.Resources);
        Assert.True(SameGraph.IsSame(known, recorded));
    }

    [Theory]
    [InlineData("image")]
    [InlineData("variable")]
    [InlineData("order")]
    [InlineData("one more")]
    public void Anything_else_does(string difference)
    {
        var changed = Apps.Graph(b =>
        {
            var cache = b.AddContainer("cache", difference == "image" ? "valkey" : "redis").WithContainerNetworkAlias("store").WithContainerRuntimeArgs("--init");
            if (difference == "order")
            {
                b.AddExecutable("web", "web", ".").WithEnvironment("B", "2").WithEnvironment("A", "1").WaitFor(cache);
            }
            else
            {
                b.AddExecutable("web", "web", ".").WithEnvironment("A", difference == "variable" ? "x" : "1").WithEnvironment("B", "2").WaitFor(cache);
            }

            if (difference == "one more")
            {
                b.AddParameter("more");
            }
        });

        Assert.False(SameGraph.IsSame(Apps.Graph(Program), changed));
        Assert.True(SameGraph.IsSame(Apps.Graph(Program), Apps.Graph(Program)));
    }

    public static TheoryData<string> Members => [.. Settable.Where(p => p.Name != nameof(Model.Resource.Site)).Select(p => p.Name)];

    /// <summary>The comparison names each member; a new one must not be forgotten.</summary>
    [Theory]
    [MemberData(nameof(Members))]
    public void Each_member_of_a_resource_counts(string member)
    {
        var graph = Apps.Graph(Program);
        var changed = graph.Resources[0] with { };
        var property = Settable.Single(p => p.Name == member);
        property.SetValue(changed, Other(property.PropertyType, property.GetValue(changed)));

        Assert.False(SameGraph.IsSame(graph, graph with { Resources = [changed, .. graph.Resources.Skip(1)] }));
    }

    [Fact]
    public void What_is_open_is_compared_thoroughly()
    {
        var graph = Apps.Graph(Program);

        Assert.False(SameGraph.IsSame(graph with { OpenParts = [new OpenPart(1, "AHS2001", "x")] }, graph));
    }

    private static IEnumerable<PropertyInfo> Settable => typeof(Model.Resource).GetProperties().Where(p => p.CanWrite);

    private static object Other(Type type, object? value) => value switch
    {
        string text => text + "x",
        null when type == typeof(string) => "x",
        bool truth => !truth,
        ModelValue => ModelValue.From("other"),
        ParameterSource source => source with { Key = "other" },
        Condition => Condition.Never,
        Enum => Enum.GetValues(type).Cast<object>().First(v => !v.Equals(value)),
        _ => typeof(SameGraphTests).GetMethod(nameof(OneMore), BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(type.GenericTypeArguments).Invoke(null, [value])!,
    };

    private static EquatableArray<T> OneMore<T>(EquatableArray<T> list) =>
        list.Add((T)RuntimeHelpers.GetUninitializedObject(typeof(T).Assembly.GetTypes().First(t => !t.IsAbstract && t.IsAssignableTo(typeof(T)))));

    private static void Program(IDistributedApplicationBuilder b)
    {
        var cache = b.AddContainer("cache", "redis").WithContainerNetworkAlias("store").WithContainerRuntimeArgs("--init");
        b.AddExecutable("web", "web", ".").WithEnvironment("A", "1").WithEnvironment("B", "2").WaitFor(cache);
    }

    private static Model.Resource WithSites(Model.Resource resource) => resource with
    {
        Site = 1,
        Details = resource.Details.Map(e => e with { Site = 2 }),
        Environment = resource.Environment.Map(e => e with { Site = 3 }),
        Waits = resource.Waits.Map(e => e with { Site = 4 }),
    };
}

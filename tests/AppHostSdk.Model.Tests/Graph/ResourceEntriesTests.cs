using System.Reflection;
using System.Runtime.CompilerServices;

namespace AppHostSdk.Model.Tests;

/// <summary>Nothing that a resource has, and nothing that an entry holds, is left out where entries are enumerated.</summary>
public class ResourceEntriesTests
{
    public static TheoryData<Type> EntryTypes => [.. typeof(Entry).Assembly.GetTypes().Where(t => !t.IsAbstract && t.IsAssignableTo(typeof(Entry)))];

    public static TheoryData<string> ListNames => [.. Lists.Select(p => p.Name)];

    [Theory]
    [MemberData(nameof(ListNames))]
    public void Every_list_of_a_resource_is_enumerated(string list)
    {
        var property = Lists.Single(p => p.Name == list);
        var entry = Create(ElementOf(property));
        var resource = With(property, entry);

        Assert.Same(entry, Assert.Single(resource.Entries()));
        Assert.Empty(resource.MapEntries(_ => null).Entries());
        Assert.Equal(7, Assert.Single(resource.MapEntries(e => e with { Site = 7 }).Entries()).Site);
        Assert.Equal([0, 8], resource.MapLists(entries => [.. entries, entry with { Site = 8 }]).Entries().Select(e => e.Site));
        Assert.Null(resource.JoinEntries(Bare, (_, _) => null));
        Assert.Equal([1, 0], resource.JoinEntries(Bare, (left, right) => [left[0] with { Site = left.Count }, left[0] with { Site = right.Count }])!.Entries().Select(e => e.Site));
        Assert.False(ResourceEntries.HaveSameEntries(resource, Bare, (_, _) => true));
        Assert.False(ResourceEntries.HaveSameEntries(resource, resource, (_, _) => false));
        Assert.True(ResourceEntries.HaveSameEntries(resource, resource, ReferenceEquals));
    }

    [Fact]
    public void A_resource_whose_entries_stay_is_the_same_object()
    {
        var resource = RichGraph.Create().Resources[0];

        Assert.Same(resource, resource.MapEntries(e => e));
        Assert.Same(resource, resource.MapLists(e => e));
    }

    [Theory]
    [MemberData(nameof(EntryTypes))]
    public void Every_value_of_an_entry_is_read_and_replaced(Type type)
    {
        var entry = Create(type);
        var values = type.GetProperties().Where(p => p.PropertyType == typeof(ModelValue)).ToList();
        foreach (var property in values)
        {
            property.SetValue(entry, new ModelValue.Parameter(property.Name));
        }

        Assert.Equal(values.Select(p => p.Name).Order(), entry.Keys().Where(key => key is not null).Order());
        Assert.Equal(values.Count, entry.Values().Count);
        var mapped = entry.Map(_ => ModelValue.From("replaced"), key => key);
        Assert.All(values, property => Assert.Equal(ModelValue.From("replaced"), property.GetValue(mapped)));
    }

    [Theory]
    [InlineData(typeof(ReferenceVariables), nameof(ReferenceVariables.Source))]
    [InlineData(typeof(WaitEntry), nameof(WaitEntry.Dependency))]
    [InlineData(typeof(RelationshipEntry), nameof(RelationshipEntry.Other))]
    public void The_resource_that_an_entry_refers_to_is_among_its_keys(Type type, string member)
    {
        var entry = Create(type);
        var property = type.GetProperty(member)!;
        property.SetValue(entry, "other");

        Assert.Equal(["other"], entry.Keys());
        Assert.Equal("renamed", property.GetValue(entry.Map(value => value, _ => "renamed")));
    }

    private static IEnumerable<PropertyInfo> Lists => typeof(Resource).GetProperties()
        .Where(p => p.PropertyType is { IsGenericType: true } type
            && type.GetGenericTypeDefinition() == typeof(EquatableArray<>)
            && type.GenericTypeArguments[0].IsAssignableTo(typeof(Entry)));

    private static Resource Bare => new() { Key = "bare", Name = "bare", Kind = ResourceKind.Container };

    /// <summary>The first type of entry that the list takes.</summary>
    private static Type ElementOf(PropertyInfo list) =>
        typeof(Entry).Assembly.GetTypes().First(t => !t.IsAbstract && t.IsAssignableTo(list.PropertyType.GenericTypeArguments[0]));

    private static Resource With(PropertyInfo list, Entry entry)
    {
        var resource = Bare;
        var items = Array.CreateInstance(list.PropertyType.GenericTypeArguments[0], 1);
        items.SetValue(entry, 0);
        list.SetValue(resource, Activator.CreateInstance(list.PropertyType, BindingFlags.Instance | BindingFlags.NonPublic, null, [items], null));
        return resource;
    }

    /// <summary>An entry with none for each of its values.</summary>
    private static Entry Create(Type type)
    {
        var entry = (Entry)RuntimeHelpers.GetUninitializedObject(type);
        foreach (var property in type.GetProperties().Where(p => p.PropertyType == typeof(ModelValue)))
        {
            property.SetValue(entry, ModelValue.None);
        }

        return entry;
    }
}

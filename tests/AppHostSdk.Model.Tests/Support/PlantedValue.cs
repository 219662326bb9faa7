using System.Collections;
using System.Reflection;

namespace AppHostSdk.Model.Tests;

/// <summary>
/// A container with one value in it that refers to a parameter, for every place of a resource that can hold a value: found by
/// reflection, so that a new place is tested by all who walk over them.
/// </summary>
internal static class PlantedValue
{
    public const string Parameter = "planted";

    public const string Holder = "holder";

    private static readonly Dictionary<string, Func<Resource>> Places = Find().ToDictionary(p => p.Place, p => p.Plant);

    /// <summary>The names of the places: a property of a resource, or one of an entry.</summary>
    public static TheoryData<string> All => [.. Places.Keys];

    /// <inheritdoc cref="All"/>
    public static IEnumerable<string> Names => Places.Keys;

    /// <summary>The container with the value in one place.</summary>
    public static Resource In(string place) => Places[place]();

    /// <summary>An application of the container and the parameter.</summary>
    public static AppGraph Graph(string place) => new()
    {
        Application = "Shop",
        Resources = EquatableArray.Of(
            new Resource { Key = Parameter, Name = Parameter, Kind = ResourceKind.Parameter, Site = 1 },
            In(place)),
    };

    private static IEnumerable<(string Place, Func<Resource> Plant)> Find()
    {
        foreach (var property in typeof(Resource).GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.CanWrite))
        {
            if (property.PropertyType == typeof(ModelValue))
            {
                yield return (property.Name, () => With(property, Planted));
            }
            else if (property.PropertyType == typeof(ParameterSource))
            {
                yield return ("Parameter.Default", () => With(property, new ParameterSource { Default = Planted }));
            }
            else if (EntryOf(property.PropertyType) is { } entry)
            {
                foreach (var kind in typeof(Resource).Assembly.GetTypes().Where(t => !t.IsAbstract && t.IsAssignableTo(entry)))
                {
                    foreach (var held in kind.GetProperties().Where(p => p.PropertyType == typeof(ModelValue) && p.CanWrite))
                    {
                        yield return ($"{property.Name}.{kind.Name}.{held.Name}", () => With(property, ListOf(entry, Entry(kind, held))));
                    }
                }
            }
        }
    }

    private static ModelValue Planted => new ModelValue.Formatted(new ModelValue.Parameter(Parameter), ValueFormat.Uri);

    private static Resource With(PropertyInfo property, object value)
    {
        var resource = new Resource { Key = Holder, Name = Holder, Kind = ResourceKind.Container, Image = ModelValue.From("x"), Site = 2 };
        property.SetValue(resource, value);
        return resource;
    }

    private static Type? EntryOf(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(EquatableArray<>) && type.GetGenericArguments()[0] is var item && item.IsAssignableTo(typeof(Entry))
            ? item
            : null;

    /// <summary>An entry with the least in it that its constructor takes.</summary>
    private static object Entry(Type kind, PropertyInfo held)
    {
        var constructor = kind.GetConstructors().MaxBy(c => c.GetParameters().Length)!;
        var entry = constructor.Invoke([.. constructor.GetParameters().Select(p => p.ParameterType == typeof(string) ? "x"
            : p.ParameterType == typeof(ModelValue) ? ModelValue.None
            : Activator.CreateInstance(p.ParameterType))]);
        held.SetValue(entry, Planted);
        return entry;
    }

    private static object ListOf(Type entry, object item)
    {
        var list = (IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(entry))!;
        list.Add(item);
        return typeof(EquatableArray).GetMethods().Single(m => m.Name == nameof(EquatableArray.ToEquatableArray)).MakeGenericMethod(entry).Invoke(null, [list])!;
    }
}

namespace AppHostSdk.Model.Tests;

public class ModelOperationTests
{
    [Fact]
    public void Arguments_are_read_by_name()
    {
        var operation = new ModelOperation(OperationKind.AddContainer, "cache", EquatableArray.Of(ModelValue.From("cache"), ModelValue.From("redis")));

        Assert.Equal("redis", operation["image"].AsText);
        Assert.True(operation["tag"].IsNone);
        Assert.Throws<ArgumentException>(() => operation["Image"]);
    }

    [Fact]
    public void Argument_names_are_distinct_and_the_operations_that_add_a_resource_start_with_its_name()
    {
        foreach (var kind in Enum.GetValues<OperationKind>())
        {
            var names = OperationSchema.ArgumentsOf(kind);
            Assert.Equal(names.Distinct(), names);
            Assert.True(!OperationSchema.AddsResource(kind) || names[0] == "name", $"{kind}");
            Assert.True(!OperationSchema.AddsResource(kind) || OperationSchema.IsRecorded(kind), $"{kind}");
        }
    }

    [Fact]
    public void Constants_are_read_back_and_everything_else_is_no_constant()
    {
        Assert.Equal(("a", null, null), Read(ModelValue.From("a")));
        Assert.Equal((null, 5L, null), Read(ModelValue.From(5)));
        Assert.Equal((null, null, false), Read(ModelValue.From(false)));
        Assert.Equal((null, null, null), Read(ModelValue.None));
        Assert.Equal((null, null, null), Read(new ModelValue.HostPath("a")));
        Assert.Equal((null, null, null), Read(new ModelValue.Late(1)));
        Assert.True(ModelValue.From((string?)null).IsNone);
        Assert.True(ModelValue.From((long?)null).IsNone);
        Assert.True(ModelValue.From((bool?)null).IsNone);

        static (string?, long?, bool?) Read(ModelValue value) => (value.AsText, value.AsNumber, value.AsFlag);
    }
}

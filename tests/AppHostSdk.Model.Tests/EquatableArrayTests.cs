using FsCheck.Fluent;

namespace AppHostSdk.Model.Tests;

public class EquatableArrayTests
{
    [Fact]
    public void Sequences_are_equal_exactly_when_their_items_are() => Property.Holds(
        Gen.Two(Gen.ArrayOf(Gen.Choose(0, 2)).Resize(4)),
        pair =>
        {
            var (left, right) = (pair.Item1.ToEquatableArray(), pair.Item2.ToEquatableArray());
            var equal = pair.Item1.SequenceEqual(pair.Item2);

            Assert.Equal(equal, left.Equals(right));
            Assert.Equal(equal, left.Equals((object)right));
            Assert.Equal(equal, left == right);
            Assert.Equal(equal, !(left != right));
            Assert.True(!equal || left.GetHashCode() == right.GetHashCode());
        },
        tests: 1_000);

    [Fact]
    public void Order_matters_for_the_hash() =>
        Assert.NotEqual(EquatableArray.Of(1, 2).GetHashCode(), EquatableArray.Of(2, 1).GetHashCode());

    [Fact]
    public void The_default_is_the_empty_sequence()
    {
        EquatableArray<string> none = default;

        Assert.Equal(EquatableArray.Of<string>(), none);
        Assert.Equal(EquatableArray.Of<string>().GetHashCode(), none.GetHashCode());
        Assert.True(none.IsEmpty);
        Assert.Empty(none);
        Assert.Equal(EquatableArray.Of("a"), none.Add("a"));
        Assert.Equal(default, none.Map(item => item.Length));
        Assert.Throws<IndexOutOfRangeException>(() => none[0]);
    }

    [Fact]
    public void Items_that_are_null_or_sequences_are_compared_too()
    {
        Assert.Equal(EquatableArray.Of<string?>(null, "a"), EquatableArray.Of<string?>(null, "a"));
        Assert.NotEqual(EquatableArray.Of<string?>("a", null), EquatableArray.Of<string?>(null, "a"));
        Assert.Equal(EquatableArray.Of(EquatableArray.Of(1), default), EquatableArray.Of(EquatableArray.Of(1), default));
        Assert.NotEqual(EquatableArray.Of(EquatableArray.Of(1)), EquatableArray.Of(EquatableArray.Of(2)));
    }

    [Fact]
    public void It_is_not_equal_to_anything_else()
    {
        Assert.False(EquatableArray.Of(1).Equals(null));
        Assert.False(EquatableArray.Of(1).Equals((object)new[] { 1 }));
        Assert.False(EquatableArray.Of(1).Equals((object)EquatableArray.Of(1L)));
    }

    [Fact]
    public void Nothing_that_happens_later_changes_it()
    {
        var source = new[] { 1, 2 };
        var copied = EquatableArray.Of(source);
        var enumerated = source.ToEquatableArray();
        var longer = copied.Add(3);
        source[0] = 9;

        Assert.Equal(EquatableArray.Of(1, 2), copied);
        Assert.Equal(EquatableArray.Of(1, 2), enumerated);
        Assert.Equal(EquatableArray.Of(1, 2, 3), longer);
    }

    [Fact]
    public void A_collection_expression_makes_it_or_does_not_compile()
    {
        // Where the compiler finds no builder it calls Add, which changes nothing: the result would silently be empty.
        Assert.Contains(
            typeof(EquatableArray<int>).GetCustomAttributesData(),
            a => a.AttributeType.FullName == "System.Runtime.CompilerServices.CollectionBuilderAttribute");
    }

    [Fact]
    public void Map_keeps_the_order() => Assert.Equal(EquatableArray.Of("1", "2", "3"), EquatableArray.Of(1, 2, 3).Map(i => $"{i}"));

    [Fact]
    public void Records_that_hold_one_are_equal_by_value()
    {
        ModelValue left = new ModelValue.List(EquatableArray.Of(ModelValue.From("a"), ModelValue.From(1)));
        ModelValue right = new ModelValue.List(EquatableArray.Of(ModelValue.From("a"), ModelValue.From(1)));

        Assert.Equal(left, right);
        Assert.Equal(left.GetHashCode(), right.GetHashCode());
        Assert.NotEqual(left, new ModelValue.Template(EquatableArray.Of(ModelValue.From("a"), ModelValue.From(1))));
    }
}

namespace AppHostSdk.Model.Tests;

/// <summary>What walks over the values of a resource sees each of them, wherever it is.</summary>
public class ValueWalkerTests
{
    [Theory]
    [MemberData(nameof(PlantedValue.All), MemberType = typeof(PlantedValue))]
    public void Every_value_is_among_those_of_the_resource(string place) =>
        Assert.Equal([PlantedValue.Parameter], PlantedValue.In(place).Values().SelectMany(v => v.Mentioned()));

    [Theory]
    [MemberData(nameof(PlantedValue.All), MemberType = typeof(PlantedValue))]
    public void Keys_are_replaced_in_every_value(string place) =>
        Assert.Equal(["other"], PlantedValue.In(place).MapKeys(key => key == PlantedValue.Parameter ? "other" : key).Values().SelectMany(v => v.Mentioned()));

    [Theory]
    [MemberData(nameof(PlantedValue.All), MemberType = typeof(PlantedValue))]
    public void Every_value_is_a_use_of_the_parameter_in_it(string place) =>
        Assert.DoesNotContain(GraphAdvice.Check(PlantedValue.Graph(place), hasUserSecrets: true), f => f.Rule == AdviceCatalog.UnusedParameter);

    [Fact]
    public void Parameter_in_no_value_is_unused() => Assert.Contains(
        GraphAdvice.Check(PlantedValue.Graph("Tag") with { Resources = EquatableArray.Of(PlantedValue.Graph("Tag").Resources[0]) }, hasUserSecrets: true),
        f => f.Rule == AdviceCatalog.UnusedParameter);
}

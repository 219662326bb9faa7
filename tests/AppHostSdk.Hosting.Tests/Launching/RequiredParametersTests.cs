using AppHostSdk.Launching;
using AppHostSdk.Model.Tests;

namespace AppHostSdk.Hosting.Tests.Launching;

/// <summary>A parameter that a started resource has in a value must have one itself.</summary>
public class RequiredParametersTests
{
    /// <summary>Values that the start of the resource itself does not resolve, and why.</summary>
    private static readonly Dictionary<string, string> NotResolved = new()
    {
        ["LaunchProfile"] = "a name",
        ["Parameter.Default"] = "of a parameter, not of what is started",
        ["Endpoints.EndpointDeclaration.Port"] = "a number",
        ["Endpoints.EndpointDeclaration.TargetPort"] = "a number",
        ["Environment.EnvironmentCallback.Callback"] = "a function",
        ["Waits.WaitEntry.Behavior"] = "a name",
        ["Lifecycle.RestartEntry.Policy"] = "a name",
        ["Lifecycle.RestartEntry.MaxRestarts"] = "a number",
        ["Lifecycle.ReplicaEntry.Count"] = "a number",
        ["Urls.UrlDeclaration.DisplayText"] = "shown as it is",
        ["Urls.UrlCallback.Callback"] = "a function",
        ["Commands.CommandEntry.DisplayName"] = "shown as it is",
        ["Commands.CommandEntry.Callback"] = "a function",
        ["Commands.CommandEntry.Path"] = "a constant",
        ["Handlers.HandlerEntry.Callback"] = "a function",
        ["Connections.ConnectionEntry.Value"] = "for those who refer to the resource",
        ["ConnectionProperties.ConnectionPropertyEntry.Value"] = "for those who refer to the resource",
        ["Publishing.PublishingEntry.Value"] = "not resolved in a run",
        ["Publishing.PublishingEntry.Detail"] = "not resolved in a run",
    };

    [Theory]
    [MemberData(nameof(PlantedValue.All), MemberType = typeof(PlantedValue))]
    public void Parameter_in_a_value_of_a_started_resource_is_required(string place) => Assert.Equal(
        NotResolved.ContainsKey(place) ? [] : [PlantedValue.Parameter],
        RequiredParameters.Of(PlantedValue.Graph(place)).Required);

    [Fact]
    public void Every_exception_is_a_place_that_there_is() =>
        Assert.Empty(NotResolved.Keys.Except(PlantedValue.Names));
}

namespace AppHostSdk.Model.Tests;

/// <summary>References that set one variable, and those that seem to.</summary>
public class ReferenceVariableRuleTests
{
    private readonly HostProgram _app = new();

    [Fact]
    public void Two_connection_strings_under_one_name()
    {
        var (orders, stock, api) = (Server("orders"), Server("stock"), _app.Project("api"));
        Connect(api, orders, "db"); // 6
        Connect(api, stock, "db");  // 7
        Assert.Equal(
            ["AHS1040 at 7.source (6.source): The references of 'api' to 'orders' and to 'stock' both set the variable 'ConnectionStrings__db', so only the second one has an effect. Give one of them another name: WithReference takes it as a further argument."],
            _app.Findings);
    }

    [Fact]
    public void One_connection_string_under_the_name_of_another_resource()
    {
        var (orders, stock, api) = (Server("orders"), Server("stock"), _app.Project("api"));
        Connect(api, orders);
        Connect(api, stock, "orders");
        Assert.StartsWith("AHS1040 at 7.source (6.source): The references of 'api' to 'orders' and to 'stock'", Assert.Single(_app.Findings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("orders-db", "orders_db", "ConnectionStrings__orders_db")]
    [InlineData("orders_db", "orders-db", "ConnectionStrings__orders_db")]
    [InlineData("orders.db", "orders-db", "ConnectionStrings__orders_db")]
    [InlineData("orders-db", "Orders-DB", "ConnectionStrings__Orders-DB")]
    [InlineData("main", "Main", "ConnectionStrings__Main")]
    public void Connection_strings_whose_names_meet(string first, string second, string variable)
    {
        var (orders, stock, api) = (Server("orders"), Server("stock"), _app.Project("api"));
        Connect(api, orders, first);
        Connect(api, stock, second);
        Assert.StartsWith(
            $"AHS1040 at 7.source (6.source): The references of 'api' to 'orders' and to 'stock' both set the variable '{variable}'",
            Assert.Single(_app.Findings),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Connection_strings_whose_names_differ_or_are_of_one_resource()
    {
        var (orders, stock, api) = (Server("orders"), Server("stock"), _app.Project("api"));
        Connect(api, orders, "orders-db");
        Connect(api, orders, "orders_db");
        Connect(api, stock, "ordersdb");
        Assert.Empty(_app.Findings);
    }

    [Fact]
    public void Endpoints_whose_names_come_to_one_variable()
    {
        var one = _app.Project("a-b").WithHttpEndpoint(name: "c");
        var other = _app.Project("a").WithHttpEndpoint(name: "b-c");
        _app.Project("web").WithReference(one).WithReference(other, "b-c");
        Assert.Equal(
            ["AHS1040 at 7.source (6.source): The references of 'web' to 'a-b' and to endpoint 'b-c' of 'a' both set the variable 'A_B_C', so only the second one has an effect. Give one of them another name: WithReference takes it as a further argument."],
            _app.Findings);
    }

    [Fact]
    public void Values_of_a_connection_that_come_to_one_variable()
    {
        var (orders, api) = (Server("orders"), _app.Project("api"));
        var stock = Server("stock");
        orders.Do(OperationKind.WithConnectionProperty, ("name", ModelValue.From("Host")), ("value", ModelValue.From("h")));
        stock.Do(OperationKind.WithConnectionProperty, ("name", ModelValue.From("host")), ("value", ModelValue.From("i")));
        Connect(api, orders, "");
        Connect(api, stock, "");
        Assert.Contains("both set the variable 'HOST'", Assert.Single(_app.Findings), StringComparison.Ordinal);
    }

    [Fact]
    public void Addresses_outside_under_one_name()
    {
        var api = _app.Project("api");
        Address(api, "billing", "https://one");
        Address(api, "billing", "https://two");
        Assert.StartsWith("AHS1040 at 3.name (2.name): The references of 'api' to 'https://one' and to 'https://two' both set the variable 'services__billing__default__0'", Assert.Single(_app.Findings), StringComparison.Ordinal);
    }

    [Fact]
    public void What_seems_to_clash_and_does_not()
    {
        var (orders, stock) = (Server("orders"), Server("stock"));
        var one = _app.Project("one").WithHttpEndpoint();
        var two = _app.Project("two").WithHttpEndpoint();
        var twice = _app.Project("twice").WithReference(one).WithReference(one);
        Connect(twice, orders);
        Connect(twice, orders, "other");
        Address(twice, "x", "https://x");
        Address(twice, "x", "https://x");
        var balanced = _app.Project("balanced");
        Named(balanced, one, "shop");
        Named(balanced, two, "shop");
        var decided = _app.Project("decided");
        Connect(decided, orders, "db");
        Connect(decided, stock, "db");
        decided.WithEnvironment("ConnectionStrings__db", ModelValue.From("Host=x"));
        var optional = _app.Project("optional");
        Connect(optional, orders, "db");
        optional.Do(OperationKind.WithReference, ("source", new ModelValue.Resource(stock.Key)), ("connection", ModelValue.From("true")), ("connectionName", ModelValue.From("db")), ("optional", ModelValue.From(true)));
        Assert.Empty(_app.Findings);
    }

    [Fact]
    public void Variables_that_are_not_given_do_not_clash()
    {
        var (orders, stock, api) = (Server("orders"), Server("stock"), _app.Project("api"));
        Connect(api, orders, "db");
        Connect(api, stock, "db");
        api.Do(OperationKind.WithReferenceEnvironment, ("flags", ModelValue.From(nameof(ReferenceEnvironmentInjectionFlags.ServiceDiscovery))));
        Assert.Empty(_app.Findings);
        _app.When = _app.Is("all", "1");
        api.Do(OperationKind.WithReferenceEnvironment, ("flags", ModelValue.From(nameof(ReferenceEnvironmentInjectionFlags.All))));
        Assert.EndsWith(" This happens when configuration 'all' is '1'.", Assert.Single(_app.Findings), StringComparison.Ordinal);
    }

    [Fact]
    public void Under_conditions()
    {
        var (orders, stock, api) = (Server("orders"), Server("stock"), _app.Project("api"));
        var on = _app.When = _app.Is("on", "1");
        Connect(api, orders, "db");
        _app.When = _app.Conditions.Not(on);
        Connect(api, stock, "db");
        Assert.Empty(_app.Findings);
        _app.When = _app.Is("both", "1");
        Connect(api, stock, "db");
        Assert.Equal("warning AHS1040 at 8.source (6.source)", Assert.Single(_app.Findings).Split(':')[0]);
        _app.When = on;
        Connect(api, stock, "db");
        Assert.Contains(_app.Findings, f => f.StartsWith("AHS1040 at 9.source (6.source)", StringComparison.Ordinal) && f.EndsWith("This happens when configuration 'on' is '1'.", StringComparison.Ordinal));
    }

    private Res Server(string name) =>
        _app.Container(name).Do(OperationKind.WithConnectionString, ("value", ModelValue.From("Host=" + name)));

    private static void Connect(Res consumer, Res source, string? name = null) => consumer.Do(
        OperationKind.WithReference,
        ("source", new ModelValue.Resource(source.Key)),
        ("connection", ModelValue.From("true")),
        ("connectionName", ModelValue.From(name)));

    private static void Named(Res consumer, Res source, string name) =>
        consumer.Do(OperationKind.WithReference, ("source", new ModelValue.Resource(source.Key)), ("name", ModelValue.From(name)));

    private static void Address(Res consumer, string name, string uri) =>
        consumer.Do(OperationKind.WithReferenceUri, ("name", ModelValue.From(name)), ("uri", ModelValue.From(uri)));
}

using System.Text.Json.Nodes;

namespace AppHostSdk.Model.Tests;

public class JsonSchemaTests
{
    [Fact]
    public void The_rich_graph_is_as_the_schema_says_and_uses_all_of_it()
    {
        var schema = new JsonSchema(GraphJson.Schema);

        Assert.Empty(schema.Validate(GraphJson.Write(RichGraph.Create())));
        Assert.Empty(schema.Declared.Except(schema.Used));
    }

    [Fact]
    public void The_schema_has_every_member_of_the_enumerations()
    {
        foreach (var kind in Enum.GetValues<ProvenanceKind>())
        {
            AssertValid(new AppGraph { Application = "Host", Slots = EquatableArray.Of(new Slot(1, new Provenance(kind, "x"))) });
        }

        foreach (var kind in Enum.GetValues<AtomKind>())
        {
            var atom = new Atom(kind, "x", new Provenance(ProvenanceKind.Source, "x"));
            AssertValid(new AppGraph { Application = "Host", Conditions = new ConditionTable(EquatableArray.Of(atom), default) });
        }

        foreach (var kind in Enum.GetValues<ResourceKind>())
        {
            AssertValid(WithResource(new Resource { Key = "a", Name = "a", Kind = kind }));
        }

        foreach (var kind in Enum.GetValues<WaitKind>())
        {
            AssertValid(WithResource(new Resource { Key = "a", Name = "a", Kind = ResourceKind.Project, Waits = EquatableArray.Of(new WaitEntry(kind, "b")) }));
        }

        foreach (var property in Enum.GetValues<EndpointProperty>())
        {
            AssertValid(WithResource(new Resource
            {
                Key = "a",
                Name = "a",
                Kind = ResourceKind.Executable,
                Command = new ModelValue.Endpoint("b", "http", property),
            }));
        }

        foreach (var setting in Enum.GetValues<ResourceSetting>())
        {
            AssertValid(WithResource(new Resource
            {
                Key = "a",
                Name = "a",
                Kind = ResourceKind.Project,
                Settings = EquatableArray.Of(new SettingEntry(setting, ModelValue.None, ModelValue.None)),
            }));
        }

        foreach (var detail in Enum.GetValues<ResourceDetail>())
        {
            AssertValid(WithResource(new Resource
            {
                Key = "a",
                Name = "a",
                Kind = ResourceKind.Container,
                Details = EquatableArray.Of(new DetailEntry(detail, "n", ModelValue.None)),
            }));
        }

        static AppGraph WithResource(Resource resource) => new() { Application = "Host", Resources = EquatableArray.Of(resource) };

        static void AssertValid(AppGraph graph) => Assert.Empty(JsonSchema.Published.Validate(GraphJson.Write(graph)));
    }

    [Theory]
    [InlineData("$", "version", "2", "$.version is not 1")]
    [InlineData("$", "version", null, "$ has no version")]
    [InlineData("$", "application", null, "$ has no application")]
    [InlineData("$", "application", "1", "$.application is no string")]
    [InlineData("$", "comment", "\"x\"", "$ may not have comment")]
    [InlineData("$", "resources", "{}", "$.resources is no array")]
    [InlineData("$.resources[0]", "kind", "\"pod\"", "$.resources[0].kind is none of [\"project\", \"container\", \"executable\", \"parameter\", \"logical\", \"open\", \"externalService\"]")]
    [InlineData("$.resources[0]", "secret", "\"yes\"", "$.resources[0].secret is no boolean")]
    [InlineData("$.resources[0]", "site", "0", "$.resources[0].site is below 1")]
    [InlineData("$.resources[0]", "site", "1.5", "$.resources[0].site is no integer")]
    [InlineData("$.resources[0]", "password", "\"hunter2\"", "$.resources[0] may not have password")]
    [InlineData("$.resources[1].endpoints[0]", "protocol", "\"icmp\"", "$.resources[1].endpoints[0].protocol is none of [\"tcp\", \"udp\"]")]
    [InlineData("$.resources[1]", "image", "{\"text\":{\"a\":1}}", "$.resources[1].image.text has more than 0 members")]
    [InlineData("$.resources[1]", "image", "{\"resource\":\"a\",\"property\":\"path\"}", "$.resources[1].image is none of 3 alternatives")]
    [InlineData("$.resources[1]", "image", "null", "$.resources[1].image is none of 3 alternatives")]
    [InlineData("$.resources[1]", "image", "{\"list\":[null,true]}", "$.resources[1].image.list[1] is none of 2 alternatives")]
    [InlineData("$.conditions[0]", "values", "{\"postgres\":-1}", "$.conditions[0].values.postgres is below 0")]
    [InlineData("$.conditions[0]", "values", "{\"postgres\":\"0\"}", "$.conditions[0].values.postgres is no integer")]
    public void A_document_that_is_wrong_in_one_place_is_refused_for_it(string path, string member, string? value, string problem)
    {
        var document = JsonNode.Parse(GraphJson.Write(RichGraph.Create()))!;
        var target = path.Split(['.', '[', ']'], StringSplitOptions.RemoveEmptyEntries).Skip(1)
            .Aggregate(document, (node, step) => int.TryParse(step, out var index) ? node[index]! : node[step]!)
            .AsObject();
        target.Remove(member);
        if (value is not null)
        {
            target.Add(member, JsonNode.Parse(value));
        }

        Assert.Contains(problem, JsonSchema.Published.Validate(document.ToJsonString()));
    }

    [Theory]
    [InlineData("""{"type":"string"}""", "\"a\"", "1")]
    [InlineData("""{"type":"integer"}""", "1", "1.5")]
    [InlineData("""{"type":"integer"}""", "1.0", "\"1\"")]
    [InlineData("""{"type":"boolean"}""", "false", "null")]
    [InlineData("""{"type":"null"}""", "null", "false")]
    [InlineData("""{"type":"array"}""", "[]", "{}")]
    [InlineData("""{"const":"a"}""", "\"a\"", "\"b\"")]
    [InlineData("""{"enum":["a",1]}""", "1", "\"1\"")]
    [InlineData("""{"minimum":2}""", "2", "1")]
    [InlineData("""{"maxProperties":1}""", """{"a":1}""", """{"a":1,"b":2}""")]
    [InlineData("""{"required":["a"]}""", """{"a":null}""", """{"b":1}""")]
    [InlineData("""{"properties":{"a":{"type":"string"}}}""", """{"b":1}""", """{"a":1}""")]
    [InlineData("""{"properties":{"a":{}},"additionalProperties":false}""", """{"a":1}""", """{"a":1,"b":1}""")]
    [InlineData("""{"additionalProperties":{"type":"string"}}""", """{"a":"b"}""", """{"a":1}""")]
    [InlineData("""{"items":{"type":"string"}}""", """["a"]""", """["a",1]""")]
    [InlineData("""{"oneOf":[{"type":"string"},{"type":"null"}]}""", "null", "1")]
    [InlineData("""{"oneOf":[{"minimum":1},{"minimum":2}]}""", "1", "2")]
    [InlineData("""{"$ref":"#/$defs/x","$defs":{"x":{"type":"string"}}}""", "\"a\"", "1")]
    public void The_validator_accepts_what_is_right_and_refuses_what_is_wrong(string schema, string right, string wrong)
    {
        Assert.Empty(new JsonSchema(schema).Validate(right));
        Assert.NotEmpty(new JsonSchema(schema).Validate(wrong));
    }

    [Fact]
    public void The_validator_refuses_a_schema_that_says_more_than_it_checks() =>
        Assert.Throws<NotSupportedException>(() => new JsonSchema("""{"pattern":"^a"}""").Validate("\"a\""));
}

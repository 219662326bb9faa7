using System.Text.Json;
using System.Text.RegularExpressions;
using AppHostSdk.Tests;
using FsCheck.Fluent;

namespace AppHostSdk.Model.Tests;

public partial class GraphJsonTests
{
    [Fact]
    public void A_graph_with_everything() => Snapshot.Match(GraphJson.Write(RichGraph.Create()), extension: "json");

    [Fact]
    public void Text_that_is_hard_to_write() => Snapshot.Match(
        GraphJson.Write(new AppGraph
        {
            Application = "\"quoted\" \\ / \b\f\n\r\t\0\u001f\u007f\u0080\u0085\u2028\u2029 \ufeff é 漢字 \U0001F600 \ud800 lone \udc00 <&>'+",
            Slots = EquatableArray.Of(new Slot(1, new Provenance(ProvenanceKind.Source, ""))),
            Resources = EquatableArray.Of(new Resource
            {
                Key = "",
                Name = "",
                Kind = ResourceKind.Executable,
                Command = ModelValue.From(long.MinValue),
                WorkingDirectory = ModelValue.From(long.MaxValue),
            }),
        }),
        extension: "json");

    [Fact]
    public void The_smallest_graph() =>
        Assert.Equal("{\n  \"version\": 1,\n  \"application\": \"Host\"\n}\n", GraphJson.Write(new AppGraph { Application = "Host" }));

    [Fact]
    public void The_rich_graph_is_read_as_it_was_written() => Assert.Equal(RichGraph.Create(), GraphJson.Read(GraphJson.Write(RichGraph.Create())));

    [Fact]
    public void Every_graph_is_read_as_it_was_written() => Property.Holds(Graphs.Any, graph =>
    {
        var json = GraphJson.Write(graph);
        var read = GraphJson.Read(json);

        Assert.Equal(graph, read);
        Assert.Equal(graph.GetHashCode(), read.GetHashCode());
        Assert.Equal(json, GraphJson.Write(read));
    }, show: GraphJson.Write);

    [Fact]
    public void Every_graph_is_written_as_the_schema_says() => Property.Holds(
        Graphs.Any,
        graph => Assert.Empty(JsonSchema.Published.Validate(Surrogates().Replace(GraphJson.Write(graph), "$1?"))),
        tests: 150,
        show: GraphJson.Write);

    [Fact]
    public void Text_is_written_so_that_another_reader_reads_it() => Property.Holds(
        Graphs.Strings.Where(IsUnicode),
        text =>
        {
            using var json = JsonDocument.Parse(GraphJson.Write(new AppGraph { Application = text }));
            Assert.Equal(text, json.RootElement.GetProperty("application").GetString());
        });

    [Fact]
    public void Text_of_another_writer_is_read() => Property.Holds(
        Graphs.Strings.Where(IsUnicode),
        text => Assert.Equal(text, GraphJson.Read($"{{\"version\":1,\"application\":{JsonSerializer.Serialize(text)}}}").Application));

    [Fact]
    public void Written_text_can_be_stored_as_a_file() => Property.Holds(Graphs.Strings, text =>
    {
        var json = GraphJson.Write(new AppGraph { Application = text });

        Assert.True(IsUnicode(json));
        Assert.DoesNotContain(json, c => c is < ' ' and not '\n' or '\u007f' or '\u0085' or '\u2028' or '\u2029');
    });

    [Fact]
    public void White_space_and_order_of_members_do_not_matter_to_a_reader()
    {
        var graph = GraphJson.Read(
            "\ufeff\t{ \"application\" :\"Host\",\r\n\"resources\":[ {\"name\":\"api\",\"kind\":\"project\",\"key\":\"api\"} ] , \"version\":1 }\n\n");

        Assert.Equal(
            new AppGraph
            {
                Application = "Host",
                Resources = EquatableArray.Of(new Resource { Key = "api", Name = "api", Kind = ResourceKind.Project }),
            },
            graph);
    }

    [Fact]
    public void Members_that_a_reader_does_not_know_are_passed_over() => Assert.Equal(
        new AppGraph { Application = "Host" },
        GraphJson.Read("""{"version":1,"application":"Host","added later":{"a":[1,2.5,-1e3,true,null,{}]}}"""));

    [Fact]
    public void Values_may_be_nested()
    {
        var value = ModelValue.From("x");
        for (var i = 0; i < 25; i++)
        {
            value = new ModelValue.Template(EquatableArray.Of(value));
        }

        var app = new HostProgram();
        app.Project("api").WithEnvironment("X", value);

        Assert.Equal(app.Graph, GraphJson.Read(GraphJson.Write(app.Graph)));
    }

    private static bool IsUnicode(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                i++;
            }
            else if (char.IsSurrogate(text[i]))
            {
                return false;
            }
        }

        return true;
    }

    // The validator's reader refuses lone surrogates, which are the one thing that JSON can hold and Unicode cannot.
    [GeneratedRegex(@"((?<!\\)(?:\\\\)*)\\ud[89a-f][0-9a-f]{2}")]
    private static partial Regex Surrogates();
}

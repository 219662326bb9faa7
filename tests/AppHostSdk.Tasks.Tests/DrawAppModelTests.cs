using AppHostSdk.Model;
using static AppHostSdk.Tasks.Tests.Graphs;

namespace AppHostSdk.Tasks.Tests;

public sealed class DrawAppModelTests : IDisposable
{
    private readonly TestHost _host = new();

    public void Dispose() => _host.Dispose();

    [Theory]
    [InlineData("mermaid")]
    [InlineData("Dot")]
    public void Both_are_written_and_one_is_printed(string format)
    {
        var graph = Of(Container("cache {0}"), Executable("web", "npm").After("cache {0}", WaitKind.Started));
        var engine = _host.With(graph).Draw(format);
        Assert.Empty(engine.Diagnostics);
        Assert.Equal(format == "Dot" ? GraphPicture.Dot(graph) : GraphPicture.Mermaid(graph), Assert.Single(engine.Messages));
        Assert.Equal(GraphPicture.Mermaid(graph), File.ReadAllText(Path.Combine(_host.Directory, "bin", "appmodel.mmd")));
        Assert.Equal(GraphPicture.Dot(graph), File.ReadAllText(Path.Combine(_host.Directory, "bin", "appmodel.dot")));
    }

    [Fact]
    public void Another_language_is_an_error() =>
        Assert.Equal("AppHostGraphFormat is 'svg'. Say mermaid or dot.", Assert.Single(_host.With(Of()).Draw("svg").Diagnostics, d => d.Code == "AHS4015").Message);

    [Fact]
    public void Without_a_graph_there_is_nothing_to_draw() =>
        Assert.Equal("AHS4016", Assert.Single(_host.WithMetadata().Draw("dot").Diagnostics).Code);

    [Fact]
    public void An_unreadable_graph_is_an_error() =>
        Assert.Equal("AHS4018", Assert.Single(_host.WithMetadata((ModelMetadata.Graph, "{")).Draw("dot").Diagnostics).Code);
}

using AppHostSdk.Binding;
using AppHostSdk.Model;

namespace AppHostSdk.Hosting.Tests.Binding;

/// <summary>
/// What a compiler would have derived, made by hand: call number n of the program stands at <c>Program.cs(n,1)</c>.
/// </summary>
internal sealed class CompiledProgram
{
    private readonly GraphBuilder _graph = new();
    private int _site;

    /// <summary>The condition of the following calls.</summary>
    public Condition When { get; set; } = Condition.Always;

    /// <summary>The project made warnings of errors.</summary>
    public bool HasDowngradedErrors { get; init; }

    public ModelValue Late(string key) => _graph.AddSlot(new Provenance(ProvenanceKind.Configuration, key));

    public void Open() => _graph.AddOpenPart(new OpenPart(++_site, "AHS2001", "unknown"));

    public Condition Unless(string key) =>
        _graph.Conditions.Is(new Atom(AtomKind.Value, "cfg:" + key, new Provenance(ProvenanceKind.Configuration, key)), "false");

    public Condition Not(Condition condition) => _graph.Conditions.Not(condition);

    public CompiledProgram Call(OperationKind kind, string receiver, params ModelValue[] arguments)
    {
        _graph.Apply(new ModelOperation(kind, receiver, arguments.ToEquatableArray()) { Site = ++_site }, When);
        return this;
    }

    /// <summary>What runs when <paramref name="program"/> is what was compiled to <paramref name="compiled"/>.</summary>
    public static AppGraph Build(CompiledProgram compiled, Action<IDistributedApplicationBuilder> program)
    {
        var builder = CompiledApplication.CreateBuilder(compiled.Model(), []);
        program(builder);
        using var application = builder.Build();
        return application.Graph;
    }

    public static ModelValue.List List(params ModelValue[] values) => new(values.ToEquatableArray());

    public CompiledModel Model()
    {
        var graph = _graph.Build("Shop");
        return new CompiledModel
        {
            Assembly = typeof(CompiledProgram).Assembly,
            HostDirectory = "",
            HasDowngradedErrors = HasDowngradedErrors,
            Graph = () => graph,
            Sites = () => [.. Enumerable.Range(1, _site).Select(n => new SourceSite(n, "Program.cs", n, 1))],
        };
    }
}

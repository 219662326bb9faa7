using System.Text;
using AppHostSdk.Model;

namespace AppHostSdk.Tests;

/// <summary>A graph as text that a reader of a test can compare with the program.</summary>
internal static class GraphText
{
    /// <summary>The graph as short lines: what, and when.</summary>
    public static string Of(AppGraph graph)
    {
        var diagram = new ConditionDiagram();
        var conditions = diagram.Take(graph.Conditions);
        var text = new StringBuilder();
        foreach (var resource in graph.Resources)
        {
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"{resource.Key}: {resource.Kind} {resource.Name} {Show(resource.Project)}{Show(resource.Image)}{Show(resource.Tag)}{Show(resource.Command)}{When(resource.Condition)}\n");
            foreach (var entry in resource.Entries())
            {
                text.Append(System.Globalization.CultureInfo.InvariantCulture, $"    {Line(entry)}{When(entry.Condition)}\n");
            }
        }

        return text.ToString();

        string When(Condition condition) => condition.IsAlways ? "" : $"   when {diagram.Describe(conditions(condition))}";
    }

    private static string Line(Entry entry) => entry switch
    {
        ImageEntry { Registry.IsNone: false } e => $"image from {Show(e.Registry)}",
        ImageEntry { Variant: not null } e => $"image variant {e.Variant} of {e.VariantOf}",
        ImageEntry e => $"image {Show(e.Image)}{Show(e.Tag)}",
        MountEntry e => $"{(e.IsVolume ? "volume" : "mount")} {Show(e.Source)}at {e.Target}{(e.IsReadOnly ? " (read only)" : "")}",
        SettingEntry e => $"{e.Setting} = {Show(e.Value)}{(e.Detail.IsNone ? "" : $"with {Show(e.Detail)}")}",
        EndpointDeclaration e => $"endpoint {e.Name} {Show(e.Scheme)}port {Show(e.Port)}target {Show(e.TargetPort)}",
        EnvironmentVariable e => $"{e.Name} = {Show(e.Value)}",
        ReferenceVariables e => $"reference {e.Source} {e.Endpoint}",
        ArgumentEntry e => $"argument {Show(e.Value)}",
        WaitEntry e => $"waits for {e.Dependency} ({e.Kind})",
        RelationshipEntry e => $"{e.Kind} {e.Other}",
        EnvironmentCallback e => $"environment by {Show(e.Callback)}",
        UrlDeclaration e => $"url {Show(e.Url)}{Show(e.DisplayText)}",
        UrlCallback e => $"url {e.Endpoint} by {Show(e.Callback)}",
        CommandEntry e => $"command {e.Name} {Show(e.DisplayName)}{Show(e.Path)}{Show(e.Callback)}",
        HandlerEntry e => $"{e.Event} calls {Show(e.Callback)}",
        ConnectionEntry e => $"connection string {Show(e.Value)}",
        ConnectionPropertyEntry e => $"connection property {e.Name} = {Show(e.Value)}",
        _ => $"{entry.GetType().Name} {Members(entry)}",
    };

    private static string Members(Entry entry)
    {
        var members = new MemberText();
        entry.VisitMembers(members);
        return members.Text;
    }

    private static string Show(object? value) => value switch
    {
        null => "",
        ModelValue.NoValue => "- ",
        ModelValue.Text text => $"\"{text.Value}\" ",
        ModelValue.Number number => $"{number.Value} ",
        ModelValue.Parameter parameter => $"{{{parameter.Key}}} ",
        ModelValue.Endpoint { Property: EndpointProperty.Url } endpoint => $"{{{endpoint.Key}.{endpoint.Name}}} ",
        ModelValue.Endpoint endpoint => $"{{{endpoint.Key}.{endpoint.Name}.{endpoint.Property}}} ",
        ModelValue.Formatted formatted => $"{Show(formatted.Value).TrimEnd()}:{formatted.Format} ",
        ModelValue.Template template => string.Concat(template.Parts.Select(p => p is ModelValue.Text t ? t.Value : Show(p).TrimEnd())) + " ",
        ModelValue.Late => "{known at run time} ",
        ModelValue.Connection connection => $"{{connection of {connection.Key}}} ",
        ModelValue.List list => string.Concat(list.Items.Select(Show)),
        ModelValue.Callback callback => $"function {callback.Slot} ",
        _ => $"{value} ",
    };

    /// <summary>The members of an entry that have no words of their own here.</summary>
    private sealed class MemberText : IEntryVisitor
    {
        public string Text { get; private set; } = "";

        public ModelValue VisitValue(string name, ModelValue value) => value.IsNone ? value : Add(name, value);

        public string VisitKey(string name, string key) => Add(name, key);

        public string VisitText(string name, string text) => Add(name, text);

        public string? VisitOptionalText(string name, string? text) => text is null ? null : Add(name, text);

        public int VisitNumber(string name, int number) => Add(name, number);

        public bool VisitFlag(string name, bool flag) => Add(name, flag);

        public bool? VisitOptionalFlag(string name, bool? flag) => flag is null ? null : Add(name, flag);

        public Enum? VisitChoice(string name, Type type, Enum? choice) => choice is null ? null : Add(name, choice);

        private T Add<T>(string name, T value)
        {
            Text += $"{name}: {Show(value).TrimEnd()} ";
            return value;
        }
    }
}

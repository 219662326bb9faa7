using AppHostSdk.Model;

namespace AppHostSdk.Binding;

/// <summary>Whether something recorded can be what the compiler derived: a slot matches any value, a key the one it was recorded under.</summary>
/// <param name="identities">Which recorded resource each compiled one is.</param>
/// <param name="hostDirectory">The absolute path that host-relative paths are relative to.</param>
internal sealed class ValueMatch(Identities identities, string hostDirectory)
{
    public bool IsSameSubject(Model.Resource known, Model.Resource actual) =>
        known.Kind == actual.Kind
        && known.Name == actual.Name
        && known.Project == actual.Project
        && known.Secret == actual.Secret
        && Matches(known.Parameter.Default, actual.Parameter.Default)
        && known.Parameter with { Default = actual.Parameter.Default } == actual.Parameter
        && Matches(known.LaunchProfile, actual.LaunchProfile)
        && MatchesImage(known.Image, known.Tag, actual.Image, actual.Tag)
        && Matches(known.Command, actual.Command)
        && Matches(known.WorkingDirectory, actual.WorkingDirectory);

    public bool Matches(ModelValue compiled, ModelValue recorded) => (compiled, recorded) switch
    {
        (ModelValue.Late, _) or (ModelValue.Callback, ModelValue.Callback) => true,
        (ModelValue.List left, ModelValue.List right) => All(left.Items, right.Items),
        (ModelValue.Template left, _) => TemplateMatch.Matches(Expanded(left.Parts), recorded is ModelValue.Template right ? right.Parts : [recorded], Matches),
        (ModelValue.HostPath left, ModelValue.HostPath right) => left == right || Absolute(left.Relative) == Absolute(right.Relative),
        (ModelValue.HostPath left, ModelValue.Text right) => Path.IsPathRooted(right.Value) && Absolute(left.Relative) == Absolute(right.Value),
        (ModelValue.Resource left, ModelValue.Resource right) => identities.IsSame(left.Key, right.Key),
        (ModelValue.Parameter left, ModelValue.Parameter right) => identities.IsSame(left.Key, right.Key),
        (ModelValue.Connection left, ModelValue.Connection right) => identities.IsSame(left.Key, right.Key),
        (ModelValue.Formatted left, ModelValue.Formatted right) => left.Format == right.Format && Matches(left.Value, right.Value),
        (ModelValue.Endpoint left, ModelValue.Endpoint right) => identities.IsSame(left.Key, right.Key) && left with { Key = right.Key } == right,
        _ => compiled == recorded,
    };

    /// <summary>True for what stands for any number of recorded entries.</summary>
    public static bool IsMany(Entry compiled) => compiled is ArgumentEntry { IsMany: true };

    public bool Matches(Entry compiled, Entry recorded) => (compiled, recorded) switch
    {
        (ImageEntry left, ImageEntry right) =>
            MatchesImage(left.Image, left.Tag, right.Image, right.Tag)
            && MatchesMembers(left with { Image = right.Image, Tag = right.Tag }, right),
        (CommandEntry left, CommandEntry right) => MatchesName(left, right) && MatchesMembers(left with { Name = right.Name }, right),
        (ArgumentEntry left, ArgumentEntry right) => Matches(left.Value, right.Value),
        _ => compiled.GetType() == recorded.GetType() && MatchesMembers(compiled, recorded),
    };

    /// <summary>Values and keys match, and everything else is the same.</summary>
    private bool MatchesMembers(Entry compiled, Entry recorded)
    {
        var values = new Queue<ModelValue>();
        var keys = new Queue<string>();
        recorded.Map(
            value =>
            {
                values.Enqueue(value);
                return value;
            },
            key =>
            {
                keys.Enqueue(key);
                return key;
            });
        var isMatch = true;
        var asRecorded = compiled.Map(
            value =>
            {
                isMatch &= Matches(value, values.Peek());
                return values.Dequeue();
            },
            key =>
            {
                isMatch &= identities.IsSame(key, keys.Peek());
                return keys.Dequeue();
            });
        return isMatch && Same(asRecorded, recorded);
    }

    /// <summary>
    /// A tag that is written in the text of the image is known apart from it only once the text is known: a late text may have one,
    /// and where a late tag turns out to be none, the one in the text counts.
    /// </summary>
    private bool MatchesImage(ModelValue image, ModelValue tag, ModelValue recordedImage, ModelValue recordedTag) =>
        (Matches(image, recordedImage) && Matches(tag, recordedTag))
        || (image is ModelValue.Late && tag.IsNone && !recordedImage.IsNone)
        || (tag is ModelValue.Late && ImageFold.Split(image, ModelValue.None) == (recordedImage, recordedTag));

    /// <summary>A request that is given no name has one that is made of its path, which may be late.</summary>
    private static bool MatchesName(CommandEntry compiled, CommandEntry recorded) => compiled.Name == recorded.Name
        || (compiled.Path is ModelValue.Late && compiled.Name == CommandEntry.NameOf(null) && recorded.Name == CommandEntry.NameOf(recorded.Path.AsText));

    /// <summary>The parts as a program records them: a path of the host is a text there.</summary>
    private IReadOnlyList<ModelValue> Expanded(EquatableArray<ModelValue> parts) =>
        [.. parts.Select(part => part is ModelValue.HostPath path ? new ModelValue.Text(Absolute(path.Relative)) : part)];

    private string Absolute(string path) => Path.TrimEndingDirectorySeparator(Path.GetFullPath(Path.Combine(hostDirectory, path)));

    private static bool Same(Entry compiled, Entry recorded) =>
        compiled with { Site = 0, Condition = Condition.Always } == recorded with { Site = 0, Condition = Condition.Always };

    private bool All(EquatableArray<ModelValue> left, EquatableArray<ModelValue> right) =>
        left.Count == right.Count && left.Zip(right).All(pair => Matches(pair.First, pair.Second));
}

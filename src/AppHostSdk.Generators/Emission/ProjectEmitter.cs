using AppHostSdk.Model;

namespace AppHostSdk.Generators;

/// <summary>Writes how projects are launched.</summary>
internal static class ProjectEmitter
{
    public static void Write(SourceWriter writer, EquatableArray<ProjectLaunch> projects)
    {
        if (projects.IsEmpty)
        {
            return;
        }

        writer.Line("Projects =").Open("[");
        foreach (var p in projects)
        {
            var creation = $"new ProjectLaunch({Literal.Of(p.Type)}, {Literal.Of(p.ProjectPath)}, {Literal.Of(p.TargetPath)}, {Literal.Of(p.Command)}, {Literal.Of(p.WorkingDirectory)}, {Literal.Of(p.TargetFramework)})";
            if (p.Arguments.Length == 0 && !p.IsLibrary && p.Profiles.IsEmpty && p.KestrelEndpoints.IsEmpty && !p.IsPartial)
            {
                writer.Line(creation + ",");
                continue;
            }

            writer.Line(creation).Open();
            Text(writer, "Arguments", p.Arguments.Length == 0 ? null : p.Arguments);
            Flag(writer, "IsLibrary", p.IsLibrary);
            List(writer, "Profiles", p.Profiles, Profile);
            List(writer, "KestrelEndpoints", p.KestrelEndpoints, e =>
                writer.Line($"new KestrelEndpoint({Literal.Of(e.Key)}, {Literal.Of(e.Name)}, {Of(e.Url)}, {Literal.Of(e.Protocols)}),"));
            Flag(writer, "IsPartial", p.IsPartial);
            writer.Close("},");
        }

        writer.Close("],");

        void Profile(LaunchProfile profile)
        {
            writer.Line($"new LaunchProfile({Literal.Of(profile.Name)})").Open();
            if (!profile.Urls.IsEmpty)
            {
                writer.Line($"Urls = [{string.Join(", ", profile.Urls.Select(Of))}],");
            }

            List(writer, "Environment", profile.Environment, v =>
                writer.Line($"new LaunchVariable({Literal.Of(v.Name)}, {Literal.Of(v.Value)}),"));
            profile.MapTexts((member, text) =>
            {
                Text(writer, member, text);
                return text;
            });
            writer.Close("},");
        }
    }

    private static void List<T>(SourceWriter writer, string name, EquatableArray<T> items, Action<T> write)
    {
        if (items.IsEmpty)
        {
            return;
        }

        writer.Line($"{name} =").Open("[");
        foreach (var item in items)
        {
            write(item);
        }

        writer.Close("],");
    }

    private static void Text(SourceWriter writer, string name, string? value)
    {
        if (value is not null)
        {
            writer.Line($"{name} = {Literal.Of(value)},");
        }
    }

    private static void Flag(SourceWriter writer, string name, bool value)
    {
        if (value)
        {
            writer.Line($"{name} = true,");
        }
    }

    private static string Of(ListenAddress address) => $"new ListenAddress({Literal.Of(address.Scheme)}, {Literal.Of(address.Host)}, {Literal.Of(address.Port)})";
}

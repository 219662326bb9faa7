using System.Globalization;

namespace AppHostSdk.Model;

/// <summary>One value of the section <c>Kestrel</c> in an app settings file.</summary>
/// <param name="Path">Its configuration key, for example <c>Kestrel:Endpoints:Web:Url</c>.</param>
/// <param name="Value">The value, or <see langword="null"/> for JSON's null, which removes what an earlier file says.</param>
/// <param name="Start">The characters before the value in the file.</param>
/// <param name="Length">The length of the value as written.</param>
public sealed record KestrelSetting(string Path, string? Value, int Start, int Length);

/// <summary>What a project's <c>appsettings.json</c> says about the addresses that its web server listens on.</summary>
/// <param name="Kestrel">The values of the section <c>Kestrel</c>, in the order of the file.</param>
/// <param name="Problems">Why the file cannot be read; then it holds no values.</param>
public sealed record AppSettings(EquatableArray<KestrelSetting> Kestrel, EquatableArray<LaunchFileProblem> Problems)
{
    private const string Section = "Kestrel";

    /// <summary>Reads the file as .NET's configuration does; everything outside the section is passed over. Never throws for any text.</summary>
    /// <param name="json">The text of the file.</param>
    public static AppSettings Read(string json)
    {
        var problems = new List<LaunchFileProblem>();
        var settings = new List<KestrelSetting>();
        if (LaunchJson.Root(json, problems) is { } root)
        {
            Collect(settings, "", root.Json);
        }

        return new AppSettings(settings.ToEquatableArray(), problems.ToEquatableArray());
    }

    private static void Collect(List<KestrelSetting> settings, string prefix, JsonObject json)
    {
        foreach (var member in json)
        {
            // A name may hold several steps of the path, divided by colons.
            var path = prefix + member.Key;
            if (path.Split(':')[0].Equals(Section, StringComparison.OrdinalIgnoreCase))
            {
                Collect(settings, path, member.Value, json.PlaceOf(member.Key));
            }
        }
    }

    private static void Collect(List<KestrelSetting> settings, string path, object? value, JsonPlace place)
    {
        switch (value)
        {
            case JsonObject json:
                Collect(settings, path + ":", json);
                break;
            case List<object?> items:
                for (var i = 0; i < items.Count; i++)
                {
                    Collect(settings, path + ":" + i.ToString(CultureInfo.InvariantCulture), items[i], place);
                }

                break;
            default:
                var text = value is null ? null : Convert.ToString(value, CultureInfo.InvariantCulture);
                settings.Add(new KestrelSetting(path, text, place.Start, place.Length));
                break;
        }
    }
}

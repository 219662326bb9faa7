using System.Globalization;
using System.Security.Cryptography;
using AppHostSdk.Processes;

namespace AppHostSdk.Execution;

/// <summary>One run of an app host: what marks the things it creates as its own.</summary>
internal sealed class Session
{
    /// <summary>Label on everything we create; its value is the run's id.</summary>
    public const string SessionLabel = "dev.apphostsdk.session";

    private const string Prefix = "dev.apphostsdk.";
    private const string Alphabet = "abcdefghijklmnopqrstuvwxyz0123456789";
    private readonly string _application;

    public Session(string application)
    {
        _application = application;
        Id = RandomNumberGenerator.GetString(Alphabet, 8);
        Mark = new SessionMark(Id, ProcessIdentity.Current);
    }

    public string Id { get; }

    /// <summary>What marks processes.</summary>
    public SessionMark Mark { get; }

    /// <summary>Name and run: two runs of one host side by side do not collide.</summary>
    public string ContainerName(string resource) => $"{resource.ToLowerInvariant()}-{Id}";

    /// <summary>The name of the run's network: that of the application, as far as engines allow, and of the run.</summary>
    public string NetworkName => $"{new string([.. _application.ToLowerInvariant().Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-')]).Trim('-')}-{Id}".TrimStart('-');

    /// <summary>What marks a container as that of a resource in this run.</summary>
    public IReadOnlyDictionary<string, string> Labels(string resource) => new Dictionary<string, string>(Labels()) { [Prefix + "resource"] = resource };

    /// <summary>The creator's pid and start time identify it even after its pid is used again; the scope says where they mean that.</summary>
    public IReadOnlyDictionary<string, string> Labels() => new Dictionary<string, string>
    {
        [SessionLabel] = Id,
        [Prefix + "application"] = _application,
        [Prefix + "creator-pid"] = Environment.ProcessId.ToString(CultureInfo.InvariantCulture),
        [Prefix + "creator-start"] = ProcessIdentity.Current.StartTime.ToString(CultureInfo.InvariantCulture),
        [Prefix + "creator-scope"] = ProcessScope.Current.ToString(),
    };
}

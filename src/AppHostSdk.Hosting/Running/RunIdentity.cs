using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using AppHostSdk.Processes;

namespace AppHostSdk.Running;

/// <summary>One run of an app host: what marks the things it creates as its own.</summary>
internal sealed class RunIdentity
{
    /// <summary>Label on everything we create; its value is the run's id.</summary>
    public const string SessionLabel = "dev.apphostsdk.session";

    /// <summary>Label on what outlives a run; its value is the app host's identity.</summary>
    public const string PersistentLabel = "dev.apphostsdk.persistent";

    /// <summary>Label with the name of the resource.</summary>
    public const string ResourceLabel = "dev.apphostsdk.resource";

    /// <summary>Label on persistent containers: what they were made from.</summary>
    public const string SpecificationLabel = "dev.apphostsdk.specification";

    /// <summary>Label on persistent containers: the ports of their endpoints on the host.</summary>
    public const string PortsLabel = "dev.apphostsdk.ports";

    /// <summary>Label on everything of a run; its value is the app host's identity.</summary>
    public const string IdentityLabel = "dev.apphostsdk.identity";

    private const string CreatorLabel = "dev.apphostsdk.creator-pid";
    private const string CreatorStartLabel = "dev.apphostsdk.creator-start";
    private const string CreatorScopeLabel = "dev.apphostsdk.creator-scope";
    private const string Alphabet = "abcdefghijklmnopqrstuvwxyz0123456789";
    private const int IdLength = 8;
    private const string Prefix = "dev.apphostsdk.";
    private const int IdentityLength = 8;
    private readonly string _application;
    private readonly string _hostDirectory;

    /// <param name="application">The name of the app host.</param>
    /// <param name="hostDirectory">Its directory: with the name, what all its runs have in common.</param>
    public RunIdentity(string application, string hostDirectory = "")
    {
        _application = application;
        _hostDirectory = hostDirectory;
        Id = NewId();
        Mark = new SessionMark(Id, ProcessIdentity.Current);
    }

    public string Id { get; }

    /// <summary>What tells the app host from others on the machine, in every run.</summary>
    // Only containers need it, and the library that digests takes longer to load than anything else of a start.
    public string Identity => field ??= Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{_application}\n{_hostDirectory}")))[..IdentityLength];

    /// <summary>What marks processes.</summary>
    public SessionMark Mark { get; }

    /// <summary>Name and run: two runs of one host side by side do not collide.</summary>
    public string ContainerName(string resource) => $"{resource.ToLowerInvariant()}-{Id}";

    /// <summary>The name of a container that all runs share.</summary>
    public string PersistentName(string resource) => $"{resource.ToLowerInvariant()}-{Identity}";

    /// <summary>The name of an image that is built for a resource; the next build replaces it.</summary>
    public string BuiltImage(string resource) => $"apphost-{Identity}/{resource.ToLowerInvariant()}:latest";

    /// <summary>The name of the run's network: that of the application, as far as engines allow, and of the run.</summary>
    public string NetworkName => NetworkOf(Id);

    /// <summary>The name of the network that all runs share.</summary>
    public string PersistentNetworkName => NetworkOf(Identity);

    /// <summary>What marks something that outlives the run; not what the sentinel and the harvest look for.</summary>
    public IReadOnlyDictionary<string, string> PersistentLabels() => new Dictionary<string, string>
    {
        [PersistentLabel] = Identity,
        [Prefix + "application"] = _application,
    };

    /// <summary>What marks a container as that of a resource in this run.</summary>
    public IReadOnlyDictionary<string, string> Labels(string resource) => new Dictionary<string, string>(Labels()) { [ResourceLabel] = resource };

    /// <summary>The creator's pid and start time identify it even after its pid is used again; the scope says where they mean that.</summary>
    public IReadOnlyDictionary<string, string> Labels() => new Dictionary<string, string>
    {
        [SessionLabel] = Id,
        [IdentityLabel] = Identity,
        [Prefix + "application"] = _application,
        [CreatorLabel] = Environment.ProcessId.ToString(CultureInfo.InvariantCulture),
        [CreatorStartLabel] = ProcessIdentity.Current.StartTime.ToString(CultureInfo.InvariantCulture),
        [CreatorScopeLabel] = ProcessScope.Current.ToString(),
    };

    /// <summary>The process number of the host of another run of this app host that something with these labels belongs to, if that host lives.</summary>
    public int? OtherHost(IReadOnlyDictionary<string, string> labels) =>
        labels.GetValueOrDefault(IdentityLabel) == Identity
        && labels.GetValueOrDefault(SessionLabel) != Id
        && labels.GetValueOrDefault(CreatorScopeLabel) == ProcessScope.Current.ToString()
        && int.TryParse(labels.GetValueOrDefault(CreatorLabel), NumberStyles.None, CultureInfo.InvariantCulture, out var pid)
        && long.TryParse(labels.GetValueOrDefault(CreatorStartLabel), NumberStyles.None, CultureInfo.InvariantCulture, out var start)
        && ProcessIdentity.Of(pid) == new ProcessIdentity(pid, start)
            ? pid
            : null;

    private static string NewId()
    {
        Span<char> id = stackalloc char[IdLength];
        foreach (ref var character in id)
        {
            character = Alphabet[Random.Shared.Next(Alphabet.Length)];
        }

        return id.ToString();
    }

    private string NetworkOf(string suffix) =>
        $"{new string([.. _application.ToLowerInvariant().Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-')]).Trim('-')}-{suffix}".TrimStart('-');
}

namespace AppHostSdk.Health;

/// <summary>How often a resource is asked, and how much an answer counts; the words are those of Kubernetes.</summary>
internal sealed record HealthTimes
{
    public static HealthTimes Default { get; } = new();

    /// <summary>How long the first question is put off.</summary>
    public TimeSpan InitialDelay { get; init; } = TimeSpan.Zero;

    /// <summary>The time between questions once it is healthy; before, it is asked more often.</summary>
    public TimeSpan Period { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long an answer may take.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>So many failures in a row make it unhealthy again.</summary>
    public int FailureThreshold { get; init; } = 3;

    /// <summary>So many successes in a row make it healthy.</summary>
    public int SuccessThreshold { get; init; } = 1;
}

/// <summary>A question whose answer says whether a resource is healthy.</summary>
internal abstract record HealthCheck
{
    /// <summary>How often it is asked.</summary>
    public HealthTimes Times { get; init; } = HealthTimes.Default;
}

/// <summary>Healthy when a GET request is answered with a status code.</summary>
/// <param name="Server">Where the server is, without a path.</param>
/// <param name="Path">What is asked for there, as the program says it.</param>
/// <param name="StatusCode">The status that means healthy.</param>
internal sealed record HttpHealthCheck(string Server, string Path, int StatusCode) : HealthCheck
{
    /// <summary>The address asked; <see langword="null"/> when it is none. Made when it is asked: to make the first one takes longer than to start a program.</summary>
    public Uri? Url => Uri.TryCreate(new Uri(Server), Path, out var url) ? url : null;
}

/// <summary>Healthy when a connection is accepted, and not closed again at once.</summary>
/// <param name="Host">A host name or address.</param>
/// <param name="Port">The port.</param>
internal sealed record TcpHealthCheck(string Host, int Port) : HealthCheck
{
    /// <summary>How long the connection must stay open, for those in whose place somebody else accepts; zero for not at all.</summary>
    public TimeSpan Settling { get; init; }
}

/// <summary>Healthy when a function says so.</summary>
/// <param name="Name">What it is called in messages.</param>
/// <param name="Check">Returns what is wrong, or <see langword="null"/>.</param>
internal sealed record DelegateHealthCheck(string Name, Func<CancellationToken, Task<string?>> Check) : HealthCheck
{
    /// <summary>Where <see cref="Check"/> answers when there is news: what answers at once.</summary>
    public Func<CancellationToken, Task<string?>>? Now { get; init; }
}

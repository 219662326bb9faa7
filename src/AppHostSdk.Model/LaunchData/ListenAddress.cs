using System.Globalization;

namespace AppHostSdk.Model;

/// <summary>An address that a web server is told to listen on, as <c>applicationUrl</c> and Kestrel's <c>Url</c> spell it.</summary>
/// <param name="Scheme">The scheme in lower case.</param>
/// <param name="Host">The host as written, an IPv6 address in brackets; for a socket of the file system all that follows the scheme.</param>
/// <param name="Port">The port; 0 means any free one.</param>
public sealed record ListenAddress(string Scheme, string Host, int Port)
{
    private const string Delimiter = "://";
    private const int HighestPort = 65535;

    /// <summary>A Unix socket or named pipe: nothing that others reach by host and port.</summary>
    public bool IsSocket => Host.StartsWith("unix:/", StringComparison.OrdinalIgnoreCase) || Host.StartsWith("pipe:/", StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// What a process must bind when it is not <c>localhost</c>: an address of the machine, or <c>*</c>, <c>+</c>, <c>0.0.0.0</c>,
    /// <c>[::]</c> or a host name, which all mean every address; <see langword="null"/> for the loopback addresses.
    /// </summary>
    public string? TargetHost => IsLoopback ? null : Host;

    private bool IsLoopback =>
        Host is "127.0.0.1" or "[::1]"
        || string.Equals(Host, "localhost", StringComparison.OrdinalIgnoreCase)
        || Host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads <c>scheme://host[:port][/path]</c>; the path is passed over. A port that is left out is any free one.</summary>
    /// <param name="text">The address.</param>
    /// <param name="problem">What is wrong with it, or <see langword="null"/>.</param>
    /// <returns>The address, or <see langword="null"/> when it is wrong.</returns>
    public static ListenAddress? Parse(string text, out string? problem)
    {
        problem = null;
        var delimiter = text.IndexOf(Delimiter, StringComparison.Ordinal);
        var scheme = delimiter < 0 ? "" : text.Substring(0, delimiter).ToLowerInvariant();
        if (NameFormat.Problem(scheme) is not null)
        {
            problem = "it does not begin with http:// or https://";
            return null;
        }

        var rest = text.Substring(delimiter + Delimiter.Length);
        if (new ListenAddress(scheme, rest, 0) is { IsSocket: true } socket)
        {
            return socket;
        }

        var path = rest.IndexOf('/');
        var authority = path < 0 ? rest : rest.Substring(0, path);
        var colon = authority.LastIndexOf(':') is var last && last > authority.LastIndexOf(']') ? last : -1;
        var host = colon < 0 ? authority : authority.Substring(0, colon);
        var portText = colon < 0 ? "0" : authority.Substring(colon + 1);
        problem = HostProblem(host);
        if (problem is null && int.TryParse(portText, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port <= HighestPort)
        {
            return new ListenAddress(scheme, host, port);
        }

        problem ??= $"'{portText}' is no port; ports are 1 to {HighestPort}, and 0 is any free one";
        return null;
    }

    /// <inheritdoc/>
    public override string ToString() =>
        Port == 0 ? $"{Scheme}{Delimiter}{Host}" : string.Format(CultureInfo.InvariantCulture, "{0}{1}{2}:{3}", Scheme, Delimiter, Host, Port);

    private static string? HostProblem(string host) => host switch
    {
        "" => "it has no host; write localhost",
        ['[', .., ']'] when host.Length > 2 => null,
        _ when host.Any(c => c is '[' or ']' or ':') => $"'{host}' is no host; an IPv6 address stands in brackets",
        _ when host.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || c is ';' or ',' or '?' or '#' or '@' or '\\') => $"'{host}' is no host",
        _ => null,
    };
}

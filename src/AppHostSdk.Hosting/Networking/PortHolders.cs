using System.Globalization;
using System.Net;
using System.Text;

namespace AppHostSdk.Networking;

/// <summary>Who listens on a port of this machine. Reads what Linux tells of its sockets; binds nothing.</summary>
internal static class PortHolders
{
    private const string Listening = "0A";
    private const string Unconnected = "07";

    /// <summary>Words for the process that holds a port in the way of somebody who would bind it, or <see langword="null"/> when it is free.</summary>
    /// <param name="port">The port.</param>
    /// <param name="protocol"><c>tcp</c> or <c>udp</c>.</param>
    /// <param name="everywhere">Every address would be bound, not only those of loopback.</param>
    public static string? Find(int port, string protocol, bool everywhere)
    {
        var sockets = new[] { protocol, protocol + "6" }
            .SelectMany(table => Sockets($"/proc/net/{table}", protocol == "udp" ? Unconnected : Listening))
            .Where(s => s.Address.Port == port && (everywhere || IsInTheWay(s.Address.Address)))
            .ToList();
        if (sockets.Count == 0)
        {
            return null;
        }

        var links = sockets.Select(s => $"socket:[{s.Inode}]").ToHashSet();
        return HolderOf(links) ?? "a process of another user";
    }

    private static bool IsInTheWay(IPAddress address) =>
        address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any) || IPAddress.IsLoopback(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address);

    private static IEnumerable<(IPEndPoint Address, string Inode)> Sockets(string table, string state)
    {
        if (!File.Exists(table))
        {
            yield break;
        }

        foreach (var line in File.ReadLines(table).Skip(1))
        {
            if (line.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [_, var local, _, var s, _, _, _, _, _, var inode, ..] && s == state)
            {
                yield return (Address(local), inode);
            }
        }
    }

    /// <summary>Addresses are written as 32-bit numbers of this machine's byte order.</summary>
    private static IPEndPoint Address(string text)
    {
        var (address, port) = (text[..text.IndexOf(':')], text[(text.IndexOf(':') + 1)..]);
        var bytes = Convert.FromHexString(address);
        for (var i = 0; BitConverter.IsLittleEndian && i < bytes.Length; i += 4)
        {
            bytes.AsSpan(i, 4).Reverse();
        }

        return new IPEndPoint(new IPAddress(bytes), int.Parse(port, NumberStyles.HexNumber, CultureInfo.InvariantCulture));
    }

    private static string? HolderOf(HashSet<string> links)
    {
        foreach (var process in Directory.EnumerateDirectories("/proc").Where(d => char.IsAsciiDigit(Path.GetFileName(d)[0])))
        {
            try
            {
                if (new DirectoryInfo(process + "/fd").EnumerateFileSystemInfos().Any(file => file.LinkTarget is { } link && links.Contains(link)))
                {
                    return $"process {Path.GetFileName(process)} ({Program(process)})";
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // It has just ended, or is another user's.
            }
        }

        return null;
    }

    private static string Program(string process)
    {
        const int Longest = 80;
        var words = Encoding.UTF8.GetString(File.ReadAllBytes(process + "/cmdline")).TrimEnd('\0').Replace('\0', ' ');
        return words.Length == 0 ? File.ReadAllText(process + "/comm").Trim() : words.Length > Longest ? words[..Longest] + "…" : words;
    }
}

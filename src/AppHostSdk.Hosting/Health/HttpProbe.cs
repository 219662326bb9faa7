using System.Globalization;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;

namespace AppHostSdk.Health;

/// <summary>
/// Asks by HTTP over a connection that serves this one request, as those of Kubernetes' probes do: what is asked is whether the resource
/// can be reached now, and all that counts is the status. The framework's client would be the largest part of what a host of programs
/// loads, in the very moment when the first of them answers.
/// </summary>
internal static class HttpProbe
{
    private const int LongestRest = 64 * 1024;
    private static readonly TimeSpan RestTime = TimeSpan.FromMilliseconds(100);

    /// <summary>What is wrong with the answer, for people; <see langword="null"/> for nothing.</summary>
    /// <param name="url">What is asked for.</param>
    /// <param name="expected">The status that is right.</param>
    /// <param name="socket">The connection, which is disposed of.</param>
    /// <param name="cancellation">Gives up.</param>
    public static async Task<string?> GetAsync(Uri url, int expected, Socket socket, CancellationToken cancellation)
    {
        Stream connection = new NetworkStream(socket, ownsSocket: true);
        var isAnswered = false;
        try
        {
            connection = url.Scheme == Uri.UriSchemeHttps ? await SecureAsync(connection, url.IdnHost, cancellation).ConfigureAwait(false) : connection;
            await connection.WriteAsync(Encoding.ASCII.GetBytes($"GET {url.PathAndQuery} HTTP/1.1\r\nHost: {Host(url)}\r\nConnection: close\r\n\r\n"), cancellation).ConfigureAwait(false);
            var buffer = new byte[HttpStatus.LongestHead];
            var status = await StatusAsync(connection, buffer, cancellation).ConfigureAwait(false);
            isAnswered = true;
            _ = ReadRestAsync(connection, buffer);
            return status == expected ? null : string.Create(CultureInfo.InvariantCulture, $"answered {status}, expected {expected}");
        }
        catch (IOException e)
        {
            return e.InnerException is SocketException broken ? broken.Message : e.Message;
        }
        catch (FormatException e)
        {
            return e.Message;
        }
        catch (AuthenticationException e)
        {
            return $"TLS: {e.GetBaseException().Message}";
        }
        finally
        {
            if (!isAnswered)
            {
                await connection.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    private static string Host(Uri url)
    {
        var host = url.HostNameType == UriHostNameType.IPv6 ? $"[{url.IdnHost}]" : url.IdnHost;
        return url.IsDefaultPort ? host : string.Create(CultureInfo.InvariantCulture, $"{host}:{url.Port}");
    }

    /// <summary>Certificates are those that this machine trusts: <c>dotnet dev-certs https --trust</c> makes the one of development one of them.</summary>
    private static async Task<Stream> SecureAsync(Stream plain, string host, CancellationToken cancellation)
    {
        var secure = new SslStream(plain);
        try
        {
            await secure.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = host }, cancellation).ConfigureAwait(false);
            return secure;
        }
        catch
        {
            await secure.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private static async Task<int> StatusAsync(Stream connection, byte[] buffer, CancellationToken cancellation)
    {
        for (var received = 0; ;)
        {
            var read = await connection.ReadAsync(buffer.AsMemory(received), cancellation).ConfigureAwait(false);
            if (read == 0)
            {
                throw new IOException(received == 0 ? "closed without an answer" : "closed in the middle of an answer");
            }

            received += read;
            if (HttpStatus.Find(buffer.AsSpan(0, received)) is > 0 and var status)
            {
                return status;
            }
        }
    }

    /// <summary>
    /// A server whose answer is not read to its end sees a broken connection, which some of them report. Nobody waits for that; one that
    /// never ends its answer does see it.
    /// </summary>
    private static async Task ReadRestAsync(Stream connection, byte[] buffer)
    {
        using var enough = new CancellationTokenSource(RestTime);
        try
        {
            for (var (rest, read) = (0, 1); read > 0 && rest < LongestRest; rest += read)
            {
                read = await connection.ReadAsync(buffer, enough.Token).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            // The status is known.
        }
        finally
        {
            await connection.DisposeAsync().ConfigureAwait(false);
        }
    }
}

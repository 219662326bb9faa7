using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace AppHostSdk.Launching;

/// <summary>The certificate with which ASP.NET's web server listens on https where nothing else is configured.</summary>
internal static class DeveloperCertificate
{
    // An extension of it, by which the web server finds it.
    private const string Mark = "1.3.6.1.4.1.311.84.1.1";

    /// <summary>Where the variables of a web server begin that give it a certificate of its own.</summary>
    private static readonly string[] OwnCertificate = ["Kestrel__Certificates__", "ASPNETCORE_Kestrel__Certificates__", "DOTNET_Kestrel__Certificates__"];

    /// <summary>
    /// What to do about a web server that did not start: it listens on https, and has no certificate that anybody knows of. It may
    /// have one in its code, so this is said only when it has failed.
    /// </summary>
    /// <param name="schemes">The schemes of its endpoints.</param>
    /// <param name="variables">The variables that it is started with.</param>
    public static string? AdviceFor(IEnumerable<string> schemes, IEnumerable<string> variables) =>
        schemes.Contains("https") && !variables.Any(name => Array.Exists(OwnCertificate, own => name.StartsWith(own, StringComparison.OrdinalIgnoreCase))) && !IsThere()
            ? "it listens on https, and this machine has no developer certificate: run 'dotnet dev-certs https --trust'"
            : null;

    private static bool IsThere()
    {
        using var store = new X509Store(StoreName.My, StoreLocation.CurrentUser);
        try
        {
            store.Open(OpenFlags.ReadOnly | OpenFlags.OpenExistingOnly);
        }
        catch (CryptographicException)
        {
            // There is no store yet: so says the documentation of OpenExistingOnly.
            return false;
        }

        var now = DateTime.Now;
        return store.Certificates.Any(c => c.NotBefore <= now && now <= c.NotAfter && c.HasPrivateKey && c.Extensions.Any(e => e.Oid?.Value == Mark));
    }
}

using System.Text.RegularExpressions;

namespace AppHostSdk.Generators;

/// <summary>
/// Parts of addresses in the plain form that all versions of <see cref="Uri"/> read alike: a scheme, a name or four numbers, and
/// a path, query and fragment in which nothing is escaped or has to be.
/// </summary>
internal static class UriFunctions
{
    private static readonly object Unknown = PureFunctions.Unknown;

    private static readonly Regex Plain = new(
        @"\A(?i:https?|wss?|ftp)://(?:[A-Za-z][A-Za-z0-9-]*(?:\.[A-Za-z][A-Za-z0-9-]*)*|(?:(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])(?:\.(?!\D)|(?![0-9.]))){4})"
        + @"(?::[1-9][0-9]{0,3})?(?:/(?!\.)(?:[A-Za-z0-9_~-]|[A-Za-z0-9]\.[A-Za-z0-9])*)*(?:\?[A-Za-z0-9_=&-]*)?(?:\#[A-Za-z0-9_-]*)?\z",
        RegexOptions.CultureInvariant);

    public static readonly Dictionary<string, PureFunction> All = new(StringComparer.Ordinal)
    {
        ["Uri.get_OriginalString()"] = a => (string)a[0]!,
        ["Uri.get_IsAbsoluteUri()"] = a => Of(a, _ => true),
        ["Uri.get_AbsoluteUri()"] = a => Of(a, uri => uri.AbsoluteUri),
        ["Uri.get_AbsolutePath()"] = a => Of(a, uri => uri.AbsolutePath),
        ["Uri.get_LocalPath()"] = a => Of(a, uri => uri.LocalPath),
        ["Uri.get_PathAndQuery()"] = a => Of(a, uri => uri.PathAndQuery),
        ["Uri.get_Segments()"] = a => Of(a, uri => uri.Segments),
        ["Uri.get_Query()"] = a => Of(a, uri => uri.Query),
        ["Uri.get_Fragment()"] = a => Of(a, uri => uri.Fragment),
        ["Uri.get_Scheme()"] = a => Of(a, uri => uri.Scheme),
        ["Uri.get_Host()"] = a => Of(a, uri => uri.Host),
        ["Uri.get_DnsSafeHost()"] = a => Of(a, uri => uri.DnsSafeHost),
        ["Uri.get_IdnHost()"] = a => Of(a, uri => uri.IdnHost),
        ["Uri.get_HostNameType()"] = a => Of(a, uri => (int)uri.HostNameType),
        ["Uri.get_Authority()"] = a => Of(a, uri => uri.Authority),
        ["Uri.get_Port()"] = a => Of(a, uri => uri.Port),
        ["Uri.get_IsDefaultPort()"] = a => Of(a, uri => uri.IsDefaultPort),
        ["Uri.get_IsFile()"] = a => Of(a, uri => uri.IsFile),
        ["Uri.get_IsUnc()"] = a => Of(a, uri => uri.IsUnc),
        ["Uri.get_IsLoopback()"] = a => Of(a, uri => uri.IsLoopback),
        ["Uri.get_UserEscaped()"] = a => Of(a, uri => uri.UserEscaped),
        ["Uri.get_UserInfo()"] = a => Of(a, uri => uri.UserInfo),
        ["Uri.ToString()"] = a => Of(a, uri => uri.ToString()),
        ["Uri.GetLeftPart(UriPartial)"] = a => Of(a, uri => uri.GetLeftPart((UriPartial)a[1]!)),
        ["Uri.IsWellFormedOriginalString()"] = a => Of(a, uri => uri.IsWellFormedOriginalString()),
        ["Uri.IsWellFormedUriString(String,UriKind)"] = a => Of(a, _ => (UriKind)a[1]! != UriKind.Relative),
        ["Uri.EscapeDataString(String)"] = a => PureFunctions.IsAscii((string)a[0]!) && ((string)a[0]!).Length < 32_000 ? Uri.EscapeDataString((string)a[0]!) : Unknown,
        ["Uri.UnescapeDataString(String)"] = a => PureFunctions.IsAscii((string)a[0]!) && Uri.UnescapeDataString((string)a[0]!) is var text && PureFunctions.IsAscii(text) && text.IndexOf('%') < 0 ? text : Unknown,
        ["Uri.CheckSchemeName(String)"] = a => Uri.CheckSchemeName((string?)a[0]),
        ["Uri.IsHexDigit(Char)"] = a => Uri.IsHexDigit((char)a[0]!),
        ["Uri.IsHexEncoding(String,Int32)"] = a => Uri.IsHexEncoding((string)a[0]!, (int)a[1]!),
        ["Uri.HexEscape(Char)"] = a => Uri.HexEscape((char)a[0]!),
        ["Uri.FromHex(Char)"] = a => Uri.FromHex((char)a[0]!),
    };

    private static object? Of(object?[] a, Func<Uri, object?> function) => Plain.IsMatch((string)a[0]!) ? function(new Uri((string)a[0]!)) : Unknown;
}

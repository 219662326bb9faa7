using System.Text;

namespace AppHostSdk.Tests;

/// <summary>The comparison itself; what it knows of the machine is passed in.</summary>
/// <param name="environment">Reads an environment variable.</param>
/// <param name="scrubbers">What replaces the parts of a text that differ between machines, in order.</param>
internal sealed class SnapshotVerifier(Func<string, string?> environment, IReadOnlyList<Scrubber> scrubbers)
{
    public const string AcceptVariable = "ACCEPT_SNAPSHOTS";
    public const string CiVariable = "CI";

    // A text that is not valid UTF-16 would never equal its own file: refuse it instead.
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public void Match(string actual, SnapshotFile file)
    {
        var received = Normalise(scrubbers.Aggregate(actual, (text, scrubber) => scrubber.Scrub(text)));
        var verified = File.Exists(file.Verified) ? Normalise(File.ReadAllText(file.Verified, Strict)) : null;
        var accept = environment(AcceptVariable) == "1";
        if (accept && !string.IsNullOrEmpty(environment(CiVariable)))
        {
            throw new SnapshotException($"{AcceptVariable} is refused where {CiVariable} is set: nobody would have seen what is accepted.");
        }

        if (received == verified)
        {
            File.Delete(file.Received);
        }
        else if (accept)
        {
            Write(file.Verified, received);
            File.Delete(file.Received);
        }
        else
        {
            Write(file.Received, received);
            throw new SnapshotException(Explain(file, verified, received));
        }
    }

    /// <summary>The one form in which texts are compared and stored: no byte order mark, <c>\n</c>, and one of them at the end.</summary>
    internal static string Normalise(string text)
    {
        text = text.TrimStart('\ufeff').Replace("\r\n", "\n", StringComparison.Ordinal);
        return text.EndsWith('\n') ? text : text + "\n";
    }

    private static string Explain(SnapshotFile file, string? verified, string received)
    {
        var problem = verified is null ? "There is no snapshot yet" : "The result differs from the snapshot";
        return $"""
            {problem}: {Path.GetFileName(file.Verified)}
            --- {(verified is null ? "(none)" : file.Verified)}
            +++ {file.Received}
            {UnifiedDiff.Of(verified ?? "", received)}
            If the + lines are right, run this test again with {AcceptVariable}=1 and commit the .verified. file.
            """;
    }

    // Two builds of one test may run at once: nobody may see half a file.
    private static void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var temporary = $"{path}.{Guid.NewGuid():N}.tmp";
        File.WriteAllText(temporary, text, Strict);
        File.Move(temporary, path, overwrite: true);
    }
}

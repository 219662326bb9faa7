using System.Text;
using System.Text.Json;

namespace TestChild;

/// <summary>Standard output and error, unbuffered: one call, one write.</summary>
internal static class Output
{
    private static readonly Stream Standard = Console.OpenStandardOutput();
    private static readonly Stream Errors = Console.OpenStandardError();

    public static void Line(string text) => Standard.Write(Encoding.UTF8.GetBytes(text + "\n"));

    public static void ErrorLine(string text) => Errors.Write(Encoding.UTF8.GetBytes(text + "\n"));

    public static void Bytes(byte[] bytes) => Standard.Write(bytes);

    public static void Json<T>(T value) => Line(JsonSerializer.Serialize(value));
}

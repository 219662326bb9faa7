using System.Runtime.InteropServices;

namespace AppHostSdk.Processes;

/// <summary>Texts as C has them, in memory of their own until this is disposed of.</summary>
/// <param name="most">How many there can be, each list counted as one more.</param>
internal sealed unsafe class NativeStrings(int most) : IDisposable
{
    // A list of numbers of this kind would be compiled anew at each start.
    private readonly nint[] _memory = new nint[most];
    private int _count;

    /// <summary>A text that ends with a null character.</summary>
    /// <param name="text">The text.</param>
    /// <param name="what">What it is, for the message.</param>
    /// <exception cref="DistributedApplicationException">It holds one itself.</exception>
    public byte* Add(string text, string what)
    {
        if (text.Contains('\0'))
        {
            throw new DistributedApplicationException($"{what} holds a null character, which no program can be given.");
        }

        return (byte*)Keep(Marshal.StringToCoTaskMemUTF8(text));
    }

    /// <summary>The name of a program and its arguments.</summary>
    public byte** Arguments(string path, IReadOnlyCollection<string> arguments)
    {
        var list = NewList(arguments.Count + 1);
        var i = 0;
        list[i++] = Add(path, "a path");
        foreach (var argument in arguments)
        {
            list[i++] = Add(argument, "an argument");
        }

        return list;
    }

    /// <summary>Names and values.</summary>
    public byte** Variables(IReadOnlyDictionary<string, string> variables)
    {
        var list = NewList(variables.Count);
        var i = 0;
        foreach (var (name, value) in variables)
        {
            list[i++] = Add($"{name}={value}", $"the variable {name}");
        }

        return list;
    }

    public void Dispose()
    {
        while (_count > 0)
        {
            Marshal.FreeCoTaskMem(_memory[--_count]);
        }
    }

    private byte** NewList(int count)
    {
        var list = (byte**)Keep(Marshal.AllocCoTaskMem((count + 1) * sizeof(byte*)));
        list[count] = null;
        return list;
    }

    private nint Keep(nint address)
    {
        _memory[_count++] = address;
        return address;
    }
}

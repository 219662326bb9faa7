namespace AppHostSdk.Model;

/// <summary>A place in JSON text where something else was expected.</summary>
public sealed class JsonFormatException : Exception
{
    internal JsonFormatException(string problem, int line, int column, int offset)
        : base($"Invalid JSON: {problem} (line {line}, column {column})")
    {
        Problem = problem;
        Line = line;
        Column = column;
        Offset = offset;
    }

    /// <summary>What is wrong, without the place.</summary>
    public string Problem { get; }

    /// <summary>The line, from 1.</summary>
    public int Line { get; }

    /// <summary>The column, from 1.</summary>
    public int Column { get; }

    /// <summary>The characters before the place.</summary>
    public int Offset { get; }
}

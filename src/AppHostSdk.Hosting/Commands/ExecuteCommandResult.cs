namespace AppHostSdk;

/// <summary>What the value of a result is written in.</summary>
public enum CommandResultFormat
{
    /// <summary>Plain text.</summary>
    Text,

    /// <summary>JSON.</summary>
    Json,

    /// <summary>Markdown.</summary>
    Markdown,
}

/// <summary>What a command gives back.</summary>
public sealed class CommandResultData
{
    /// <summary>The value.</summary>
    public required string Value { get; init; }

    /// <summary>What it is written in.</summary>
    public CommandResultFormat Format { get; init; }

    /// <summary>It is meant to be shown at once.</summary>
    public bool DisplayImmediately { get; init; }
}

/// <summary>How a command went.</summary>
public sealed class ExecuteCommandResult
{
    /// <summary>It did what it is for.</summary>
    public required bool Success { get; init; }

    /// <summary>It was given up before it was done.</summary>
    public bool Canceled { get; init; }

    /// <summary>What it did, or why it failed.</summary>
    public string? Message { get; init; }

    /// <summary>The same as <see cref="Message"/>.</summary>
    public string? ErrorMessage
    {
        get => Message;
        init => Message = value;
    }

    /// <summary>What it gives back to the code that executed it.</summary>
    public CommandResultData? Data { get; init; }
}

/// <summary>Makes results of commands.</summary>
public static class CommandResults
{
    /// <summary>It did what it is for.</summary>
    public static ExecuteCommandResult Success() => new() { Success = true };

    /// <summary>It did what it is for.</summary>
    /// <param name="message">What it did.</param>
    public static ExecuteCommandResult Success(string? message) => new() { Success = true, Message = message };

    /// <summary>It did what it is for.</summary>
    /// <param name="message">What it did.</param>
    /// <param name="result">What it gives back.</param>
    /// <param name="resultFormat">What that is written in.</param>
    public static ExecuteCommandResult Success(string message, string result, CommandResultFormat resultFormat = CommandResultFormat.Text) =>
        Success(message, Data(result, resultFormat));

    /// <summary>It did what it is for.</summary>
    /// <param name="message">What it did.</param>
    /// <param name="result">What it gives back.</param>
    /// <param name="resultFormat">What that is written in.</param>
    /// <param name="displayImmediately">It is meant to be shown at once.</param>
    public static ExecuteCommandResult Success(string message, string result, CommandResultFormat resultFormat, bool displayImmediately) =>
        Success(message, Data(result, resultFormat, displayImmediately));

    /// <summary>It did what it is for.</summary>
    /// <param name="message">What it did.</param>
    /// <param name="value">What it gives back.</param>
    public static ExecuteCommandResult Success(string message, CommandResultData value) => new() { Success = true, Message = message, Data = value };

    /// <summary>It failed.</summary>
    /// <param name="errorMessage">Why.</param>
    public static ExecuteCommandResult Failure(string? errorMessage = null) => new() { Success = false, Message = errorMessage };

    /// <summary>It failed.</summary>
    /// <param name="errorMessage">Why.</param>
    /// <param name="result">What it gives back.</param>
    /// <param name="resultFormat">What that is written in.</param>
    public static ExecuteCommandResult Failure(string errorMessage, string result, CommandResultFormat resultFormat = CommandResultFormat.Text) =>
        Failure(errorMessage, Data(result, resultFormat));

    /// <summary>It failed.</summary>
    /// <param name="errorMessage">Why.</param>
    /// <param name="value">What it gives back.</param>
    public static ExecuteCommandResult Failure(string errorMessage, CommandResultData value) => new() { Success = false, Message = errorMessage, Data = value };

    /// <summary>It failed.</summary>
    /// <param name="exception">Why.</param>
    public static ExecuteCommandResult Failure(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return Failure(exception.Message);
    }

    /// <summary>It was given up.</summary>
    public static ExecuteCommandResult Canceled() => new() { Success = false, Canceled = true };

    private static CommandResultData Data(string result, CommandResultFormat format, bool displayImmediately = false) =>
        new() { Value = result, Format = format, DisplayImmediately = displayImmediately };
}

using Microsoft.Extensions.Logging;

namespace AppHostSdk.Notifications;

/// <summary>Writes to the output of a resource, among the lines that it prints itself.</summary>
internal sealed class ResourceLogger(LineFeed lines, string resource) : ILogger
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel is >= LogLevel.Information and < LogLevel.None;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (!IsEnabled(logLevel))
        {
            return;
        }

        var text = formatter(state, exception) + (exception is null ? "" : Environment.NewLine + exception);
        foreach (var line in text.Split('\n'))
        {
            var (content, isError) = (line.TrimEnd('\r'), logLevel >= LogLevel.Error);
            lines.Show(resource, content, isError);
            lines.Add(resource, content, isError);
        }
    }
}

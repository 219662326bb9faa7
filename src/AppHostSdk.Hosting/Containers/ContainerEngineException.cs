namespace AppHostSdk.Containers;

/// <summary>A container engine refused something or cannot be reached. The message is for people and complete in itself.</summary>
internal sealed class ContainerEngineException : Exception
{
    /// <summary>Makes the message <c>operation: problem</c>.</summary>
    public ContainerEngineException(string operation, string problem, int? statusCode = null, Exception? innerException = null)
        : base($"{operation}: {problem}", innerException)
    {
        Operation = operation;
        Problem = problem;
        StatusCode = statusCode;
    }

    /// <summary>What was attempted, in words: <c>creating container 'redis' from image 'redis:7'</c>.</summary>
    public string Operation { get; }

    /// <summary>What went wrong: the message without the operation, usually in the engine's own words.</summary>
    public string Problem { get; }

    /// <summary>The HTTP status by which the engine refused; null when the problem is not an answer with such a status.</summary>
    public int? StatusCode { get; }

    /// <summary>The connection failed, not the operation: the engine may be gone, and what it runs may not.</summary>
    public bool IsLoss => StatusCode is null && InnerException is (HttpRequestException or IOException);
}

using System.Net.Http;
using System.Net.Sockets;
using System.Text.Json;

namespace AppHostSdk.Containers;

/// <summary>Says in words why an engine cannot be reached or understood, and what to do about it.</summary>
internal static class EngineTrouble
{
    /// <summary>True for the exceptions by which a connection or what comes over it can fail.</summary>
    public static bool IsTrouble(Exception exception) =>
        exception is HttpRequestException or IOException or InvalidDataException or JsonException;

    /// <summary>The exception for an operation that failed for <paramref name="cause"/>.</summary>
    public static ContainerEngineException During(string operation, ContainerEngineAddress address, Exception cause) => new(
        operation,
        cause switch
        {
            InvalidDataException => cause.Message,
            JsonException => $"the answer of the container engine at {address.Text} cannot be understood: {cause.Message}",
            _ => $"the container engine at {address.Text} does not answer: {Describe(cause, address)}",
        },
        innerException: cause);

    /// <summary>What failed, as part of a sentence.</summary>
    public static string Describe(Exception cause, ContainerEngineAddress address) => cause switch
    {
        { InnerException: SocketException socket } => Describe(socket, address),
        HttpRequestException { HttpRequestError: HttpRequestError.ResponseEnded } => "it closed the connection without an answer",
        HttpRequestException { HttpRequestError: HttpRequestError.InvalidResponse } => "what answers does not speak HTTP",
        HttpIOException { HttpRequestError: HttpRequestError.ResponseEnded } => "it closed the connection in the middle of an answer",
        _ => cause.Message,
    };

    /// <summary>What to do when nothing answers where somebody said that there is an engine; empty when nobody did.</summary>
    public static string Advice(ContainerEngineAddress address) => address.Origin is not { } origin
        ? ""
        : ContainerEngineAddress.IsVariable(origin)
            ? $"{origin} says to use this address. Start the engine that should listen there, or unset {origin} to have one looked for."
            : $"It is the address of {origin}. Start its engine, or choose another one with docker context use.";

    private static string Describe(SocketException cause, ContainerEngineAddress address) => cause.SocketErrorCode switch
    {
        SocketError.AccessDenied => "permission denied (is your user a member of the socket's group, usually 'docker'?)",
        _ when address.SocketPath is { } path && !Path.Exists(path) => "there is no such socket",
        SocketError.ConnectionRefused => address.SocketPath is null
            ? "nothing listens there (connection refused)"
            : "the socket is there, but nothing listens on it",
        SocketError.HostNotFound or SocketError.NoData => "the host is not known",
        SocketError.ConnectionReset or SocketError.Shutdown => "the connection was broken off",
        _ => cause.Message,
    };
}

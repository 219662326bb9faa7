using System.Text.Json;
using Catalog.Data;
using Microsoft.AspNetCore.Diagnostics;

namespace Catalog.Api;

/// <summary>
/// Answers the two failures that are not bugs with a status and a reason: a catalogue file that cannot be used
/// (503) and a request that cannot be read (400, 415...). Anything else stays a 500 without details.
/// </summary>
internal sealed partial class ProblemHandler(IProblemDetailsService problems, ILogger<ProblemHandler> logger)
    : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext context, Exception exception, CancellationToken cancellationToken)
    {
        switch (exception)
        {
            case CatalogFileException unusable:
                LogUnusableCatalogue(unusable.Diagnosis);
                return await AnswerAsync(StatusCodes.Status503ServiceUnavailable, unusable.Message);

            case BadHttpRequestException { InnerException: JsonException json } unreadable:
                return await AnswerAsync(unreadable.StatusCode, $"The body is not a product in JSON, at {json.Path ?? "$"}.");

            case BadHttpRequestException unreadable:
                return await AnswerAsync(unreadable.StatusCode, unreadable.Message);

            default:
                return false;
        }

        ValueTask<bool> AnswerAsync(int status, string detail)
        {
            context.Response.StatusCode = status;
            return problems.TryWriteAsync(new()
            {
                HttpContext = context,
                Exception = exception,
                ProblemDetails = { Status = status, Detail = detail },
            });
        }
    }

    [LoggerMessage(LogLevel.Warning, "{Reason}")]
    private partial void LogUnusableCatalogue(string reason);
}

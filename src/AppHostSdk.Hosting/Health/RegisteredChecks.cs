using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace AppHostSdk.Health;

/// <summary>The health checks that the program registers with its services.</summary>
/// <param name="services">The program's services; touched only when a resource has such a check.</param>
internal sealed class RegisteredChecks(IServiceProvider services)
{
    /// <summary>The check registered as <paramref name="key"/>.</summary>
    /// <exception cref="DistributedApplicationException">None is.</exception>
    public HealthCheck Find(string resource, string key)
    {
        var all = services.GetRequiredService<IOptions<HealthCheckServiceOptions>>().Value.Registrations;
        return all.FirstOrDefault(r => string.Equals(r.Name, key, StringComparison.OrdinalIgnoreCase)) is { } registration
            ? new DelegateHealthCheck(registration.Name, cancellation => AskAsync(registration, cancellation)) { Times = TimesOf(registration) }
            : throw new DistributedApplicationException(
                $"'{resource}' has the health check '{key}', which is not registered. Register it with builder.Services.AddHealthChecks().AddCheck(\"{key}\", …). "
                + (all.Count == 0 ? "None is registered." : $"Registered are: {string.Join(", ", all.Select(r => r.Name))}."));
    }

    /// <summary>What is wrong, or <see langword="null"/>. What the check throws, or gives as the only reason, is for the one who asks.</summary>
    private async Task<string?> AskAsync(HealthCheckRegistration registration, CancellationToken cancellation)
    {
        var scope = services.CreateAsyncScope();
        await using (scope.ConfigureAwait(false))
        {
            var check = registration.Factory(scope.ServiceProvider);
            var result = await check.CheckHealthAsync(new HealthCheckContext { Registration = registration }, cancellation).ConfigureAwait(false);
            return result.Status == HealthStatus.Healthy ? null
                : result.Description ?? (result.Exception is { } e ? throw e : result.Status.ToString().ToLowerInvariant());
        }
    }

    private static HealthTimes TimesOf(HealthCheckRegistration registration) => new()
    {
        InitialDelay = registration.Delay ?? HealthTimes.Default.InitialDelay,
        Period = registration.Period ?? HealthTimes.Default.Period,
        Timeout = registration.Timeout > TimeSpan.Zero ? registration.Timeout : HealthTimes.Default.Timeout,
    };
}

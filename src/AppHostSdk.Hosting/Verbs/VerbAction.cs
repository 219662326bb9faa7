namespace AppHostSdk.Verbs;

/// <summary>What is done instead of running the application.</summary>
/// <param name="context">The application.</param>
/// <param name="cancellation">Gives up.</param>
internal delegate Task VerbAction(VerbContext context, CancellationToken cancellation);

using System.CommandLine;

namespace AppHostSdk.Verbs;

/// <summary>Something that the app host can do instead of running the application: the first word of its command line.</summary>
internal interface IVerb
{
    /// <summary>The word.</summary>
    string Name { get; }

    /// <summary>What it does, for the help: one line, without a full stop.</summary>
    string Description { get; }

    /// <summary>The options it has beside those of every command line.</summary>
    IReadOnlyList<Option> Options => [];

    /// <summary>The words that it takes after its name.</summary>
    IReadOnlyList<Argument> Arguments => [];

    /// <summary>Does it.</summary>
    /// <param name="context">The application that it is done to.</param>
    /// <param name="values">The values of its own options and arguments.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="DistributedApplicationException">It cannot be done; the message is shown, and the exit code is 1.</exception>
    Task RunAsync(VerbContext context, ParseResult values, CancellationToken cancellation);
}

using AppHostSdk.Planning;
using AppHostSdk.Supervision;

namespace AppHostSdk.Output;

/// <summary>How important a message of the host is.</summary>
internal enum MessageLevel
{
    /// <summary>It goes as it should.</summary>
    Info,

    /// <summary>Something may become a problem.</summary>
    Warning,

    /// <summary>Something is one.</summary>
    Error,
}

/// <summary>A form in which what happens is told. Not safe for several threads.</summary>
internal interface IOutput : IDisposable
{
    /// <summary>The host itself has something to say.</summary>
    void Message(MessageLevel level, string text);

    /// <summary>A resource printed a line.</summary>
    void Line(string name, string line, bool isError);

    /// <summary>A resource's state has changed.</summary>
    void State(ResourceState state);

    /// <summary>A step of the plan has been carried out.</summary>
    void Done(PlanStep step);

    /// <summary>Waits until whoever reads it has taken enough of it. For lines, which may come without end, and from every thread.</summary>
    void WaitForRoom();
}

using System.Collections;
using Microsoft.Build.Framework;

namespace AppHostSdk.Tasks.Tests;

/// <summary>What a task reported.</summary>
internal sealed record Reported(string Severity, string Code, string File, int Line, int Column, string HelpLink, string Message)
{
    public override string ToString() => $"{File}({Line},{Column}): {Severity} {Code}: {Message}";
}

/// <summary>Stands in for MSBuild and keeps what a task reports.</summary>
internal sealed class RecordingEngine : IBuildEngine
{
    public List<Reported> Diagnostics { get; } = [];

    public List<string> Messages { get; } = [];

    public bool ContinueOnError => false;

    public int LineNumberOfTaskNode => 7;

    public int ColumnNumberOfTaskNode => 8;

    public string ProjectFileOfTaskNode => "AppHostSdk.Model.targets";

    public void LogErrorEvent(BuildErrorEventArgs e) =>
        Diagnostics.Add(new Reported("error", e.Code, e.File, e.LineNumber, e.ColumnNumber, e.HelpLink, e.Message!));

    public void LogWarningEvent(BuildWarningEventArgs e) =>
        Diagnostics.Add(new Reported("warning", e.Code, e.File, e.LineNumber, e.ColumnNumber, e.HelpLink, e.Message!));

    public void LogMessageEvent(BuildMessageEventArgs e) => Messages.Add(e.Message!);

    public void LogCustomEvent(CustomBuildEventArgs e) => Assert.Fail("The task sends no such event.");

    public bool BuildProjectFile(string projectFileName, string[] targetNames, IDictionary globalProperties, IDictionary targetOutputs) =>
        throw new NotSupportedException("The task builds nothing.");
}

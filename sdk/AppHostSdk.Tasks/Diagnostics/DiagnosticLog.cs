using System.Globalization;
using AppHostSdk.Model;
using Microsoft.Build.Utilities;

namespace AppHostSdk.Tasks;

/// <summary>Reports diagnostics to MSBuild, each with its id, help link and place.</summary>
/// <param name="log">Where they go.</param>
/// <param name="projectFile">Where they are when nothing in the source is to blame.</param>
internal sealed class DiagnosticLog(TaskLoggingHelper log, string projectFile)
{
    /// <summary>Reports an error that concerns the project as a whole.</summary>
    public void Error(Rule rule, params object[] arguments) =>
        Write(rule, isError: true, null, string.Format(CultureInfo.InvariantCulture, rule.Message, arguments));

    /// <summary>Reports a finding at its call.</summary>
    public void Finding(FileFinding finding, SitePlace? place) => Write(finding.Rule, finding.IsError, place, finding.Message);

    private void Write(Rule rule, bool isError, SitePlace? place, string message)
    {
        var (file, line, column) = place is null ? (projectFile, 0, 0) : (place.File, place.Line, place.Column);

        // The message goes in as an argument: braces in it are text, not places to fill in.
        if (isError)
        {
            log.LogError(null, rule.Id, null, FileRules.HelpLink(rule), file, line, column, 0, 0, "{0}", message);
        }
        else
        {
            log.LogWarning(null, rule.Id, null, FileRules.HelpLink(rule), file, line, column, 0, 0, "{0}", message);
        }
    }
}

using System.Globalization;
using System.Text;

namespace AppHostSdk.Builds;

/// <summary>
/// The MSBuild file that builds projects together: what several of them refer to is built once, one that fails keeps no other from being
/// built, and each is reported on a line of its own as soon as it is done.
/// </summary>
internal static class ProjectsFile
{
    /// <summary>The name of the file that is built.</summary>
    public const string Name = "projects.proj";

    private const string Marker = "apphost:";
    private const string RunName = "run.targets";

    /// <summary>Writes the file, and one beside it that is imported into the projects when they are asked how they are started.</summary>
    /// <param name="directory">Where to.</param>
    /// <param name="projects">The paths of the projects' files.</param>
    public static void Write(string directory, IReadOnlyList<string> projects)
    {
        File.WriteAllText(Path.Combine(directory, Name), Text(projects));
        File.WriteAllText(Path.Combine(directory, RunName), RunTargets);
    }

    /// <summary>
    /// What a line of the build's output reports: the index of a project, and how it is started, or nothing when it failed.
    /// </summary>
    /// <returns><see langword="null"/> for any other line.</returns>
    public static (int Project, ProjectRun? Run)? Read(string line) => line.Trim().Split('\t') switch
    {
        [Marker + "built", var index, var command, var arguments, var directory, ..] =>
            (Number(index), new ProjectRun(command, arguments, directory)),
        [Marker + "failed", var index] => (Number(index), null),
        _ => null,
    };

    private static int Number(string text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);

    /// <summary>
    /// The number of a project is a global property of its part of the file and of nothing else: with another set of global properties a
    /// project that two of them refer to would be built twice, at the same time.
    /// </summary>
    private static string Text(IReadOnlyList<string> projects)
    {
        var items = new StringBuilder();
        for (var i = 0; i < projects.Count; i++)
        {
            items.Append(CultureInfo.InvariantCulture, $"""
                    <AppHostProject Include="{Escape(projects[i])}" Index="{i}" />
                    <AppHostPart Include="$(MSBuildProjectFullPath)" AdditionalProperties="AppHostIndex={i}" />

                """);
        }

        return $"""
            <Project DefaultTargets="Build">
              <ItemGroup>
            {items}    <RestoreGraphProjectInputItems Include="@(AppHostProject)" />
              </ItemGroup>
              <Import Project="$(MSBuildToolsPath)/NuGet.targets" />
              <Target Name="Build">
                <MSBuild
                  Projects="$(MSBuildProjectFullPath)"
                  Targets="Restore"
                  Properties="MSBuildRestoreSessionId=$([System.Guid]::NewGuid())"
                  ContinueOnError="true" />
                <MSBuild Projects="@(AppHostPart)" Targets="BuildOne" BuildInParallel="true" ContinueOnError="true" />
              </Target>
              <Target Name="BuildOne">
                <ItemGroup>
                  <_Project Include="@(AppHostProject)" Condition="'%(Index)' == '$(AppHostIndex)'" />
                </ItemGroup>
                <PropertyGroup>
                  <_Run>$(MSBuildThisFileDirectory){RunName}</_Run>
                </PropertyGroup>
                <MSBuild Projects="@(_Project)" Targets="Build" RemoveProperties="AppHostIndex" />
                <MSBuild
                  Projects="@(_Project)"
                  Targets="AppHostDescribeRun"
                  RemoveProperties="AppHostIndex"
                  Properties="CustomAfterDirectoryBuildTargets=$(_Run);CustomAfterMicrosoftCommonCrossTargetingTargets=$(_Run)">
                  <Output TaskParameter="TargetOutputs" ItemName="_Described" />
                </MSBuild>
                <Message
                  Importance="high"
                  Text="{Marker}built%09$(AppHostIndex)%09%(_Described.Command)%09%(_Described.Arguments)%09%(_Described.Folder)%09." />
                <OnError ExecuteTargets="FailOne" />
              </Target>
              <Target Name="FailOne">
                <Message Importance="high" Text="{Marker}failed%09$(AppHostIndex)" />
              </Target>
            </Project>
            """;
    }

    /// <summary>A project for several frameworks is started for that of this process, else for one compatible with it.</summary>
    private static string RunTargets { get; } = $"""
        <Project>
          <PropertyGroup>
            <_AppHostBeforeRun>ComputeRunArguments</_AppHostBeforeRun>
            <_AppHostBeforeRun Condition="'$(UsingMicrosoftNETSdk)' != 'true' or '$(IsCrossTargetingBuild)' == 'true'" />
          </PropertyGroup>
          <Target Name="AppHostDescribeRun" DependsOnTargets="$(_AppHostBeforeRun)" Returns="@(_AppHostRun)">
            <ItemGroup Condition="'$(IsCrossTargetingBuild)' != 'true'">
              <_AppHostRun Include="run" Command="$(RunCommand)" Arguments="$(RunArguments)" Folder="$(RunWorkingDirectory)" />
            </ItemGroup>
            <ItemGroup Condition="'$(IsCrossTargetingBuild)' == 'true'">
              <_AppHostFramework Include="$(TargetFrameworks)" />
              <_AppHostFramework
                Remove="@(_AppHostFramework)"
                Condition="!$([MSBuild]::IsTargetFrameworkCompatible('{Framework}', '%(Identity)'))" />
              <_AppHostOwnFramework Include="@(_AppHostFramework)" Condition="'%(Identity)' == '{Framework}'" />
            </ItemGroup>
            <PropertyGroup Condition="'$(IsCrossTargetingBuild)' == 'true'">
              <_AppHostFramework>%(_AppHostFramework.Identity)</_AppHostFramework>
              <_AppHostFramework Condition="'@(_AppHostOwnFramework)' != ''">@(_AppHostOwnFramework)</_AppHostFramework>
            </PropertyGroup>
            <MSBuild
              Condition="'$(_AppHostFramework)' != ''"
              Projects="$(MSBuildProjectFullPath)"
              Targets="AppHostDescribeRun"
              Properties="TargetFramework=$(_AppHostFramework)">
              <Output TaskParameter="TargetOutputs" ItemName="_AppHostRun" />
            </MSBuild>
          </Target>
        </Project>
        """;

    private static string Framework => $"net{Environment.Version.Major}.0";

    /// <summary>The text as part of an attribute, where MSBuild gives none of its characters a meaning.</summary>
    private static string Escape(string text)
    {
        var escaped = new StringBuilder();
        foreach (var c in text)
        {
            _ = c switch
            {
                '%' or '$' or '@' or '(' or ')' or ';' or '?' or '*' or '\'' =>
                    escaped.Append(CultureInfo.InvariantCulture, $"%{(int)c:X2}"),
                '&' => escaped.Append("&amp;"),
                '<' => escaped.Append("&lt;"),
                '"' => escaped.Append("&quot;"),
                _ => escaped.Append(c),
            };
        }

        return escaped.ToString();
    }
}

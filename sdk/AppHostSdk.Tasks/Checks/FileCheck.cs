using AppHostSdk.Model;

namespace AppHostSdk.Tasks;

/// <summary>
/// One kind of path that a graph may hold. To check another kind, derive a class and name it in <see cref="FileChecks"/>; that
/// letter case is right is checked for every kind.
/// </summary>
internal abstract class FileCheck
{
    /// <summary>What is reported.</summary>
    protected abstract Rule Rule { get; }

    /// <summary>The paths of this kind in the graph.</summary>
    public abstract IEnumerable<PathUse> Uses(CheckedHost host);

    /// <summary>Why <paramref name="found"/> is wrong, in words that follow "but"; <see langword="null"/> when it is right.</summary>
    protected abstract string? Problem(PathKind found);

    /// <summary>True when the path may come into being later although nothing in the graph says so.</summary>
    protected virtual bool MayComeLater(PathUse use) => false;

    /// <summary>The names under which the system would find what is written, the written one first.</summary>
    protected virtual IEnumerable<string> Candidates(CheckedHost host, string path) => [path];

    /// <summary>What to do about what is missing, where more is known than where the path goes wrong.</summary>
    protected virtual string? Advice(CheckedHost host, PathUse use) => null;

    /// <summary>What is wrong with <paramref name="use"/>, or <see langword="null"/>.</summary>
    public virtual FileFinding? Check(CheckedHost host, PathUse use)
    {
        if (use.FullPath is not { } path)
        {
            return Finding(host, use, "that is no path", "Correct it.");
        }

        var found = Candidates(host, path).Select(host.Files.KindOf).FirstOrDefault(kind => kind != PathKind.Missing);
        var actual = LetterCase.Actual(host.Files, use.Start, use.Segments(host.Files));
        if (Problem(found) is { } problem)
        {
            return found != PathKind.Missing ? Finding(host, use, problem, "Correct the path.")
                : actual is not null ? Finding(host, use, $"what is there is '{actual}'", "Letter case matters on this system: write it as it is there.")
                : Finding(host, use, problem, Advice(host, use) ?? Nearest(host, use, path));
        }

        return actual is null
            ? null
            : new FileFinding(FileRules.LetterCase, IsError: false, use.Site, EquatableArray.Of(use.Resource.Name, use.Written, actual));
    }

    /// <summary>A finding that is an error where nothing between build and start could mend it.</summary>
    protected FileFinding Finding(CheckedHost host, PathUse use, string problem, string advice)
    {
        var condition = use.Condition.IsAlways ? use.Resource.Condition : use.Condition;
        var isError = condition.IsAlways && !use.IsMadeByTools && !MayComeLater(use) && !host.StartsAfterWorkOfAnother(use.Resource);
        var when = condition.IsAlways ? "" : $" This is needed {new ConditionWords(host.Graph.Conditions).Of(condition)}.";
        return new FileFinding(Rule, isError, use.Site, EquatableArray.Of(use.Resource.Name, use.Written, problem, advice + when));
    }

    private static string Nearest(CheckedHost host, PathUse use, string path)
    {
        if (!host.Files.IsWindows && use.Written.Contains('\\'))
        {
            return "Write forward slashes, which every system understands; a backslash is part of a name on this one.";
        }

        // The nearest directory that is there shows where the path goes wrong.
        var parent = Path.GetDirectoryName(path);
        while (parent is not null && host.Files.KindOf(parent) != PathKind.Directory)
        {
            path = parent;
            parent = Path.GetDirectoryName(path);
        }

        return parent is null ? "Correct the path." : $"There is no '{Path.GetFileName(path)}' in '{parent}'. Correct the path, or create what it names.";
    }
}

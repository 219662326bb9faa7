namespace AppHostSdk.Model;

/// <summary>What becomes of an entry of a container when the container runs as a program of this machine.</summary>
/// <param name="IsKept">It is still there.</param>
/// <param name="Loss">What the start reports because the program has to do without; <c>{0}</c> stands for the entries.</param>
public sealed record EntryFate(bool IsKept, string? Loss)
{
    /// <summary>It means the same for a program.</summary>
    public static EntryFate Stays { get; } = new(true, null);

    /// <summary>It is about how the container is made, and a program is not made that way.</summary>
    public static EntryFate IsMeaningless { get; } = new(false, null);

    /// <summary>A program goes without. The entry is kept, since the loss is reported when the application starts.</summary>
    /// <param name="words">See <see cref="Loss"/>.</param>
    public static EntryFate IsLost(string words) => new(true, words);
}

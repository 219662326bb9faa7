namespace AppHostSdk.Model;

/// <summary>One line of a resource's description.</summary>
public abstract record Entry
{
    /// <summary>When it is there.</summary>
    public Condition Condition { get; init; }

    /// <summary>The call that made it.</summary>
    public int Site { get; init; }

    /// <summary>
    /// Has every member visited but <see cref="Condition"/> and <see cref="Site"/>. Everything that reads, writes or changes members
    /// of entries goes through here, so that a new member is known to all of them.
    /// </summary>
    /// <returns>The entry with the members that <paramref name="visitor"/> returns.</returns>
    public abstract Entry VisitMembers(IEntryVisitor visitor);

    /// <summary>What becomes of the entry when its container runs as a program of this machine.</summary>
    public virtual EntryFate Fate() => EntryFate.Stays;

    /// <summary>The entry with each of its values, and each key by which it refers to another resource, replaced.</summary>
    /// <param name="value">Makes the new value of each value; it looks into the value by itself.</param>
    /// <param name="key">Makes the new key of each key.</param>
    public Entry Map(Func<ModelValue, ModelValue> value, Func<string, string> key) => VisitMembers(new ValueVisitor(value, key));

    /// <summary>The values that the entry holds, <see cref="ModelValue.None"/> included.</summary>
    public IReadOnlyList<ModelValue> Values()
    {
        var values = new List<ModelValue>();
        Map(
            value =>
            {
                values.Add(value);
                return value;
            },
            static key => key);
        return values;
    }

    /// <summary>The keys of the resources that the entry refers to, by itself or in its values, as often as it does.</summary>
    public IReadOnlyList<string> Keys()
    {
        var keys = new List<string>();
        Map(
            value =>
            {
                keys.AddRange(value.Mentioned());
                return value;
            },
            key =>
            {
                keys.Add(key);
                return key;
            });
        return keys;
    }
}

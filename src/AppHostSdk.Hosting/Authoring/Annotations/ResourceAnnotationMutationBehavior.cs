namespace AppHostSdk;

/// <summary>What happens to annotations of the same type that a resource has already.</summary>
public enum ResourceAnnotationMutationBehavior
{
    /// <summary>They stay.</summary>
    Append,

    /// <summary>They are removed. What describes the application cannot be taken back; there, the last one counts.</summary>
    Replace,
}

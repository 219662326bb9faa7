namespace AppHostSdk;

/// <summary>What a resource that waits does when what it waits for has failed for good: ended, and no restart follows.</summary>
public enum WaitBehavior
{
    /// <summary>It goes on waiting: somebody may start the other one again.</summary>
    WaitOnResourceUnavailable,

    /// <summary>It fails as well, at once, and says why. This is the default.</summary>
    StopOnResourceUnavailable,
}

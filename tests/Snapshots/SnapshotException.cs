using Xunit.Sdk;

namespace AppHostSdk.Tests;

/// <summary>A test produced something else than its snapshot says. The message is all a reader needs.</summary>
internal sealed class SnapshotException(string message) : XunitException(message);

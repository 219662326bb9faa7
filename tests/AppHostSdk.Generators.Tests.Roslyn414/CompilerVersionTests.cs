using Microsoft.CodeAnalysis.CSharp;

namespace AppHostSdk.Tests;

public class CompilerVersionTests
{
    [Fact]
    public void The_compiler_is_the_oldest_that_is_supported() =>
        Assert.Equal(new Version(4, 14, 0, 0), typeof(CSharpCompilation).Assembly.GetName().Version);
}

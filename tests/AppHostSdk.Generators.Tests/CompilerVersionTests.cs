using Microsoft.CodeAnalysis.CSharp;

namespace AppHostSdk.Tests;

public class CompilerVersionTests
{
    [Fact]
    public void The_compiler_is_newer_than_the_one_the_generator_is_built_against() =>
        Assert.True(typeof(CSharpCompilation).Assembly.GetName().Version >= new Version(5, 0, 0, 0));
}

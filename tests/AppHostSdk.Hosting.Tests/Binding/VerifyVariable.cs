using AppHostSdk.Binding;

namespace AppHostSdk.Hosting.Tests.Binding;

/// <summary>Sets APPHOST_VERIFY and catches the warnings; both belong to the whole process, so its tests run alone.</summary>
[CollectionDefinition(nameof(VerifyVariable), DisableParallelization = true)]
public sealed class VerifyVariable : IDisposable
{
    private readonly string? _before = Environment.GetEnvironmentVariable(Verification.Variable);
    private readonly TextWriter _errors = System.Console.Error;
    private readonly StringWriter _warnings = new();

    public VerifyVariable(string? value)
    {
        Set(value);
        System.Console.SetError(_warnings);
    }

    public string Warnings => _warnings.ToString();

    public static void Set(string? value) => Environment.SetEnvironmentVariable(Verification.Variable, value);

    public void Dispose()
    {
        System.Console.SetError(_errors);
        Set(_before);
        _warnings.Dispose();
    }
}

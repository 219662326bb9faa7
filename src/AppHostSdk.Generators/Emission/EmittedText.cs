using Microsoft.CodeAnalysis.Text;

namespace AppHostSdk.Generators;

/// <summary>A file that is emitted.</summary>
internal sealed record EmittedText(string HintName, SourceText Text);

using System.Globalization;

namespace AppHostSdk.Configuration;

/// <summary>Asks for a value as the program says, again until the answer is one.</summary>
/// <param name="prompt">Who is asked.</param>
/// <param name="input">What is asked for.</param>
internal sealed class InputQuestion(IPrompt prompt, InteractionInput input)
{
    /// <summary>The value, or <see langword="null"/> when the input has ended.</summary>
    /// <param name="subject">What the value is for.</param>
    /// <param name="secret">The value must not be shown.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<string?> AskAsync(string subject, bool secret, CancellationToken cancellation)
    {
        if (input.Disabled)
        {
            return input.Value ?? "";
        }

        var question = Question(subject);
        var problem = "";
        while (await prompt.AskAsync(problem + question, secret || input.InputType == InputType.SecretText, cancellation).ConfigureAwait(false) is { } typed)
        {
            var answer = Meaning(typed.Length == 0 ? input.Value ?? "" : typed);
            if (Problem(answer) is not { } found)
            {
                return answer;
            }

            problem = found + " ";
        }

        return null;
    }

    private string Question(string subject)
    {
        var text = $"{input.Label ?? subject}";
        if (input.Description is { Length: > 0 } description)
        {
            text += $" ({description})";
        }

        text += input switch
        {
            { InputType: InputType.Choice, Options: { Count: > 0 } options } => $" [{string.Join(", ", options.Select(o => o.Key == o.Value ? o.Key : $"{o.Key}: {o.Value}"))}]",
            { InputType: InputType.Boolean } => " [y/n]",
            { Placeholder: { Length: > 0 } example } => $" (for example {example})",
            _ => "",
        };
        return text + (input is { Value: { Length: > 0 } value, InputType: not InputType.SecretText } ? $" [{value}]: " : ": ");
    }

    private string Meaning(string answer) => input.InputType == InputType.Boolean
        ? answer.Trim().ToUpperInvariant() switch
        {
            "Y" or "YES" or "TRUE" => "true",
            "N" or "NO" or "FALSE" => "false",
            _ => answer,
        }
        : answer;

    private string? Problem(string answer) => input switch
    {
        { Required: true } when answer.Length == 0 => "A value is needed.",
        { MaxLength: { } most } when answer.Length > most => string.Create(CultureInfo.InvariantCulture, $"At most {most} characters."),
        _ when answer.Length == 0 => null,
        { InputType: InputType.Number } when !decimal.TryParse(answer, NumberStyles.Number, CultureInfo.InvariantCulture, out _) => $"'{answer}' is not a number.",
        { InputType: InputType.Boolean } when answer is not ("true" or "false") => "Answer y or n.",
        { InputType: InputType.Choice, AllowCustomChoice: false, Options: { } options } when !options.Any(o => o.Key == answer) => $"'{answer}' is none of them.",
        _ => null,
    };
}

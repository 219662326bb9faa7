namespace AppHostSdk.Configuration;

/// <summary>Asks the person at the terminal.</summary>
internal interface IPrompt
{
    /// <summary>Asks for a value.</summary>
    /// <param name="question">What is asked for.</param>
    /// <param name="hidden">What is typed is not shown.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>What was typed, or <see langword="null"/> when the input has ended.</returns>
    Task<string?> AskAsync(string question, bool hidden, CancellationToken cancellation);
}

/// <summary>Asks at the terminal that the host runs in.</summary>
internal sealed class TerminalPrompt : IPrompt
{
    private TerminalPrompt()
    {
    }

    /// <summary>The terminal, or <see langword="null"/> when nobody sits at one: input or output leads elsewhere.</summary>
    public static TerminalPrompt? Find() => System.Console.IsInputRedirected || System.Console.IsOutputRedirected ? null : new();

    public async Task<string?> AskAsync(string question, bool hidden, CancellationToken cancellation)
    {
        if (hidden)
        {
            // Looking for a key stops the terminal from showing what is typed; it must not be later than the question.
            _ = System.Console.KeyAvailable;
        }

        System.Console.Write(question);

        // Reading cannot be cancelled; a reader that is left behind ends with the process.
        return await Task.Run(() => hidden ? ReadHidden() : System.Console.ReadLine(), CancellationToken.None).WaitAsync(cancellation).ConfigureAwait(false);
    }

    private static string? ReadHidden()
    {
        var typed = new List<char>();
        while (true)
        {
            var key = System.Console.ReadKey(intercept: true);
            switch (key.Key)
            {
                case ConsoleKey.Enter:
                    System.Console.WriteLine();
                    return new string([.. typed]);
                case ConsoleKey.Backspace when typed.Count > 0:
                    typed.RemoveAt(typed.Count - 1);
                    break;
                case ConsoleKey.D when key.Modifiers == ConsoleModifiers.Control:
                    System.Console.WriteLine();
                    return null;
                default:
                    if (!char.IsControl(key.KeyChar))
                    {
                        typed.Add(key.KeyChar);
                    }

                    break;
            }
        }
    }
}

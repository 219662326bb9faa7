using System.Text;

namespace AppHostSdk.Model;

/// <summary>Splits a command line into arguments, by the rules of the Microsoft C run time on every platform.</summary>
public static class CommandLine
{
    /// <summary>
    /// The arguments of <paramref name="line"/>: divided by white space outside quotes. <c>\"</c> is a quote, <c>\\</c> before a
    /// quote a backslash, any other backslash itself; two quotes inside quotes are one. A quote that is not closed ends with the line.
    /// </summary>
    /// <param name="line">The command line, without the program.</param>
    public static IReadOnlyList<string> Split(string line)
    {
        var arguments = new List<string>();
        var argument = new StringBuilder();
        var (isArgument, isQuoted) = (false, false);
        for (var i = 0; i < line.Length; i++)
        {
            switch (line[i])
            {
                case '\\':
                    var start = i;
                    while (i < line.Length && line[i] == '\\')
                    {
                        i++;
                    }

                    var (backslashes, isQuote) = (i - start, i < line.Length && line[i] == '"');
                    argument.Append('\\', isQuote ? backslashes / 2 : backslashes);
                    isArgument = true;
                    if (isQuote && backslashes % 2 == 1)
                    {
                        argument.Append('"');
                    }
                    else
                    {
                        i--;
                    }

                    break;
                case '"' when isQuoted && i + 1 < line.Length && line[i + 1] == '"':
                    argument.Append('"');
                    i++;
                    break;
                case '"':
                    isQuoted = !isQuoted;
                    isArgument = true;
                    break;
                case var c when char.IsWhiteSpace(c) && !isQuoted:
                    End();
                    break;
                case var c:
                    argument.Append(c);
                    isArgument = true;
                    break;
            }
        }

        End();
        return arguments;

        void End()
        {
            if (isArgument)
            {
                arguments.Add(argument.ToString());
                argument.Clear();
                isArgument = false;
            }
        }
    }
}

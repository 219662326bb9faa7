using System.CommandLine;

namespace AppHostSdk.Verbs;

/// <summary>A command line, divided between us and the configuration.</summary>
/// <remarks>
/// The library takes a word for the value of whatever option stands before it, <c>--Parameters:key=1</c> for a name after
/// <c>--only</c>, and loses where unknown words stood. What it gets is therefore ours alone, and each option with its value in one piece.
/// </remarks>
internal sealed class DividedArguments
{
    private readonly IReadOnlyList<string> _args;
    private readonly IReadOnlyList<Option> _options;
    private readonly List<string> _ours = [];
    private readonly List<string> _words = [];
    private readonly List<string> _rest = [];
    private int _next;

    /// <param name="args">The command line without its verb.</param>
    /// <param name="options">The options that are ours.</param>
    /// <param name="arguments">The words that the verb takes.</param>
    public DividedArguments(IReadOnlyList<string> args, IReadOnlyList<Option> options, IEnumerable<Argument> arguments)
    {
        _args = args;
        _options = options;
        var room = arguments.Sum(a => (long)a.Arity.MaximumNumberOfValues);
        while (_next < args.Count)
        {
            if (args[_next] == "--")
            {
                _rest.AddRange(args.Skip(_next));
                break;
            }

            if (TakeOption())
            {
                continue;
            }

            var arg = args[_next++];
            if (arg.StartsWith('-') || arg.StartsWith('/'))
            {
                TakeSetting(arg);
            }
            else if (_words.Count < room && !arg.Contains('='))
            {
                _words.Add(arg);
            }
            else
            {
                _rest.Add(arg);
            }
        }
    }

    /// <summary>What is ours: options, and after <c>--</c> the words that the verb takes.</summary>
    public IReadOnlyList<string> Ours => _words.Count == 0 ? _ours : [.. _ours, "--", .. _words];

    /// <summary>Everything else, in order.</summary>
    public IReadOnlyList<string> Rest => _rest;

    /// <summary>An option of ours with its values; false when there is none here, or one with a value that makes it another's.</summary>
    private bool TakeOption()
    {
        var arg = _args[_next];
        var (name, value) = arg.IndexOf('=') is var cut and > 0 ? (arg[..cut], arg[(cut + 1)..]) : (arg, null);
        var option = _options.FirstOrDefault(o => o.Name == name || o.Aliases.Contains(name));
        if (option is null)
        {
            return false;
        }

        if (option.Arity.MaximumNumberOfValues == 0)
        {
            if (value is not null)
            {
                return false;
            }

            _ours.Add(name);
        }
        else if (option.ValueType == typeof(bool))
        {
            // A word after a switch may be anything, so its value comes after = only.
            if (value is not (null or "true" or "false"))
            {
                return false;
            }

            _ours.Add($"{name}={value ?? "true"}");
        }
        else
        {
            if (option is ChoiceOption choice && !choice.Choices.Contains(value ?? _args.ElementAtOrDefault(_next + 1)))
            {
                return false;
            }

            // The library drops an empty value after =, and takes one that is a word.
            value ??= Values(option.AllowMultipleArgumentsPerToken ? int.MaxValue : 1);
            _ours.AddRange(value.Length == 0 ? [name, ""] : [$"{name}={value}"]);
        }

        _next++;
        return true;
    }

    /// <summary>The words up to the next option, with commas between them.</summary>
    private string Values(int most)
    {
        var values = new List<string>();
        while (values.Count < most && _next + 1 < _args.Count && !_args[_next + 1].StartsWith('-'))
        {
            values.Add(_args[++_next]);
        }

        return string.Join(',', values);
    }

    /// <summary>A key of the configuration, and the word after it, which is its value and none that the verb takes.</summary>
    private void TakeSetting(string key)
    {
        _rest.Add(key);
        if (!key.Contains('=') && _next < _args.Count && !_args[_next].StartsWith('-') && !_args[_next].StartsWith('/'))
        {
            _rest.Add(_args[_next++]);
        }
    }
}

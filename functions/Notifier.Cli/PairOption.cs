using System.CommandLine;
using Notifier.Core.Observations;

namespace Notifier.Cli;

/// <summary>A repeatable option <c>ID=VALUE</c> about series.</summary>
internal sealed class PairOption : Option<IReadOnlyDictionary<string, string>>
{
    /// <param name="valueName">What stands behind the <c>=</c>, for the help: <c>FILE.csv</c>.</param>
    /// <param name="isValue">Null where any text will do.</param>
    /// <param name="required">Else nothing given is an empty list.</param>
    public PairOption(string name, string valueName, string description, string example, bool required = false, Func<string, bool>? isValue = null)
        : base(name)
    {
        Description = description;
        HelpName = $"ID={valueName}";
        Arity = ArgumentArity.OneOrMore;
        AllowMultipleArgumentsPerToken = false;
        Required = required;
        if (!required)
            DefaultValueFactory = static _ => new Dictionary<string, string>();
        CustomParser = argument =>
        {
            var pairs = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var text in argument.Tokens.Select(token => token.Value))
            {
                var separator = text.IndexOf('=', StringComparison.Ordinal);
                if (separator < 1 || separator == text.Length - 1 || !Identifier.IsValid(text.AsSpan(0, separator)) || isValue?.Invoke(text[(separator + 1)..]) == false)
                    argument.AddError($"{name} takes ID={valueName}, for example {example}, not '{text}'.");
                else if (!pairs.TryAdd(text[..separator], text[(separator + 1)..]))
                    argument.AddError($"{name} names '{text[..separator]}' twice.");
            }

            return pairs;
        };
    }
}

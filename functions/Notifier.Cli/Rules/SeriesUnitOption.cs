using System.CommandLine;
using Notifier.Core.Observations;

namespace Notifier.Cli.Rules;

/// <summary><c>--series ID=UNIT</c>, repeatable: the series that exist, so that units and missing series are judged.</summary>
internal sealed class SeriesUnitOption : Option<IReadOnlyDictionary<string, string>?>
{
    public SeriesUnitOption()
        : base("--series")
    {
        Description = "A known series and its unit, as ID=UNIT; repeatable. Once given, units are judged and any other series is an error.";
        HelpName = "ID=UNIT";
        Arity = ArgumentArity.OneOrMore;
        AllowMultipleArgumentsPerToken = false;
        CustomParser = argument =>
        {
            var units = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var token in argument.Tokens)
            {
                var separator = token.Value.IndexOf('=', StringComparison.Ordinal);
                if (separator < 1 || !Identifier.IsValid(token.Value.AsSpan(0, separator)))
                    argument.AddError($"--series takes ID=UNIT, for example lithium-carbonate-cn=CNY/t, not '{token.Value}'.");
                else if (!units.TryAdd(token.Value[..separator], token.Value[(separator + 1)..]))
                    argument.AddError($"--series names '{token.Value[..separator]}' twice.");
            }

            return units;
        };
    }

    /// <returns>Null where no series is given: then they are not judged.</returns>
    public static Func<string, string?>? Lookup(IReadOnlyDictionary<string, string>? units) =>
        units is null ? null : id => units.GetValueOrDefault(id);
}

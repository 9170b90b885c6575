using System.CommandLine;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using Notifier.Core.Rules;

namespace Notifier.Cli;

/// <summary>What is wrong with a command line, with the mend where one is near.</summary>
internal static class UsageProblems
{
    public static IReadOnlyList<string> Of(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        if (parsed.Action is ParseErrorAction && parsed.UnmatchedTokens.Count > 0)
            return [Unknown(command, parsed.UnmatchedTokens[0])];
        if (parsed.Action is ParseErrorAction)
            return [.. parsed.Errors.Select(error => error.Message)];
        return TakesOptions(parsed) ? [.. SwallowedOptions(parsed.CommandResult).Select(option => Unknown(command, option))] : [];
    }

    // Behind "--" everything is an argument; help and version need none.
    private static bool TakesOptions(ParseResult parsed) =>
        parsed.Errors.Count == 0 && parsed.Tokens.All(token => token.Type != TokenType.DoubleDash);

    /// <summary>An argument that takes many values takes a misspelt option too.</summary>
    private static IEnumerable<string> SwallowedOptions(CommandResult command) =>
        from argument in command.Children.OfType<ArgumentResult>()
        from token in argument.Tokens
        where token.Value.Length > 1 && token.Value[0] == '-'
        select token.Value;

    private static string Unknown(Command command, string word)
    {
        var isOption = word.StartsWith('-');
        var known = isOption ? command.Options.Select(option => option.Name) : command.Subcommands.Select(sub => sub.Name);
        var what = isOption ? "option" : command.Subcommands.Count > 0 ? "command" : "argument";
        return NearestName.Of(word, known) is { } nearest ? $"there is no {what} '{word}': did you mean '{nearest}'?" : $"there is no {what} '{word}'";
    }
}

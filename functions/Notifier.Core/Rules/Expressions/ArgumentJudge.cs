using System.Globalization;
using Notifier.Core.Entries;
using Notifier.Core.Entries.Topics;
using Notifier.Core.Indicators;
using Notifier.Core.Observations;
using Notifier.Core.Rules.Located;

namespace Notifier.Core.Rules.Expressions;

/// <summary>Compares the arguments written with the parameters of an indicator.</summary>
internal sealed class ArgumentJudge(ExpressionLexer lexer, ExpressionScope scope)
{
    private static readonly IReadOnlyList<string> Topics = [.. TopicClassifier.Default.Topics.Select(topic => topic.Id)];

    private readonly LimitJudge _limits = new(lexer, scope);
    private readonly OtherSeriesJudge _others = new(lexer, scope);

    /// <param name="end">Where a missing argument is missed: the closing bracket, or the indicator without brackets.</param>
    /// <returns>One argument per parameter; null where one is wrong.</returns>
    public IReadOnlyList<IndicatorArgument>? Judge(IndicatorSyntax syntax, IReadOnlyList<WrittenArgument> written, int end)
    {
        var judged = new List<IndicatorArgument>();
        var count = Math.Max(syntax.Parameters.Count, syntax.ParameterAt(written.Count) is null ? 0 : written.Count);
        for (var index = 0; index < count; index++)
        {
            var parameter = syntax.ParameterAt(index)!;
            var argument = index < written.Count ? written[index] : new(new Token(TokenKind.End, end, ""));
            if (index >= written.Count && parameter.Default is null && syntax.Parameters.Skip(index).FirstOrDefault(LacksWindow) is { } window)
                parameter = window;
            if (JudgeOne(syntax, parameter, argument) is { } taken)
                judged.Add(taken);
            // What follows an argument of another kind is probably shifted by one: no more is said about it.
            else if (argument.Token.Kind == TokenKind.End || !IsOfKind(parameter.Kind, argument))
                return null;
        }

        if (written.Count <= count)
            return judged.Count == count ? judged : null;
        var rest = written[syntax.Parameters.Count].Token.Index;
        lexer.Report(FindingCodes.TooManyArguments, rest, $"'{syntax.Name}' takes {Count(syntax.Parameters.Count)}: remove the rest, for example {syntax.Example}");
        return null;
    }

    private IndicatorArgument? JudgeOne(IndicatorSyntax syntax, IndicatorParameter parameter, WrittenArgument argument)
    {
        var token = argument.Token;
        if (argument.IsNested)
            return argument is { Indicator: null, Condition: null } ? null : new(parameter.Kind, Indicator: argument.Indicator, Condition: argument.Condition);
        if (token.Kind == TokenKind.End)
            return parameter.Default ?? Missing(syntax, parameter, token);
        if (!IsOfKind(parameter.Kind, argument))
            return Report(FindingCodes.WrongArgument, token, $"'{syntax.Name}' takes {Describe(parameter)} here, not {Quoted.Name(argument.Text)}: for example {syntax.Example}");
        return parameter.Kind switch
        {
            ArgumentKind.Window => JudgeWindow(syntax, parameter, token),
            ArgumentKind.Word => JudgeWord(syntax, parameter, token),
            ArgumentKind.Number or ArgumentKind.Percent => JudgeNumber(parameter.Kind, argument),
            ArgumentKind.Series => _others.Judge(token),
            ArgumentKind.Limit => JudgeLimit(syntax, argument),
            ArgumentKind.Topic when token.Kind == TokenKind.Word => JudgeTopic(token),
            _ => JudgeText(token),
        };
    }

    private static bool LacksWindow(IndicatorParameter parameter) => parameter is { Kind: ArgumentKind.Window, Default: null };

    private static bool IsOfKind(ArgumentKind expected, WrittenArgument argument) => (expected, argument.Token.Kind) switch
    {
        (ArgumentKind.Percent, TokenKind.Number or TokenKind.Malformed) => true,
        _ when argument.IsPercent => false,
        _ when argument.IsNested => true,
        (ArgumentKind.Limit, _) => argument.Limit is not null,
        (ArgumentKind.Series, TokenKind.Word or TokenKind.Quoted) => true,
        (ArgumentKind.Window, TokenKind.Number or TokenKind.Duration or TokenKind.Malformed or TokenKind.Word) => true,
        (ArgumentKind.Number, TokenKind.Number or TokenKind.Malformed) => true,
        (ArgumentKind.Text or ArgumentKind.Topic, TokenKind.Quoted) => true,
        (ArgumentKind.Topic, TokenKind.Word) => true,
        (ArgumentKind.Word, TokenKind.Word) => true,
        _ => false,
    };

    private IndicatorArgument? Missing(IndicatorSyntax syntax, IndicatorParameter parameter, Token token) =>
        parameter.Kind == ArgumentKind.Window
            ? Report(FindingCodes.WindowWithoutEnd, token, $"'{syntax.Name}' does not say how far it looks back: add a window, for example {syntax.Example}")
            : Report(FindingCodes.MissingArgument, token, $"'{syntax.Name}' needs {Describe(parameter)} here: for example {syntax.Example}");

    private IndicatorArgument? JudgeWindow(IndicatorSyntax syntax, IndicatorParameter parameter, Token token)
    {
        if (token.Text == "all")
            return parameter.AllowsAll
                ? new(ArgumentKind.Window, Window.All)
                : Report(FindingCodes.WindowWithoutEnd, token, $"'{syntax.Name}' needs a window with an end, not 'all': for example {syntax.Example}");
        if (token.Kind == TokenKind.Word)
            return Report(FindingCodes.WrongArgument, token, $"'{syntax.Name}' takes a window here, not {Quoted.Name(token.Text)}: for example {syntax.Example}");
        if (DurationText.TryParse(token.Text, out var duration) && duration > TimeSpan.Zero)
            return new(ArgumentKind.Window, Window.Of(duration));
        if (int.TryParse(token.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0)
            return new(ArgumentKind.Window, Window.OfCount(count));
        return Report(FindingCodes.InvalidWindow, token, $"{Quoted.Name(token.Text)} is not a window: write {DurationText.Form}, or a number of observations from 1");
    }

    private IndicatorArgument? JudgeWord(IndicatorSyntax syntax, IndicatorParameter parameter, Token token)
    {
        var choices = parameter.Choices ?? [];
        if (choices.Count == 0 || choices.Contains(token.Text))
            return new(ArgumentKind.Word, Word: token.Text);
        var hint = NearestName.Of(token.Text, choices) is { } nearest ? $"did you mean '{nearest}'?" : $"use {string.Join(", ", choices)}";
        return Report(FindingCodes.UnknownWord, token, $"'{syntax.Name}' does not know {Quoted.Name(token.Text)}: {hint}");
    }

    private IndicatorArgument? JudgeNumber(ArgumentKind kind, WrittenArgument argument)
    {
        var token = argument.Token;
        if (token.Kind == TokenKind.Number && JsonNumberText.Parse(token.Text) is var number && JsonNumberText.IsHeld(token.Text, number))
            return new(kind, Number: argument.IsPercent ? JsonNumberText.ParsePercent(token.Text) : number);
        return Report(FindingCodes.InvalidNumber, token, $"{Quoted.Name(token.Text)} is not a number: {NumberRun.Mend(token.Text)}");
    }

    private IndicatorArgument? JudgeLimit(IndicatorSyntax syntax, WrittenArgument argument) =>
        argument.Limit is { } limit && _limits.Judge(limit, $"{syntax.Name}(…)", IndicatorUnit.Series) is { } number
            ? new(ArgumentKind.Limit, Word: limit.Unit, Number: number)
            : null;

    private IndicatorArgument? JudgeTopic(Token token)
    {
        if (Topics.Contains(token.Text))
            return new(ArgumentKind.Topic, Word: token.Text);
        var hint = NearestName.Of(token.Text, Topics) is { } nearest ? $"did you mean '{nearest}'?" : $"there are {string.Join(", ", Topics)};";
        return Report(FindingCodes.UnknownWord, token, $"there is no topic {Quoted.Name(token.Text)}: {hint} Words to look for stand in quotes: '{token.Text}'");
    }

    private IndicatorArgument? JudgeText(Token token) =>
        EntryWords.Parse(token.Text).IsEmpty
            ? Report(FindingCodes.WrongArgument, token, "the text in quotes holds no word to look for: write one, or several with '|' between them")
            : EntryWords.EmptyAlternative(token.Text) is >= 0 and var place
                ? Report(FindingCodes.WrongArgument, token, "the text in quotes has a '|' with nothing beside it: write the word that is missing, or remove the '|'", place + 1)
                : new(ArgumentKind.Text, Word: token.Text);

    private static string Describe(IndicatorParameter parameter) => parameter.Kind switch
    {
        ArgumentKind.Window => "a window",
        ArgumentKind.Word => parameter.Choices is { Count: > 0 } choices ? $"one of {string.Join(", ", choices)}" : $"a word ({parameter.Name})",
        ArgumentKind.Number => $"a number ({parameter.Name})",
        ArgumentKind.Limit => "a number, with its unit if it has one",
        ArgumentKind.Series => "the id of another series",
        ArgumentKind.Indicator => "an indicator",
        ArgumentKind.Condition => "a condition",
        ArgumentKind.Topic => "a topic, or a text in quotes",
        ArgumentKind.Percent => $"a share as 95% ({parameter.Name})",
        _ => "a text in quotes",
    };

    private static string Count(int count) => count switch
    {
        0 => "no arguments",
        1 => "1 argument",
        _ => string.Create(CultureInfo.InvariantCulture, $"{count} arguments"),
    };

    /// <param name="behind">How many characters behind the beginning of the token the fault stands.</param>
    private IndicatorArgument? Report(FindingCode code, Token token, string message, int behind = 0)
    {
        lexer.Report(code, token.Index + behind, message);
        return null;
    }
}

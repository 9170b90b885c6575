namespace Notifier.Core.Indicators;

/// <summary>How an indicator is written in a rule, and how it is made from its arguments once the parser has judged them.</summary>
/// <param name="Name">Lower case, as written.</param>
/// <param name="Parameters">In order; optional ones last.</param>
/// <param name="Create">Receives one argument per parameter; an optional one left out comes with its default.</param>
/// <param name="Example">A complete comparison for help texts, for example <c>change(90d) >= 15%</c>.</param>
public sealed record IndicatorSyntax(
    string Name,
    IReadOnlyList<IndicatorParameter> Parameters,
    Func<IReadOnlyList<IndicatorArgument>, Indicator> Create,
    string Summary,
    string Example)
{
    /// <summary>True where it is a condition by itself, as <c>vote(…)</c> is.</summary>
    public bool StandsAlone { get; init; }

    /// <summary>What the argument in a place is for; null behind the last one.</summary>
    public IndicatorParameter? ParameterAt(int index) =>
        index < Parameters.Count ? Parameters[index] : Parameters.Count > 0 && Parameters[^1].Repeats ? Parameters[^1] : null;
}

/// <param name="Choices">For <see cref="ArgumentKind.Word"/>: the words allowed.</param>
/// <param name="AllowsAll">For <see cref="ArgumentKind.Window"/>: whether <c>all</c> is allowed.</param>
/// <param name="Default">Null where the argument is required.</param>
/// <param name="Repeats">Of the last parameter: whether it takes one argument or more.</param>
public sealed record IndicatorParameter(
    string Name,
    ArgumentKind Kind,
    IReadOnlyList<string>? Choices = null,
    bool AllowsAll = false,
    IndicatorArgument? Default = null,
    bool Repeats = false);

/// <summary>One judged argument; the property that belongs to <see cref="Kind"/> is set.</summary>
public sealed record IndicatorArgument(
    ArgumentKind Kind,
    Observations.Window Window = default,
    string Word = "",
    double Number = 0,
    Indicator? Indicator = null,
    Rules.Condition? Condition = null);

public enum ArgumentKind
{
    /// <summary><c>365d</c>, <c>52</c> or, where allowed, <c>all</c>.</summary>
    Window,

    /// <summary>A bare word from a list, for example <c>min</c>.</summary>
    Word,

    /// <summary>A number.</summary>
    Number,

    /// <summary>A share: <c>95%</c> or <c>0.95</c>. Lands in <see cref="IndicatorArgument.Number"/> as 0.95; <see cref="NumberText.Share"/> writes it.</summary>
    Percent,

    /// <summary>Words to look for, in double quotes inside the rule's JSON string: single quotes are accepted too. Lands in <see cref="IndicatorArgument.Word"/>.</summary>
    Text,

    /// <summary>A topic by its bare id (<c>power_battery</c>); as a parameter also a <see cref="Text"/>, which the argument then is. Lands in <see cref="IndicatorArgument.Word"/>.</summary>
    Topic,

    /// <summary>A number in the unit of the series, which may stand behind it: <c>500000 CNY/t</c>. The unit lands in <see cref="IndicatorArgument.Word"/>.</summary>
    Limit,

    /// <summary>The id of another series, bare or in quotes. Lands in <see cref="IndicatorArgument.Word"/>.</summary>
    Series,

    /// <summary>Another indicator: <c>weekly(zscore(52))</c>.</summary>
    Indicator,

    /// <summary>A condition: <c>vote(1, value > 5, age > 3d)</c>.</summary>
    Condition,
}

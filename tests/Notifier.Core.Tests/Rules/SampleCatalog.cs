using Notifier.Core.Indicators;
using Notifier.Core.Observations;
using Notifier.Core.Rules;
using Notifier.Core.Rules.Expressions;

namespace Notifier.Core.Tests.Rules;

/// <summary>Indicators of every shape that the language knows, which read nothing: the parser is tested apart from what the real ones compute.</summary>
internal static class SampleCatalog
{
    private static readonly IReadOnlyList<string> Bases = ["min", "max", "mean", "median", "first"];

    public static IReadOnlyList<IndicatorSyntax> All { get; } =
    [
        Syntax("value", IndicatorUnit.Series, "value > 500000"),
        Syntax("change", IndicatorUnit.Number, "change(90d) >= 15%", Window()),
        Syntax("logreturn", IndicatorUnit.Number, "logreturn(90d) >= 0.25", Window()),
        Syntax("multiple", IndicatorUnit.Number, "multiple(min, 365d) >= 2", new IndicatorParameter("base", ArgumentKind.Word, Bases), Window()),
        Syntax("drawdown", IndicatorUnit.Number, "drawdown(all) <= -30%", new IndicatorParameter("window", ArgumentKind.Window, AllowsAll: true)),
        Syntax("age", IndicatorUnit.Days, "age > 3d"),
        Syntax("count", IndicatorUnit.Entries, "count('电池', 14d) >= 1", new IndicatorParameter("words", ArgumentKind.Text), Window()),
        Syntax("ewma", IndicatorUnit.Number, "ewma(0.2, value) > 0", new IndicatorParameter("weight", ArgumentKind.Number), new IndicatorParameter("output", ArgumentKind.Word, ["value", "ucl"], Default: new(ArgumentKind.Word, Word: "value"))),
        Syntax("bollinger", IndicatorUnit.Series, "value > bollinger(20, up)", Window(), new IndicatorParameter("output", ArgumentKind.Word, ["mid", "up", "lo"])),
        Syntax("critical", IndicatorUnit.Number, "change(90d) > critical(95%)", new IndicatorParameter("level", ArgumentKind.Percent)),
        Syntax("timeto", IndicatorUnit.Days, "timeto(500000, 90d) <= 60d", new IndicatorParameter("limit", ArgumentKind.Limit), Window()),
        GridIndicator.Weekly,
        Syntax("spread", IndicatorUnit.Series, "spread(brent) > 5", new IndicatorParameter("other", ArgumentKind.Series)),
        Syntax("alps", IndicatorUnit.Number, "alps > 1", new IndicatorParameter("form", ArgumentKind.Word, ["real", "full"], Default: new(ArgumentKind.Word, Word: "real"))),
        VoteIndicator.Syntax,
    ];

    private static IndicatorParameter Window() => new("window", ArgumentKind.Window);

    private static IndicatorSyntax Syntax(string name, IndicatorUnit unit, string example, params IndicatorParameter[] parameters) =>
        new(name, parameters, arguments => new SampleIndicator(TextOf(name, arguments), unit, arguments), $"{name}, without any sense", example);

    private static string TextOf(string name, IReadOnlyList<IndicatorArgument> arguments) =>
        arguments.Count == 0 ? name : $"{name}({string.Join(", ", arguments.Select(TextOf))})";

    private static string TextOf(IndicatorArgument argument) => argument.Kind switch
    {
        ArgumentKind.Window => argument.Window.ToString(),
        ArgumentKind.Number => argument.Number.ToString("R", System.Globalization.CultureInfo.InvariantCulture),
        ArgumentKind.Limit => NumberText.Plain(argument.Number) + (argument.Word.Length > 0 ? $" {UnitText.Format(argument.Word, _ => false)}" : ""),
        ArgumentKind.Series => SeriesName.Of(argument.Word),
        ArgumentKind.Percent => NumberText.Share(argument.Number),
        ArgumentKind.Text => QuotedText.Quote(argument.Word),
        _ => argument.Word,
    };

    private sealed class SampleIndicator(string text, IndicatorUnit unit, IReadOnlyList<IndicatorArgument> arguments) : Indicator
    {
        public override string Text => text;

        public override IndicatorUnit Unit => unit;

        public override bool LooksAhead => arguments.Any(argument => argument.Word == "full");

        public override IEnumerable<string> OtherIds => arguments.Where(argument => argument.Kind == ArgumentKind.Series).Select(argument => argument.Word);

        public override bool NeedsUnitOfOthers => OtherIds.Any();

        public override bool ChangesWithTime => unit is IndicatorUnit.Days or IndicatorUnit.Entries;

        public override Reading Read(in Moment moment) => Reading.NoData("a sample reads nothing", "样例不读取数据");
    }
}

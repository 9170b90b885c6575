using System.Text.Json;
using CsCheck;
using Notifier.Core.Rules;

namespace Notifier.Core.Tests.Rules;

/// <summary>Generators of right rules in every form that the language has, and of wrong ones made from them.</summary>
internal static class RuleTexts
{
    /// <summary>Pieces that a tokenizer may stumble over.</summary>
    public static readonly string[] Shards =
    [
        "value", "multiple(", "min", ", ", "365d)", "critical(95%)", "bollinger(20, up)", "vote(1, ", "weekly(", "timeto(5 CNY/t, 90d)", "spread(brent)", "alps(full)", "change(90d)", "count('", "'", "\"", "\\\"", "电池", "🔋", "(", ")", " and ", " or ", "not ", ">", ">= ", "<", "==", "!",
        "5", "-1.5e6", "500_000", "15%", "CNY/t", " ", "\t", "\n", "\r\n", "\\u00e9", "\\ud83d", "\\", "{", "}", "[", "]", ":", ",", "null", "//", "/*", "0d", "all", "≥", "，", "\u0000", "\u2028", "1e999", "%",
    ];

    private static readonly Gen<string> Space = Gen.Frequency((6, Gen.Const(" ")), (1, Gen.OneOf("  ", "\t", "\n ", "\u3000")));

    private static readonly Gen<string> Words = Gen.OneOf("电池", "lithium-ion", "it's", "say \"yes\"", "both ' and \"", "🔋", "a, b)", "and");

    private static readonly Gen<string> Window = Gen.OneOf("365d", "90d", "52", "2w", "36h", "7d", "1");

    private static readonly Gen<string> Number =
        Gen.OneOf<string>(Gen.Int[-1000, 1_000_000].Select(number => $"{number}"), Gen.OneOf("0.5", "-1.25", "1e6", "2.5E-3", "0", "-0", "500000"));

    private static readonly Gen<string> Ratio =
        from indicator in Gen.OneOf<string>(
            Window.Select(window => $"change({window})"),
            Gen.Select(Gen.OneOf("min", "max", "mean", "median", "first"), Window, (word, window) => $"multiple( {word},{window} )"),
            Gen.OneOf("drawdown(all)", "ewma(0.2)", "ewma(5e-1, ucl)"))
        from limit in Number
        from percent in Gen.OneOf("", "%", " %")
        select $"{indicator}|{limit}{percent}";

    private static readonly Gen<string> Comparison =
        from sides in Gen.OneOf<string>(
            Ratio,
            Gen.Select(Number, Gen.OneOf("", " CNY/t", " 'index points'", " \"it's\"", " 元/吨", " '%'"), (number, unit) => $"value|{number}{unit}"),
            Gen.OneOf("age|3d", "age|12h", "age|0.5", "age()|2w"),
            Gen.OneOf("value|bollinger(20, up)", "bollinger( 52,lo )|bollinger(20, mid)", "change(7d)|critical(95 %)", "ewma(0.2)|ewma(0.2, ucl)", "critical(0.5)|drawdown(all)"),
            Gen.OneOf("weekly(change( 4 ))|5%", "weekly( ewma(0.2))|weekly(ewma(0.2, ucl))", "timeto( 500000  CNY/t,90d )|60d", "timeto(-1.5,12)|2", "spread(wti)|5", "spread( '2021-futures' )|5", "spread('and')|1e3"),
            Gen.Select(Words, Window, Number, (words, window, number) => $"count({QuotedText.Quote(words)}, {window})|{number}"))
        from space in Space
        from sign in Gen.OneOf(">", ">=", "<", "<=")
        from flipped in Gen.Bool
        select string.Join(space, flipped ? [sides.Split('|')[1], sign, sides.Split('|')[0]] : [sides.Split('|')[0], sign, sides.Split('|')[1]]);

    public static Gen<string> Condition(int depth) => depth == 0
        ? Comparison
        : Gen.Frequency(
            (2, Comparison),
            (1, Gen.Select(Gen.Int[1, 2], Condition(depth - 1), Condition(depth - 1), Gen.OneOf("", ", value > 5"), (needed, left, right, more) => $"vote({needed}, {left},{right}{more})")),
            (1, Gen.Select(Condition(depth - 1), Condition(depth - 1), (left, right) => $"vote( 2 ,{left} , {right}) >= 1")),
            (2, Gen.Select(Condition(depth - 1), Space, Condition(depth - 1), (left, space, right) => $"{left}{space}and{space}{right}")),
            (2, Gen.Select(Condition(depth - 1), Space, Condition(depth - 1), (left, space, right) => $"{left}{space}or{space}{right}")),
            (1, Condition(depth - 1).Select(condition => $"not {condition}")),
            (2, Condition(depth - 1).Select(condition => $"({condition})")));

    private static readonly Gen<string> Condition3 = Condition(3).Select(condition => JsonSerializer.Serialize(condition));

    private static readonly Gen<string> For = Gen.OneOf("1", "3", "\"3d\"", "\"36h\"", "1e1");

    private static readonly Gen<string> Keep = Gen.OneOf("0", "3", "\"3d\"", "\"0d\"");

    private static Gen<string> Field(string name, Gen<string> value) => Gen.Frequency((1, Gen.Const("")), (1, value.Select(text => $",\"{name}\":{text}")));

    private static Gen<string> Rung(string severity) =>
        from when in Condition3
        from since in Field("for", For)
        from keep in Field("keepFiringFor", Keep)
        from clear in Field("clear", Condition3)
        select $$"""{"severity":"{{severity}}","when":{{when}}{{since}}{{keep}}{{clear}}}""";

    private static readonly Gen<string> Behaviour =
        from keep in Field("keepFiringFor", Keep)
        from remind in Field("remind", Gen.OneOf("\"30d\"", "\"90m\""))
        from tick in Field("tick", Gen.Const("\"1h\""))
        from create in Field("onCreate", Gen.OneOf("\"tell\"", "\"arm\""))
        from tags in Field("tags", Gen.OneOf("\"锂\"", "[\"a\",\"a\",\"b <c>\"]"))
        from title in Field("title", Gen.OneOf("\"碳酸锂 \\\\ \\\"x\\\" 🔋\"", "\"A & B\""))
        select keep + remind + tick + create + tags + title;

    private static readonly Gen<string> LadderRule =
        from minor in Rung("minor")
        from severe in Rung("severe")
        from extreme in Rung("extreme")
        from order in Gen.OneOf(0, 1, 2, 3)
        from behaviour in Behaviour
        select $$"""{"id":"@","series":["lithium-*","brent"],"ladder":[{{order switch { 0 => minor, 1 => $"{minor},{severe}", 2 => $"{extreme},{minor}", _ => $"{severe},{minor},{extreme}" }}}]{{behaviour}}}""";

    private static readonly Gen<string> ShortRule =
        from threshold in Gen.OneOf<string>(
            Gen.Select(Gen.OneOf("above", "below"), Gen.OneOf("500000", "-1.5e3", "\"500000 CNY/t\"", "\"0.5\""), (name, limit) => $"\"{name}\":{limit}"),
            Gen.Select(Number.Select(number => number), Field("window", Gen.OneOf("\"730d\"", "\"12h\"")), (number, window) => $"\"multiple\":{number}{window}"))
        from severity in Field("severity", Gen.OneOf("\"minor\"", "\"extreme\""))
        from since in Field("for", For)
        from behaviour in Behaviour
        select $$"""{"id":"@","series":"brent",{{threshold}}{{severity}}{{since}}{{behaviour}}}""";

    private static readonly Gen<string> EntryRule =
        from agencies in Gen.OneOf("", "\"agencies\":[\"miit\"],", "\"agencies\":\"工业和信息化部\",")
        from tags in Field("tags", Gen.OneOf("\"锂\""))
        select $$"""{"id":"@","on":"entry","match":{{{agencies}}"words":["电池","lithium \"ion\""]},"severity":"minor"{{tags}}}""";

    /// <summary>A list of rules without an error; warnings are possible.</summary>
    public static readonly Gen<string> Document =
        Gen.OneOf<string>(LadderRule, ShortRule, EntryRule).Array[1, 3]
            .Select(rules => $"[{string.Join(",\n", rules.Select((rule, index) => rule.Replace("\"@\"", $"\"rule-{index}\"", StringComparison.Ordinal)))}]");

    public static string Mutate(string text, int place, int kind, string shard)
    {
        var at = place % (text.Length + 1);
        return kind switch
        {
            0 => text.Insert(at, shard),
            1 => text[..at],
            2 => text.Remove(at, Math.Min(1 + (place % 7), text.Length - at)),
            _ => text[at..] + text[..at],
        };
    }
}

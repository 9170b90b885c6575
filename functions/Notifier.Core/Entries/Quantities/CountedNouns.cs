namespace Notifier.Core.Entries.Quantities;

/// <summary>What a bare number counts: 300余家企业, three battery factories, or the thing named before it (充电设施…2800万个).</summary>
internal static class CountedNouns
{
    // "2100余个信号灯路口", "100 domestic electric vehicle brands"
    private const int NounReach = 10;
    private const int EnglishWords = 3;

    // "车企品牌从一百二十个减至三十个"
    private const int BackReach = 40;

    // Between a classifier and its noun these begin something else: 三个月内召回企业.
    private const string NoPartOfNoun = "年月日天周时分秒季的在将了为是占达至到,.;:!?、。\"'()《》";

    private static readonly HashSet<string> NoPartOfName = new(StringComparer.Ordinal)
    {
        "of", "in", "on", "at", "to", "for", "by", "from", "with", "and", "or", "the", "a", "an", "as", "than", "per", "is", "are", "was", "were", "be", "will", "that", "which", "who", "it", "its", "their",
        "this", "times", "year", "years", "month", "months", "day", "days", "week", "weeks", "hour", "hours", "minute", "minutes", "quarter", "after", "before", "when", "while", "if", "but", "over", "under", "into",
    };

    /// <returns>The unit and where the words end; null where nothing is counted.</returns>
    public static (string Unit, int End)? At(QuantityText text, int at, Numeral number, bool isMultiplied)
    {
        if (IsYear(text, number, at) || IsRank(text, number.Start))
            return null;
        return text.Words.Classifier(text[at]) is { } unit ? Classified(text, at, unit) : Named(text, at) ?? English(text, at) ?? Limited(text, at, number, isMultiplied);
    }

    private static (string Unit, int End)? Classified(QuantityText text, int at, string unit)
    {
        var next = at + 1;
        if (text[next] == '月' || text[next] == '门' || (text[at] == '个' && text[next] is '工' or '小' or '季' or '交' or '百'))
            return null;
        for (var noun = next; noun <= next + NounReach && !NoPartOfNoun.Contains(text[noun], StringComparison.Ordinal) && !char.IsAsciiDigit(text[noun]); noun++)
        {
            if (Noun(text, noun) is { } found)
                return found;
        }

        return unit.Length > 0 ? (unit, next) : Before(text, at) is { } before ? (before, next) : null;
    }

    /// <summary>三千企业, 8所高校: the noun stands directly behind the number.</summary>
    private static (string Unit, int End)? Named(QuantityText text, int at) => char.IsAscii(text[at]) ? null : Noun(text, at);

    private static (string Unit, int End)? English(QuantityText text, int at)
    {
        var word = text.SkipBlank(at);
        if (word == at)
            return null;
        for (var words = 0; words <= EnglishWords && char.IsAsciiLetter(text[word]); words++)
        {
            if (Noun(text, word) is { } found && (words == 0 || text.Text.Span[found.End - 1] == 's' || found.Unit == "person"))
                return found;
            var end = WordEnd(text, word);
            if (NoPartOfName.Contains(text.Text.Span[word..end].ToString()) || text.At(word) is { } marked && LeftContext.Move(marked) != 0 || text[end] is not (' ' or '-'))
                return null;
            word = end + 1;
        }

        return null;
    }

    /// <summary>“Number of charging stations passes one million”, 充电桩总量突破1400万: a large number behind a limit counts what was named.</summary>
    private static (string Unit, int End)? Limited(QuantityText text, int at, Numeral number, bool isMultiplied) =>
        isMultiplied && number.Value > 0 && LeftContext.Of(text, number.Start) is { Cmp: not null } or { HasTo: true } && Before(text, number.Start) is { } unit ? (unit, at) : null;

    /// <summary>The nearest counted thing before a place in its clause.</summary>
    private static string? Before(QuantityText text, int at)
    {
        var clause = text.ClauseStart(at, BackReach);
        for (var end = at; end > clause; end--)
        {
            if (text.Before(end) is { } word && (word.Detail(QuantityWordKind.Counted) ?? (word.Detail(QuantityWordKind.Unit) is "vehicle" or "unit" ? word.Detail(QuantityWordKind.Unit) : null)) is { } unit)
                return unit;
        }

        return null;
    }

    // "two EV makers", "three battery plants": the noun that is counted comes behind.
    private static readonly string[] Heads = [" maker", " brand", " firm", " compan", " group", " start", " dealer", " model", " supplier", " owner", " buyer", " plant", " factor", " project"];

    private static (string Unit, int End)? Noun(QuantityText text, int at) =>
        text.At(at) is not { } word || IsPartOfCompound(text, word.End) ? null
        : word.Detail(QuantityWordKind.Counted) is { } counted ? (counted, PluralEnd(text, word.End))
        : word.Detail(QuantityWordKind.Unit) is "vehicle" or "unit" or "city" or "person" && word.Detail(QuantityWordKind.Unit) is { } unit && word.End - word.Start > 1 ? (unit, PluralEnd(text, word.End))
        : null;

    public static bool IsPartOfCompound(QuantityText text, int end) => Heads.Any(head => text.Has(end, head));

    private static int PluralEnd(QuantityText text, int end) => char.IsAsciiLetter(text[end]) && char.IsAsciiLetter(text[end - 1]) ? WordEnd(text, end) : end;

    private static int WordEnd(QuantityText text, int at)
    {
        while (char.IsAsciiLetterOrDigit(text[at]))
            at++;
        return at;
    }

    /// <summary>"2030 targets for companies": four digits without a separator are a year.</summary>
    private static bool IsYear(QuantityText text, Numeral number, int at) =>
        !number.IsWord && number is { Value: >= 1900 and <= 2100 } && number.End - number.Start == 4 && at == number.End && !IsClassified(text, at);

    private static bool IsClassified(QuantityText text, int at) => text.Words.Classifier(text[at]) is not null;

    /// <summary>前10名, 位列第3, Top 10 companies.</summary>
    private static bool IsRank(QuantityText text, int start) =>
        text[start - 1] is '前' or '列' or '居' || text.Has(start - 4, "top ") || text.Has(start - 8, "fortune ") || text.Has(start - 5, "tier ") || text.Has(start - 5, "tier-");
}

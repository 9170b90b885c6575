using Notifier.Core.Entries.Dates;
using Notifier.Core.Entries.Texts;
using Notifier.Core.Indicators;

namespace Notifier.Core.Entries.Lineages;

/// <summary>Why something is told of a measure, in one sentence with what it rests on.</summary>
internal static class LineageReason
{
    private const int LongestTitle = 120;

    /// <param name="found">What of the rule was found.</param>
    public static Phrase Opened(Entry entry, IReadOnlyList<string> found, LineageNews news, Lineage lineage)
    {
        var title = Titled(entry);
        var head = found.Count == 0 ? Phrase.Same(title) : new($"{title} names {string.Join(", ", found)}", $"{title}提及{string.Join("、", found)}");
        return Phrase.Joined([head, .. OfStage(entry, news), .. Dates(lineage), .. Says(entry, found)]);
    }

    /// <summary>Of an entry that was known and not told by the rule: what it finds now, or what has changed of a measure that is older than the rule.</summary>
    public static Phrase Updated(Entry entry, IReadOnlyList<string> found, LineageNews news, Lineage lineage) => news.Since is not null && news.Matters
        ? Known(lineage, Corrected(entry, news))
        : Phrase.Joined([Opened(entry, found, news, lineage), new($"published {entry.Published.Date:yyyy-MM-dd} without it", $"{entry.Published.Date:yyyy-MM-dd}发布时尚未提及")]);

    /// <summary>With the day since which there is something to know of the measure: the rule tells of it for the first time.</summary>
    public static Phrase Known(Lineage lineage, Phrase reason)
    {
        var since = LineageStep.Known(lineage).Date.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        return Phrase.Joined([reason, new($"announced since {since}", $"{since}起已公布")]);
    }

    public static Phrase Staged(Entry entry, LineageNews news, Lineage lineage) =>
        Phrase.Joined([Phrase.Same(Titled(entry)), .. OfStage(entry, news), .. Dates(lineage)]);

    /// <summary>What of a measure at its stage is another now: its clause, what was published once more, and each date with the one before.</summary>
    public static Phrase Corrected(Entry entry, LineageNews news) => Phrase.Joined(
    [
        .. news.Clause is { } clause && news.Matters ? Changed(entry, clause, news.Changes.Count - 1) : [Phrase.Same(Titled(entry))],
        .. news.Addendum is { } addendum ? [Added(addendum, entry.Facts.Stage)] : Array.Empty<Phrase>(),
        .. news.Moved.Select(Moved),
    ]);

    private static IEnumerable<Phrase> Changed(Entry entry, ClauseChange clause, int more)
    {
        var (old, now) = LineageQuote.Both(clause);
        var said = (old, now) switch
        {
            (null, _) => new Phrase($"now also says {now}", $"新增{now}"),
            (_, null) => new Phrase($"no longer says {old}", $"删去{old}"),
            _ => new Phrase($"{old} is now {now}", $"{old}改为{now}"),
        };
        yield return new($"{Titled(entry)} was changed: {said.English}", $"{Titled(entry)}内容有变：{said.Chinese}");
        if (more > 0)
            yield return new($"{more} more {(more == 1 ? "clause" : "clauses")}", $"另有{more}处变动");
    }

    private static Phrase Added(Addendum addendum, Stage? stage) => addendum switch
    {
        Addendum.Extension => new("comments are taken longer", "延长征求意见期限"),
        Addendum.Again when stage is null or Stage.Draft or Stage.Comment => new("comments are asked for again", "再次征求意见"),
        Addendum.Again => new("published again", "再次发布"),
        Addendum.Rescheduling => new("its dates are changed", "调整施行时间"),
        _ => new("a correction of what was published before", "对此前发布内容的更正"),
    };

    private static Phrase Moved(DateChange change)
    {
        var (now, was) = (change.After is { } after ? Day(after) : null, change.Before is { } before ? Day(before) : null);
        var (english, chinese) = (was is null ? "" : $" (was {was})", was is null ? "" : $"（原为{was}）");
        return change.Kind switch
        {
            PolicyDateKind.Deadline => now is null ? new($"until when is not said{english}", $"截止日期未写明{chinese}") : new($"comments until {now}{english}", $"意见反馈截止{now}{chinese}"),
            PolicyDateKind.Effective => now is null ? new($"from when is not said{english}", $"施行日期未写明{chinese}") : new($"in force from {now}{english}", $"自{now}起施行{chinese}"),
            _ => new($"until {now}{english}", $"有效期至{now}{chinese}"),
        };
    }

    /// <summary>“comments are taken until 2026-12-01, in 7 days”.</summary>
    public static Phrase Before(Lineage lineage, PolicyDateKind kind, DateOnly date, int days) => kind switch
    {
        PolicyDateKind.Deadline => new($"{Titled(lineage)}: comments are taken until {Day(date)}, in {Days(days)}", $"{Titled(lineage)}：意见反馈截止{Day(date)}，还有{days}天"),
        PolicyDateKind.Effective => new($"{Titled(lineage)}: in force from {Day(date)}, in {Days(days)}", $"{Titled(lineage)}：自{Day(date)}起施行，还有{days}天"),
        _ => new($"{Titled(lineage)}: in force until {Day(date)}, in {Days(days)}", $"{Titled(lineage)}：有效期至{Day(date)}，还有{days}天"),
    };

    public static Phrase InForce(Lineage lineage, DateOnly date) =>
        new($"{Titled(lineage)}: in force from {Day(date)}", $"{Titled(lineage)}：自{Day(date)}起施行");

    public static Phrase Ended(Lineage lineage, PolicyDateKind kind, DateOnly date) => kind == PolicyDateKind.Deadline
        ? new($"{Titled(lineage)}: comments were taken until {Day(date)}", $"{Titled(lineage)}：意见征集已于{Day(date)}截止")
        : new($"{Titled(lineage)}: was in force until {Day(date)}", $"{Titled(lineage)}：有效期已于{Day(date)}届满");

    private static IEnumerable<Phrase> OfStage(Entry entry, LineageNews news)
    {
        if (news.Stage is not { } stage)
            return entry.Facts.Stage is { } own && news.Since is null ? [new($"stage {own.Word()}", $"阶段：{own.Chinese()}")] : [];
        return news.Since is { } since && since.Stage != stage
            ? [new($"stage {stage.Word()}, {since.Stage.Word()} since {since.Since.Date:yyyy-MM-dd}", $"阶段：{stage.Chinese()}（此前：{since.Stage.Chinese()}，{since.Since.Date:yyyy-MM-dd}起）")]
            : [new($"stage {stage.Word()}", $"阶段：{stage.Chinese()}")];
    }

    private static IEnumerable<Phrase> Dates(Lineage lineage)
    {
        if (lineage.Stage == Stage.Repealed)
        {
            if (lineage.DateOf(PolicyDateKind.Expiry) is { } end)
                yield return new($"repealed from {Day(end)}", $"自{Day(end)}起废止");
            yield break;
        }

        if (lineage.DateOf(PolicyDateKind.Deadline) is { } deadline && lineage.Stage is null or Stage.Draft or Stage.Comment)
            yield return new($"comments until {Day(deadline)}", $"意见反馈截止{Day(deadline)}");
        if (lineage.DateOf(PolicyDateKind.Effective) is { } effective)
            yield return new($"in force from {Day(effective)}", $"自{Day(effective)}起施行");
        if (lineage.DateOf(PolicyDateKind.Expiry) is { } expiry)
            yield return new($"until {Day(expiry)}", $"有效期至{Day(expiry)}");
    }

    /// <summary>The sentence that a found topic stands in, where it is not the title itself.</summary>
    private static IEnumerable<Phrase> Says(Entry entry, IReadOnlyList<string> found) => entry.Facts.Topics
        .Where(topic => found.Contains(topic.Id) && !entry.Title.Contains(topic.Sentence, StringComparison.Ordinal))
        .Take(1)
        .Select(topic => new Phrase($"it says {LineageQuote.Of(topic.Sentence)}", $"原文：{LineageQuote.Of(topic.Sentence)}"));

    private static string Titled(Entry entry) => $"“{TextCut.Short(entry.Title.Length > 0 ? entry.Title : entry.Summary.Length > 0 ? entry.Summary : entry.Id, LongestTitle)}”";

    private static string Titled(Lineage lineage)
    {
        var cited = LineageCitation.Of(lineage);
        return $"“{TextCut.Short(cited.Title.Length > 0 ? cited.Title : cited.Id, LongestTitle)}”";
    }

    private static string Day(DateOnly date) => date.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private static string Days(int days) => days == 1 ? "1 day" : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{days} days");
}

using Notifier.Core.Entries.Dates;
using Notifier.Core.Indicators;

namespace Notifier.Core.Entries.Lineages;

/// <summary>Why something is told of a measure, in one sentence with what it rests on.</summary>
internal static class LineageReason
{
    private const int LongestTitle = 120;
    private const int LongestQuote = 160;

    /// <param name="found">What of the rule was found.</param>
    public static Phrase Opened(Entry entry, IReadOnlyList<string> found, LineageNews news, Lineage lineage)
    {
        var title = Titled(entry);
        var head = found.Count == 0 ? Phrase.Same(title) : new($"{title} names {string.Join(", ", found)}", $"{title}提及{string.Join("、", found)}");
        return Phrase.Joined([head, .. OfStage(entry, news), .. Dates(lineage), .. Says(entry, found)]);
    }

    /// <summary>Of an entry that was known and not told by the rule: what it finds now, or what has changed of a measure that is older than the rule.</summary>
    public static Phrase Updated(Entry entry, IReadOnlyList<string> found, LineageNews news, Lineage lineage) => news.Since is not null && news.Matters
        ? Known(lineage, Changed(entry, news.Changes))
        : Phrase.Joined([Opened(entry, found, news, lineage), new($"published {entry.Published.Date:yyyy-MM-dd} without it", $"{entry.Published.Date:yyyy-MM-dd}发布时尚未提及")]);

    /// <summary>With the day since which there is something to know of the measure: the rule tells of it for the first time.</summary>
    public static Phrase Known(Lineage lineage, Phrase reason)
    {
        var since = LineageStep.Known(lineage).Date.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        return Phrase.Joined([reason, new($"announced since {since}", $"{since}起已公布")]);
    }

    public static Phrase Staged(Entry entry, LineageNews news, Lineage lineage) =>
        Phrase.Joined([Phrase.Same(Titled(entry)), .. OfStage(entry, news), .. Dates(lineage)]);

    public static Phrase Changed(Entry entry, IReadOnlyList<ClauseChange> changes)
    {
        var first = changes[0];
        var said = (first.Before, first.After) switch
        {
            (null, var after) => new Phrase($"now also says {Quote(after!)}", $"新增{Quote(after!)}"),
            (var before, null) => new Phrase($"no longer says {Quote(before)}", $"删去{Quote(before)}"),
            var (before, after) => new Phrase($"{Quote(before)} is now {Quote(after)}", $"{Quote(before)}改为{Quote(after)}"),
        };
        var more = changes.Count - 1;
        return Phrase.Joined(
        [
            new($"{Titled(entry)} was changed: {said.English}", $"{Titled(entry)}内容有变：{said.Chinese}"),
            .. more > 0 ? [new Phrase($"{more} more {(more == 1 ? "clause" : "clauses")}", $"另有{more}处变动")] : Array.Empty<Phrase>(),
        ]);
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
        .Select(topic => new Phrase($"it says {Quote(topic.Sentence)}", $"原文：{Quote(topic.Sentence)}"));

    private static string Titled(Entry entry) => $"“{Cut(entry.Title.Length > 0 ? entry.Title : entry.Summary.Length > 0 ? entry.Summary : entry.Id, LongestTitle)}”";

    private static string Titled(Lineage lineage)
    {
        var cited = LineageCitation.Of(lineage);
        return $"“{Cut(cited.Title.Length > 0 ? cited.Title : cited.Id, LongestTitle)}”";
    }

    private static string Quote(string text) => $"“{Cut(text, LongestQuote)}”";

    private static string Day(DateOnly date) => date.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private static string Days(int days) => days == 1 ? "1 day" : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{days} days");

    private static string Cut(string text, int most) => text.Length <= most ? text : text[..(char.IsHighSurrogate(text[most - 1]) ? most - 1 : most)] + "…";
}

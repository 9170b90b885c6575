using System.Text.RegularExpressions;

namespace Notifier.Core.Entries.Lineages;

/// <summary>One of several measures that an entry repeals or amends.</summary>
/// <param name="Keys">By which it is known.</param>
/// <param name="Entry">What the entry is for this measure: its stage is what it does to it.</param>
public sealed record LineageTarget(IReadOnlyList<LineageKey> Keys, Entry Entry);

/// <summary>
/// The measures on which one entry acts: “关于废止《A》和《B》的通知”, “关于废止《A》等5件规章的决定” with the others in its text, acts that
/// repeal two regulations.
/// </summary>
public static partial class LineageTargets
{
    private const int Most = 100;

    // Where a list of what is repealed stands.
    private const int Beginning = 20_000;

    /// <returns>In the order in which they are named; empty for an entry on one measure, which its own keys find.</returns>
    public static IReadOnlyList<LineageTarget> Of(Entry entry)
    {
        if (entry.Facts.Stage is not (Stage.Amended or Stage.Repealed) || AddendumReader.Of(entry) is Addendum.Correction)
            return [];
        var title = TitleText.Fold(entry.Title);
        var found = Named(title, title, entry).Concat(European(title, entry)).ToList();
        if (IsList().IsMatch(title))
            found.AddRange(Texts().SelectMany(Clauses).Where(clause => Acting().IsMatch(clause)).SelectMany(clause => Named(clause, title, entry)));
        var targets = found.DistinctBy(target => target.Keys[0].Text).Take(Most).ToList();
        return targets.Count > 1 ? targets : [];

        IEnumerable<string> Texts() => new[] { entry.Summary, entry.Content }.Select(text => text.Length <= Beginning ? text : text[..Beginning]);
    }

    private static IEnumerable<string> Clauses(string text) => TitleText.Fold(text.Replace('\n', '。').Replace('\r', '。')).Split('。', ';').Where(clause => clause.Length > 0);

    /// <summary>《…》 with the number behind it. What an act follows from is not what it acts on.</summary>
    private static IEnumerable<LineageTarget> Named(string clause, string title, Entry entry)
    {
        if (Foundation().IsMatch(clause))
            yield break;
        foreach (Match match in Names().Matches(clause))
        {
            var numbers = DocumentNumber.In(match.Groups["number"].Value, null).Select(number => new LineageKey(number.Key, LineageKeyKind.Number));
            if (TitleCore.Names(match.Groups["name"].Value, clause[(match.Groups["name"].Index + match.Groups["name"].Length + 1)..]).ToList() is { Count: > 0 } names)
                yield return new([.. names, .. numbers], As(entry, StageIn(clause, title, entry)));
        }
    }

    private static IEnumerable<LineageTarget> European(string title, Entry entry) => Changing().Match(title) is { Success: true } changing
        ? EuropeanAct.In(title).Where(act => act.Start > changing.Index).Select(act => new LineageTarget([new(act.Key, LineageKeyKind.Number)], entry))
        : [];

    /// <summary>“关于修改和废止部分规章的决定”: the clause says which of both it is.</summary>
    private static Stage StageIn(string clause, string title, Entry entry)
    {
        if (!(Repealing().IsMatch(title) && Amending().IsMatch(title)))
            return entry.Facts.Stage!.Value;
        return Repealing().IsMatch(clause) && !Amending().IsMatch(clause) ? Stage.Repealed : Stage.Amended;
    }

    private static Entry As(Entry entry, Stage stage) => stage == entry.Facts.Stage ? entry : entry with { Facts = entry.Facts with { Stage = stage } };

    [GeneratedRegex(@"《(?<name>[^《》]{4,120})》(?: ?[(〔](?<number>[^()]{0,60}?(?:[(][^()]{0,12}[)][^()]{0,20})?)[)〕](?= |$|[,、。;和及与]|的))?", RegexOptions.CultureInvariant)]
    private static partial Regex Names();

    [GeneratedRegex("[一二三四五六七八九十0-9两]+ ?[件部项个]|部分|一批|若干|等", RegexOptions.CultureInvariant)]
    private static partial Regex IsList();

    // A verb of the act, or an item of a list.
    [GeneratedRegex(@"废止|廢止|失效|停止执行|修改|修订|修正|^ ?(?:(?:[一二三四五六七八九十0-9]+|[(][一二三四五六七八九十0-9]+[)]) ?[、.,:]? ?)?《", RegexOptions.CultureInvariant)]
    private static partial Regex Acting();

    [GeneratedRegex("根据|依据|按照|依照|为了?(?:贯彻|落实|适应)|贯彻|落实", RegexOptions.CultureInvariant)]
    private static partial Regex Foundation();

    [GeneratedRegex("废止|廢止|失效|停止执行", RegexOptions.CultureInvariant)]
    private static partial Regex Repealing();

    [GeneratedRegex("修改|修订|修正|修訂", RegexOptions.CultureInvariant)]
    private static partial Regex Amending();

    [GeneratedRegex(@"\b(?:amending|repealing|revoking|withdrawing)\b", RegexOptions.CultureInvariant)]
    private static partial Regex Changing();
}

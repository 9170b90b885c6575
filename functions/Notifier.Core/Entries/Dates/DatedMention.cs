using System.Text.RegularExpressions;
using Notifier.Core.Entries.Texts;

namespace Notifier.Core.Entries.Dates;

/// <summary>A written date with its day. One without a year takes it from the other end of its range, and none where its sentence speaks of another year.</summary>
/// <param name="Date">Null where it cannot be known.</param>
/// <param name="IsKnown">Whether it is a date at all: a day, or one that only needs the day of publication.</param>
internal sealed partial record DatedMention(DateMention Mention, DateOnly? Date, bool IsKnown)
{
    private const int LongestLink = 16;

    public static IReadOnlyList<DatedMention> In(NormalText text, string plain, DateOnly? published)
    {
        var (mentions, dated) = (DateMention.In(plain), new List<DatedMention>());
        for (var index = 0; index < mentions.Count; index++)
        {
            var mention = mentions[index];
            var before = index > 0 && text.SentenceAt(mentions[index - 1].Start) == text.SentenceAt(mention.Start) ? dated[^1] : null;
            var date = mention.Year.As == StatedYear.Form.Unsaid ? Unsaid(mention, before, index + 1 < mentions.Count ? mentions[index + 1] : null, plain, published) : mention.Resolve(published);
            dated.Add(new(mention, date, date is not null || (published is null && mention.Year.As != StatedYear.Form.Full)));
        }

        return dated;
    }

    /// <summary>Whether the two are the ends of a range.</summary>
    public bool Follows(DatedMention first, string plain) => IsLinked(first.Mention, Mention, plain) && !plain[first.Mention.End..Mention.Start].Contains(" and ", StringComparison.Ordinal);

    private static DateOnly? Unsaid(DateMention mention, DatedMention? before, DateMention? next, string plain, DateOnly? published)
    {
        if (before?.Date is { } first && IsLinked(before.Mention, mention, plain))
            return mention.In(first.Year) is { } same && same >= first ? same : mention.In(first.Year + 1);
        if (next is { Year.As: not StatedYear.Form.Unsaid } && next.Resolve(published) is { } last && IsLinked(mention, next, plain))
            return mention.In(last.Year) is { } same && same <= last ? same : mention.In(last.Year - 1);
        var guess = mention.Resolve(published);
        return before is { Date: { } other, Mention.Year.As: not StatedYear.Form.Unsaid } && guess?.Year != other.Year ? null : guess;
    }

    private static bool IsLinked(DateMention first, DateMention second, string plain) => second.Start - first.End is >= 0 and <= LongestLink && Link().IsMatch(plain[first.End..second.Start]);

    [GeneratedRegex(@"^ ?(?:\([^()]{0,8}\))?(?:起|开始)?(?: ?(?:至|到|-|~) ?|,? (?:to|through|until|till|and) (?:on |the )?)$", RegexOptions.CultureInvariant)]
    private static partial Regex Link();
}

using Notifier.Core.Observations;
using Notifier.Core.Rules;
using Notifier.Core.Rules.Expressions;

namespace Notifier.Core.Indicators;

/// <summary>The id of another series as an argument: bare, in quotes where it begins with a digit or is a word of the language.</summary>
internal static class SeriesName
{
    public static string Of(string id) => char.IsAsciiLetter(id[0]) && Keywords.KindOf(id) == TokenKind.Word ? id : QuotedText.Quote(id);

    public static Phrase Cited(in Moment other) => Cited(other.Series.Id, NumberText.Value(other.Newest.Value, other.Series.Unit), other.Newest.Period);

    /// <summary><c>72,500 USD/t of nickel-lme (2024-05-13)</c>, <c>nickel-lme的72,500 USD/t（2024-05-13）</c></summary>
    public static Phrase Cited(string id, string value, Period period) => new($"{value} of {id} ({period})", $"{id}的{value}（{period}）");

    public static CitedObservation Citation(this Series series, Observation observation) => new(series.Id, observation.Period, observation.Value);
}

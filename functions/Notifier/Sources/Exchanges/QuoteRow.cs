namespace Notifier.Sources.Exchanges;

/// <summary>A row of an exchange's list of one day: a contract or a total. Numbers are as they were written; nothing where there is none.</summary>
/// <param name="Variety">Its name, for messages.</param>
/// <param name="Symbol">For example <c>lc</c>; empty where the row has none.</param>
/// <param name="Month">Delivery month, <c>yyMM</c>.</param>
/// <param name="Volume">Lots.</param>
/// <param name="OpenInterest">Lots.</param>
/// <param name="LastSettlement">That of the trading day before.</param>
internal sealed record QuoteRow(string Variety, string Symbol, string Month, string? Settlement, string? Volume, string? OpenInterest, QuoteTotal Total, string? LastSettlement);

internal enum QuoteTotal
{
    None,
    OfVariety,
    OfAll,
}

/// <summary>What an exchange answered when it was asked for one day.</summary>
/// <param name="Rows">Null where no list came.</param>
/// <param name="Failure">What is wrong; null where a list came, or where there is none of that day.</param>
/// <param name="IsAnswered">Whether the failure is of the list itself.</param>
internal sealed record DayAnswer(IReadOnlyList<QuoteRow?>? Rows, SourceFailure? Failure = null, bool IsAnswered = false)
{
    /// <summary>There is no list of that day: it had no trading, or is not over.</summary>
    public static DayAnswer None { get; } = new(null, null);
}

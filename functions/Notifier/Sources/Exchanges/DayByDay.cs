using System.Globalization;
using Notifier.Core.Observations;
using Notifier.Core.Observations.Calendars;

namespace Notifier.Sources.Exchanges;

/// <summary>
/// The lists of a Chinese exchange, day by day from the day behind the cursor to today in Shanghai; the first poll begins 750 days
/// back, enough for a window of two years. At most 20 days are asked for in one poll; then there is more.
/// </summary>
/// <remarks>
/// The list of today is waited for, not missed. What is wrong with a day ends the poll there: the days before it are kept, and the next
/// poll asks for it again. Where only one series has no price that day, it alone waits, and the others go on. Only a list that came and is still wrong in itself after two weeks, or is still missing of a trading day, is
/// told once and left out, so that it does not hold up the days behind it.
/// </remarks>
/// <param name="ask">Asks the exchange for one day.</param>
internal sealed class DayByDay(SourceDefinition definition, string host, DateTimeOffset now, Func<DateOnly, CancellationToken, Task<DayAnswer>> ask)
{
    private const int FirstDays = 750;
    private const int MostDays = 20;

    // Longer than any holiday of the exchanges (Spring Festival, National Day: up to ten days): whoever mends a list is back by then.
    private const int Patience = 14;

    private static readonly TimeZoneInfo Shanghai = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");

    internal static readonly TradingCalendar TradingDays = TradingCalendars.Find("cn-exchange")!;

    private readonly DateOnly _today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, Shanghai).DateTime);

    public async Task<SourceReading> ReadAsync(SourceCursor cursor, CancellationToken cancellation)
    {
        var progress = new DayProgress(definition, cursor);
        var asked = 0;
        SourceFailure? leftOut = null;
        for (var day = cursor.LastPeriod?.Date.AddDays(1) ?? _today.AddDays(-FirstDays); day <= _today; day = day.AddDays(1))
        {
            // Chinese exchanges rest on every Saturday and Sunday, also on those that are made working days for a holiday.
            if (day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday)
            {
                progress.Pass(day);
                continue;
            }

            if (!progress.Needs(day))
                continue;
            if (asked++ == MostDays)
                return progress.Reading(leftOut, more: true);
            var (list, failure, isAnswered) = await ReadAsync(day, cancellation);
            if (list is null && failure is null)
                break;
            if (failure is null)
            {
                // Quotes that run before the close have no settlement yet.
                if (progress.Add(day, list!, wait: !IsSettled(day)) is { } problem && day != _today)
                    leftOut ??= Wrong(SourceFailureReason.NotTheFormat, day, problem);
                continue;
            }

            // A list that is there and wrong may stay so for two weeks: what is known up to it is told meanwhile.
            if (!isAnswered || !IsSettled(day))
                return progress.Reading(failure, behind: !isAnswered && day < _today);
            leftOut ??= failure;
            progress.Pass(day);
        }

        return progress.Reading(Unlisted(progress) ?? leftOut);
    }

    /// <returns>
    /// A list without contracts for a day without trading; no list and no failure where it is not published yet; whether a failure
    /// is of the list itself, not of the way to it.
    /// </returns>
    private async Task<(DayList? List, SourceFailure? Failure, bool IsAnswered)> ReadAsync(DateOnly day, CancellationToken cancellation)
    {
        var answer = await ask(day, cancellation);
        if (answer.Failure is not null)
            return (null, answer.Failure, answer.IsAnswered);
        var (list, wrong) = answer.Rows is { } rows ? Judge(rows, day) : Absent(day);
        return (list, wrong, true);
    }

    private (DayList?, SourceFailure?) Absent(DateOnly day)
    {
        if (day >= _today)
            return (null, null);
        // An exchange that moves its lists answers as if every day were a holiday.
        return TradingDays.IsOpen(day) ? (null, Wrong(SourceFailureReason.NotFound, day, "there is no list of this trading day: check the address")) : (DayList.Rest, null);
    }

    private (DayList?, SourceFailure?) Judge(IReadOnlyList<QuoteRow?> rows, DateOnly day)
    {
        var (list, problem, reason) = DayList.Read(rows);
        if (list is null)
            return (null, Wrong(reason, day, problem!));
        if (list.IsQuiet && day >= _today)
            return (null, null);
        // A day without trading is told by a total of nothing. No row at all tells nothing, until it is too long ago to change.
        if (rows.Count == 0 && !IsSettled(day))
            return (null, Wrong(SourceFailureReason.Empty, day, "the list is empty, without even a total"));
        return !list.IsQuiet && list.Contracts.Count < definition.ExpectMinItems
            ? (null, Wrong(SourceFailureReason.Empty, day, string.Create(CultureInfo.InvariantCulture, $"{list.Contracts.Count} contracts where at least {definition.ExpectMinItems} are expected")))
            : (list, null);
    }

    /// <summary>A variety may be listed after the first day asked for; where the newest list has none of it, the symbol is wrong.</summary>
    private SourceFailure? Unlisted(DayProgress progress) => progress.Unlisted is { } unlisted
        ? Wrong(SourceFailureReason.NotFound, unlisted.Day, $"no contract of {string.Join(", ", unlisted.Missing)} is listed, only {string.Join(", ", unlisted.Listed)}: check 'symbol'")
        : null;

    /// <summary>True where nobody is expected to change the list of that day any more.</summary>
    private bool IsSettled(DateOnly day) => _today.DayNumber - day.DayNumber > Patience;

    private SourceFailure Wrong(SourceFailureReason reason, DateOnly day, string problem) => Wrong(reason, host, day, problem);

    /// <summary>A failure about one day.</summary>
    public static SourceFailure Wrong(SourceFailureReason reason, string host, DateOnly day, string problem) =>
        new(reason, string.Create(CultureInfo.InvariantCulture, $"{host}: {day:yyyy-MM-dd}: {problem}"));
}

using System.Text.RegularExpressions;
using Notifier.Core.Observations;
using Notifier.Sources.Http;

namespace Notifier.Sources.Gfex;

/// <summary>
/// Kind <c>gfex</c>: daily quotes of the Guangzhou Futures Exchange; the symbol of a series is its variety (<c>lc</c>: lithium
/// carbonate, CNY/t with value-added tax). The value of a day is the settlement price of the main contract, chosen as
/// <see cref="MainContract"/> says and noted for each day; the change to another contract makes a jump.
/// </summary>
/// <remarks>
/// Read day by day, from the day behind the cursor to today in Shanghai; the first poll begins 750 days back, enough for a window of
/// two years. At most 20 days are asked for in one poll; then there is more. The list of today is waited for, not missed. What is wrong
/// with a day ends the poll there: the days before it are kept, and the next poll asks for it again. Only a list that came and is
/// still wrong in itself after two weeks is told once and left out, so that it does not hold up the days behind it.
/// </remarks>
internal sealed partial class GfexSource(IGfexApi api, TimeProvider time) : ISource
{
    // The exchange's own page is served without TLS.
    public const string OwnBase = "http://www.gfex.com.cn";

    private const int FirstDays = 750;
    private const int MostDays = 20;

    private static readonly TimeZoneInfo Shanghai = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");

    public string Kind => "gfex";

    public bool BringsEntries => false;

    public IEnumerable<(string Pointer, string Message)> Check(SourceDefinition definition)
    {
        foreach (var problem in ApiDefinition.Check(definition))
            yield return problem;
        for (var index = 0; index < definition.Series.Count; index++)
        {
            var series = definition.Series[index];
            if (series.Symbol is null || !Symbol().IsMatch(series.Symbol))
                yield return ($"/series/{index}/symbol", "'symbol' is the exchange's letters of a variety, for example lc for lithium carbonate; the contract is chosen day by day");
            if (series.Frequency != Frequency.Daily)
                yield return ($"/series/{index}/frequency", "the quotes of this kind are daily: write daily, or leave it out");
        }
    }

    public async Task<SourceReading> ReadAsync(SourceDefinition definition, SourceCursor cursor, CancellationToken cancellation)
    {
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time.GetUtcNow(), Shanghai).DateTime);
        var (days, progress) = (new GfexDays(api, definition, today), new GfexProgress(definition, cursor));
        var asked = 0;
        SourceFailure? leftOut = null;
        for (var day = cursor.LastPeriod?.Date.AddDays(1) ?? today.AddDays(-FirstDays); day <= today; day = day.AddDays(1))
        {
            // Chinese exchanges rest on every Saturday and Sunday, also on those that are made working days for a holiday.
            if (day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday)
            {
                progress.Pass(day);
                continue;
            }

            if (asked++ == MostDays)
                return progress.Reading(leftOut, more: true);
            var (list, failure, isAnswered) = await days.ReadAsync(day, cancellation);
            if (list is null && failure is null)
                break;
            if (failure is null && progress.Add(day, list!) is { } problem)
            {
                // Quotes that run before the close have no settlement yet.
                if (day == today)
                    break;
                (failure, isAnswered) = (days.Wrong(SourceFailureReason.NotTheFormat, day, problem), true);
            }

            if (failure is null)
                continue;
            if (!isAnswered || !days.IsSettled(day))
                return progress.Reading(failure);
            leftOut ??= failure;
            progress.Pass(day);
        }

        return progress.Reading(Unlisted(progress, days) ?? leftOut);
    }

    /// <summary>A variety may be listed after the first day asked for; where the newest list has none of it, the symbol is wrong.</summary>
    private static SourceFailure? Unlisted(GfexProgress progress, GfexDays days) => progress.Unlisted is { } unlisted
        ? days.Wrong(SourceFailureReason.NotFound, unlisted.Day, $"no contract of {string.Join(", ", unlisted.Missing)} is listed, only {string.Join(", ", unlisted.Listed)}: check 'symbol'")
        : null;

    [GeneratedRegex(@"\A[A-Za-z]{1,4}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Symbol();
}

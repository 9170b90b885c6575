using Notifier.Core.Observations;

namespace Notifier.Core.Indicators;

/// <summary>Windows and the observations they lead to, as they stand in reasons.</summary>
internal static class WindowWords
{
    /// <summary><c>90 days</c>, <c>52 observations</c>, <c>all time</c>; <c>90天</c>, <c>52期</c>, <c>历史</c>.</summary>
    public static Phrase Span(Window window) => window.Kind switch
    {
        WindowKind.All => new("all time", "历史"),
        WindowKind.Count => new(Counted(window.Count, "observation"), $"{NumberText.Plain(window.Count)}期"),
        _ => IsOfDays(window) ? new(Counted(Days(window), "day"), $"{NumberText.Plain(Days(window))}天") : Phrase.Same(DurationText.Format(window.Duration)),
    };

    /// <summary>Before a noun: <c>365-day</c>, <c>52-observation</c>, <c>all-time</c>.</summary>
    public static string Adjective(Window window) => window.Kind switch
    {
        WindowKind.All => "all-time",
        WindowKind.Count => $"{NumberText.Plain(window.Count)}-observation",
        _ => IsOfDays(window) ? $"{NumberText.Plain(Days(window))}-day" : DurationText.Format(window.Duration),
    };

    /// <summary><c>33,500 CNY/t (2020-07-03)</c>, <c>33,500 CNY/t（2020-07-03）</c>.</summary>
    public static Phrase Basis(Observation? basis, Series series) => basis is { } found
        ? Dated(NumberText.Value(found.Value, series.Unit), found.Period)
        : new("nothing", "无");

    public static Phrase Dated(string value, Period period) => new($"{value} ({period})", $"{value}（{period}）");

    public static string Day(Period period) => Period.From(period.Date).ToString();

    public static string Counted(int count, string noun) => $"{NumberText.Plain(count)} {noun}{(count == 1 ? "" : "s")}";

    private static bool IsOfDays(Window window) => window.Duration.Ticks % TimeSpan.TicksPerDay == 0;

    private static int Days(Window window) => (int)window.Duration.TotalDays;
}

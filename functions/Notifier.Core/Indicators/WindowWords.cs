using Notifier.Core.Observations;

namespace Notifier.Core.Indicators;

/// <summary>Windows and the observations they lead to, as they stand in reasons.</summary>
internal static class WindowWords
{
    /// <summary><c>90 days</c>, <c>52 observations</c>, <c>all time</c>.</summary>
    public static string Span(Window window) => window.Kind switch
    {
        WindowKind.All => "all time",
        WindowKind.Count => Counted(window.Count, "observation"),
        _ when window.Duration.Ticks % TimeSpan.TicksPerDay == 0 => Counted((int)window.Duration.TotalDays, "day"),
        _ => DurationText.Format(window.Duration),
    };

    /// <summary><c>33,500 CNY/t (2020-07-03)</c>.</summary>
    public static string Basis(Observation? basis, Series series) =>
        basis is { } found ? $"{NumberText.Value(found.Value, series.Unit)} ({found.Period})" : "nothing";

    public static string Day(Period period) => Period.From(period.Date).ToString();

    public static string Counted(int count, string noun) => $"{NumberText.Plain(count)} {noun}{(count == 1 ? "" : "s")}";
}

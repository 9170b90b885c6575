using System.Globalization;
using System.Net;
using System.Text;
using Notifier.Cli.Commands;
using Notifier.Core.Backtesting;
using Notifier.Core.Episodes;
using Notifier.Core.Warnings;

namespace Notifier.Cli.Backtesting;

/// <summary>A backtest as one page without links to anything else: per rule and series a chart, the summary and the transitions.</summary>
internal static class BacktestPage
{
    private const string Style = """
        body{font:15px/1.5 system-ui,sans-serif;max-width:62rem;margin:2rem auto;padding:0 1rem;color:#1b1f24;background:#fff}
        h2{margin:2.5rem 0 .5rem}svg{width:100%;height:auto;border:1px solid #d0d7de}table{border-collapse:collapse;width:100%}
        th,td{text-align:left;padding:.3rem .6rem;border-bottom:1px solid #d0d7de;vertical-align:top}td:not(:last-child){white-space:nowrap}td.n{text-align:right;font-variant-numeric:tabular-nums}
        .s{display:inline-block;width:.8em;height:.8em;border-radius:50%;margin-right:.4em}p.m{color:#57606a}
        """;

    /// <exception cref="UnreadableInputException">The file cannot be written.</exception>
    public static void Write(FileInfo file, IReadOnlyList<TriedRule> results)
    {
        try
        {
            File.WriteAllText(file.FullName, Page(results), new UTF8Encoding(false));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new UnreadableInputException($"cannot write '{file}': {failure.Message}");
        }
    }

    internal static string Page(IReadOnlyList<TriedRule> results)
    {
        var page = new StringBuilder()
            .Append("<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n<title>Backtest</title>\n<style>\n")
            .Append(Style).Append("\n</style>\n<h1>Backtest</h1>\n");
        foreach (var tried in results)
            Section(page, tried);
        return page.Append("</html>\n").ToString();
    }

    internal static string Color(Severity severity) => severity switch
    {
        Severity.Minor => "#2f6fd6",
        Severity.Moderate => "#d9a400",
        Severity.Severe => "#e8710a",
        _ => "#cf222e",
    };

    private static void Section(StringBuilder page, TriedRule tried)
    {
        var result = tried.Result;
        page.Append(CultureInfo.InvariantCulture, $"<section>\n<h2>{Escape(result.Rule.Title)} on {Escape(result.Series.Id)}</h2>\n");
        page.Append(CultureInfo.InvariantCulture, $"<p class=\"m\">rule {Escape(result.Rule.Id)} · {Escape(BacktestOutput.Summary(result.Summary))}</p>\n");
        foreach (var unknown in result.UnknownAtEnd)
            page.Append(CultureInfo.InvariantCulture, $"<p class=\"m\">{Escape(BacktestOutput.Unknown(unknown))}</p>\n");
        BacktestChart.Append(page, result, tried.History);
        Neighbours(page, tried);
        page.Append("<table>\n<thead><tr><th>date<th>change<th>severity<th>value<th>reason</thead>\n<tbody>\n");
        foreach (var transition in result.Transitions)
            Row(page, transition, tried);
        page.Append("</tbody>\n</table>\n</section>\n");
    }

    /// <summary>The limits of each rung looser, as written and stricter, with what each would have told and how early.</summary>
    private static void Neighbours(StringBuilder page, TriedRule tried)
    {
        page.Append("<table>\n<thead><tr><th>rung").AppendJoin("", tried.Neighbours.Select(one => $"<th>{one.Name}")).Append("</thead>\n<tbody>\n<tr><td>told");
        page.AppendJoin("", tried.Neighbours.Select(one => $"<td>{Escape(TrialText.Counts(one.Trial))}"));
        for (var rung = 0; rung < tried.Own.Rungs.Count; rung++)
        {
            var severity = tried.Own.Rungs[rung].Severity;
            page.Append(CultureInfo.InvariantCulture, $"\n<tr><td><span class=\"s\" style=\"background:{Color(severity)}\"></span>{severity.Word()}");
            page.AppendJoin("", tried.Neighbours.Select(one => $"<td><code>{Escape(one.Trial.Rungs[rung].When)}</code><br>{TrialText.Onsets(one.Trial.Rungs[rung], one.Trial)}"));
        }

        for (var doubling = 0; doubling < tried.Own.Doublings.Count; doubling++)
        {
            var surge = tried.Own.Doublings[doubling].Surge;
            page.Append(CultureInfo.InvariantCulture, $"\n<tr><td>doubled {surge.Trough.Period} to {surge.Mark.Period}");
            page.AppendJoin("", tried.Neighbours.Select(one => $"<td>{TrialText.Leads(one.Trial.Doublings[doubling])}"));
        }

        page.Append("\n</tbody>\n</table>\n");
    }

    private static void Row(StringBuilder page, Transition transition, TriedRule tried) => page.Append(
        CultureInfo.InvariantCulture,
        $"<tr><td>{transition.Period}<td>{transition.Kind.Word()}<td><span class=\"s\" style=\"background:{Color(transition.Severity)}\"></span>{transition.Severity.Word()}<td class=\"n\">{transition.Value:#,0.######} {Escape(tried.Result.Series.Unit)}<td>{Escape(tried.ReasonOf(transition))}\n");

    private static string Escape(string text) => WebUtility.HtmlEncode(text);
}

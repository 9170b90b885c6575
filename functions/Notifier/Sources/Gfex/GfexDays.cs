using System.Globalization;
using Notifier.Sources.Http;

namespace Notifier.Sources.Gfex;

/// <summary>Asks for the list of one day, and tells a day without trading from a list that is not there yet.</summary>
internal sealed class GfexDays(IGfexApi api, SourceDefinition definition, DateOnly today)
{
    // Longer than any holiday of the exchange (Spring Festival, National Day: up to ten days): whoever mends a list is back by then.
    private const int Patience = 14;

    private readonly Uri _address = ApiDefinition.Address(definition, GfexSource.OwnBase, "/u/interfacesWebTiDayQuotes/loadList");

    /// <returns>
    /// A list without contracts for a day without trading; no list and no failure where it is not published yet; whether a failure
    /// is of the list itself, not of the way to it.
    /// </returns>
    public async Task<(DayList? List, SourceFailure? Failure, bool IsAnswered)> ReadAsync(DateOnly day, CancellationToken cancellation)
    {
        var request = new GfexRequest(day.ToString("yyyyMMdd", CultureInfo.InvariantCulture));
        using var answer = await api.QuotesAsync(_address, request, cancellation);
        if (ApiAnswer.Failure(answer, _address.Host, cancellation) is { } failure)
            return (null, failure, false);
        var quotes = answer.Content!;
        if (quotes.Code?.Trim() is { Length: > 0 } code && code != "0")
            return (null, Wrong(SourceFailureReason.ErrorInBody, day, $"an error with the code {Short(code)}: {Short(quotes.Message ?? "")}"), false);
        if (quotes.Data is not { } rows)
            return (null, Wrong(SourceFailureReason.NotTheFormat, day, "there is no list 'data'"), false);
        var (list, wrong) = Judge(rows, day);
        return (list, wrong, true);
    }

    /// <summary>True where nobody is expected to change the list of that day any more.</summary>
    public bool IsSettled(DateOnly day) => today.DayNumber - day.DayNumber > Patience;

    /// <summary>A failure about one day.</summary>
    public SourceFailure Wrong(SourceFailureReason reason, DateOnly day, string problem) =>
        new(reason, string.Create(CultureInfo.InvariantCulture, $"{_address.Host}: {day:yyyy-MM-dd}: {problem}"));

    private (DayList?, SourceFailure?) Judge(IReadOnlyList<GfexRow?> rows, DateOnly day)
    {
        var (list, problem) = DayList.Read(rows);
        if (list is null)
            return (null, Wrong(SourceFailureReason.NotTheFormat, day, problem!));
        if (list.IsQuiet && day >= today)
            return (null, null);
        // A day without trading is told by a total of nothing. No row at all tells nothing, until it is too long ago to change.
        if (rows.Count == 0 && !IsSettled(day))
            return (null, Wrong(SourceFailureReason.Empty, day, "the list is empty, without even a total"));
        return !list.IsQuiet && list.Contracts.Count < definition.ExpectMinItems
            ? (null, Wrong(SourceFailureReason.Empty, day, $"{list.Contracts.Count} contracts where at least {definition.ExpectMinItems} are expected"))
            : (list, null);
    }

    private static string Short(string text)
    {
        var line = new string([.. text.Select(static letter => char.IsControl(letter) ? ' ' : letter)]).Trim();
        return line.Length <= 200 ? line : line[..200] + "…";
    }
}

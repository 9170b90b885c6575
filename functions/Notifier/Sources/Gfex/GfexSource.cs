using System.Globalization;
using Notifier.Sources.Exchanges;
using Notifier.Sources.Http;

namespace Notifier.Sources.Gfex;

/// <summary>
/// Kind <c>gfex</c>: daily quotes of the Guangzhou Futures Exchange; the symbol of a series is its variety (<c>lc</c>: lithium
/// carbonate, CNY/t with value-added tax). The value of a day is the settlement price of the main contract, chosen as
/// <see cref="MainContract"/> says and noted for each day, with the roll where it changes. Read as <see cref="DayByDay"/> says.
/// </summary>
internal sealed class GfexSource(IGfexApi api, TimeProvider time) : ISource
{
    // The exchange's own page is served without TLS.
    public const string OwnBase = "http://www.gfex.com.cn";

    private const string OfOne = "小计";
    private const string OfAll = "总计";

    public string Kind => "gfex";

    public bool BringsEntries => false;

    public IEnumerable<(string Pointer, string Message)> Check(SourceDefinition definition) => ExchangeDefinition.Check(definition, "lc for lithium carbonate");

    public Task<SourceReading> ReadAsync(SourceDefinition definition, SourceCursor cursor, CancellationToken cancellation)
    {
        var address = ApiDefinition.Address(definition, OwnBase, "/u/interfacesWebTiDayQuotes/loadList");
        return new DayByDay(definition, address.Host, time.GetUtcNow(), (day, stop) => AskAsync(address, day, stop)).ReadAsync(cursor, cancellation);
    }

    private async Task<DayAnswer> AskAsync(Uri address, DateOnly day, CancellationToken cancellation)
    {
        using var answer = await api.QuotesAsync(address, new(day.ToString("yyyyMMdd", CultureInfo.InvariantCulture)), cancellation);
        if (ApiAnswer.Failure(answer, address.Host, cancellation) is { } failure)
            return new(null, failure);
        var quotes = answer.Content!;
        if (quotes.Code?.Trim() is { Length: > 0 } code && code != "0")
            return new(null, DayByDay.Wrong(SourceFailureReason.ErrorInBody, address.Host, day, $"an error with the code {Short(code)}: {Short(quotes.Message ?? "")}"));
        return quotes.Data is { } rows
            ? new([.. rows.Select(Row)])
            : new(null, DayByDay.Wrong(SourceFailureReason.NotTheFormat, address.Host, day, "there is no list 'data'"));
    }

    private static QuoteRow? Row(GfexRow? row)
    {
        if (row is null)
            return null;
        var variety = row.Variety ?? "";
        var total = variety.Contains(OfAll, StringComparison.Ordinal) ? QuoteTotal.OfAll : variety.Contains(OfOne, StringComparison.Ordinal) ? QuoteTotal.OfVariety : QuoteTotal.None;
        return new(variety.Replace(OfOne, "", StringComparison.Ordinal).Trim(), row.Symbol?.Trim() ?? "", row.Month?.Trim() ?? "", row.Settlement, row.Volume, row.OpenInterest, total, row.LastSettlement);
    }

    private static string Short(string text)
    {
        var line = new string([.. text.Select(static letter => char.IsControl(letter) ? ' ' : letter)]).Trim();
        return line.Length <= 200 ? line : line[..200] + "…";
    }
}

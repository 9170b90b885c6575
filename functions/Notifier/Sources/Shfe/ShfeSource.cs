using System.Globalization;
using System.Net;
using Notifier.Sources.Exchanges;
using Notifier.Sources.Http;

namespace Notifier.Sources.Shfe;

/// <summary>
/// Kind <c>shfe</c>: daily quotes of the Shanghai Futures Exchange; the symbol of a series is its variety (<c>ni</c>: nickel, CNY/t with
/// value-added tax). The value of a day is the settlement price of the main contract, chosen as <see cref="MainContract"/> says and noted
/// for each day, with the roll where it changes. Read as <see cref="DayByDay"/> says; published about 15:50 in Shanghai.
/// </summary>
internal sealed class ShfeSource(IShfeApi api, TimeProvider time) : ISource
{
    public const string OwnBase = "https://www.shfe.com.cn";

    private const string Future = "_f";

    private static readonly string[] Totals = ["小计", "合计", "总计"];

    public string Kind => "shfe";

    public bool BringsEntries => false;

    public IEnumerable<(string Pointer, string Message)> Check(SourceDefinition definition) => ExchangeDefinition.Check(definition, "ni for nickel");

    public Task<SourceReading> ReadAsync(SourceDefinition definition, SourceCursor cursor, CancellationToken cancellation)
    {
        var followed = definition.Series.Select(series => series.Symbol!).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return new DayByDay(definition, Address(definition, default).Host, time.GetUtcNow(), (day, stop) => AskAsync(Address(definition, day), day, followed, stop)).ReadAsync(cursor, cancellation);
    }

    private static Uri Address(SourceDefinition definition, DateOnly day) =>
        ApiDefinition.Address(definition, OwnBase, string.Create(CultureInfo.InvariantCulture, $"/data/tradedata/future/dailydata/kx{day:yyyyMMdd}.dat"));

    private async Task<DayAnswer> AskAsync(Uri address, DateOnly day, HashSet<string> followed, CancellationToken cancellation)
    {
        using var answer = await api.QuotesAsync(address, cancellation);
        if (answer is { IsReceived: true, StatusCode: HttpStatusCode.NotFound })
            return DayAnswer.None;
        if (ApiAnswer.Failure(answer, address.Host, cancellation) is { } failure)
            return new(null, failure);
        var quotes = answer.Content!;
        if (quotes.Rows is not { } rows)
            return new(null, DayByDay.Wrong(SourceFailureReason.NotTheFormat, address.Host, day, "there is no list 'o_curinstrument'"));
        var date = day.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
        return quotes.Date is null || quotes.Date.Trim() == date
            ? new([.. rows.Where(row => row is null || Concerns(row, followed)).Select(Row)])
            : new(null, DayByDay.Wrong(SourceFailureReason.NotTheFormat, address.Host, day, "the list is of another day"), IsAnswered: true);
    }

    /// <summary>
    /// Contracts of futures, and the totals of those that are followed. Beside them the list has trades at settlement, exchanges for
    /// physicals and a total over all of them, which adds up from what is not listed.
    /// </summary>
    private static bool Concerns(ShfeRow row, HashSet<string> followed)
    {
        if (Symbol(row) is not { } symbol || row.Name?.Contains("efp", StringComparison.OrdinalIgnoreCase) == true)
            return false;
        var month = row.Month?.Trim() ?? "";
        return followed.Contains(symbol) ? month.Length > 0 : DayList.IsMonth(month);
    }

    private static QuoteRow? Row(ShfeRow? row)
    {
        if (row is null)
            return null;
        var month = row.Month?.Trim() ?? "";
        return new(row.Name?.Trim() ?? "", Symbol(row)!, month, row.Settlement, row.Volume, row.OpenInterest, Totals.Contains(month) ? QuoteTotal.OfVariety : QuoteTotal.None, row.LastSettlement);
    }

    /// <summary>Null where the row is of no future.</summary>
    private static string? Symbol(ShfeRow row) =>
        row.Product?.Trim() is { Length: > 2 } product && product.EndsWith(Future, StringComparison.OrdinalIgnoreCase) ? product[..^Future.Length] : null;
}

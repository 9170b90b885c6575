using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;
using Notifier.Core.Observations;
using Notifier.Sources.Http;

namespace Notifier.Sources.TradingEconomics;

/// <summary>
/// Kind <c>trading-economics</c>: last prices of commodities (<c>LC:COM</c>: lithium carbonate, CNY/t), with the key and secret of the
/// setting <c>TradingEconomics__ApiKey</c>. One request for all series. The day of a value is the one that the source names; on a day
/// without a price it repeats the last one with its day.
/// </summary>
internal sealed partial class TradingEconomicsSource(ITradingEconomicsApi api, IOptions<TradingEconomicsOptions> options, SourceSecrets settings) : ISource
{
    public const string OwnBase = "https://api.tradingeconomics.com";

    private const int DateLength = 10;

    public string Kind => "trading-economics";

    public bool BringsEntries => false;

    public IEnumerable<(string Pointer, string Message)> Check(SourceDefinition definition) => ApiKey.Check(definition).Concat(ApiDefinition.CheckSeries(
        definition,
        int.MaxValue,
        (static symbol => Symbol().IsMatch(symbol), "the name with its market, for example LC:COM for lithium carbonate"),
        (static frequency => frequency == Frequency.Daily, "the prices of this kind are daily: write daily, or leave it out")));

    public async Task<SourceReading> ReadAsync(SourceDefinition definition, SourceCursor cursor, CancellationToken cancellation)
    {
        var key = new ApiKey("TradingEconomics__ApiKey", "developer.tradingeconomics.com", options.Value.ApiKey);
        if (key.Missing is { } missing)
            return SourceReading.Failed(cursor, missing);
        var secrets = key.Secrets(settings);
        foreach (var half in key.Value.Split(':').Where(half => half.Length > 3))
            secrets.Add(half);
        var address = ApiDefinition.Address(definition, OwnBase, "/markets/commodities");
        using var answer = await api.CommoditiesAsync(address, "json", key.Value, cancellation);
        if (ApiAnswer.Failure(answer, address.Host, key, secrets, cancellation) is { } failure)
            return SourceReading.Failed(cursor, failure);
        return Read(definition, answer.Content!, address.Host, secrets).BySymbol(cursor, cursor, answer.Content!.Count, address.Host);
    }

    private static ReadingBuilder Read(SourceDefinition definition, IReadOnlyList<MarketPrice?> prices, string host, UsedSecrets secrets)
    {
        var found = new ReadingBuilder(definition, secrets.Quote);
        var series = definition.Series.ToLookup(one => one.Symbol!, StringComparer.OrdinalIgnoreCase);
        foreach (var price in prices)
        {
            foreach (var one in series[price?.Symbol?.Trim() ?? ""])
            {
                var date = price!.Date?.Trim();
                if (StatedUnit.Mismatch(price.Unit, one.Unit) is { } mismatch)
                    found.Refuse(one, new(SourceFailureReason.WrongUnit, $"{host} ({one.Symbol}): {secrets.Quote(mismatch)}"));
                else
                    found.Add(one, date?.Length > DateLength ? date[..DateLength] : date, price.Last ?? "", () => one.Symbol!);
            }
        }

        return found;
    }

    [GeneratedRegex(@"\A[A-Za-z0-9_.-]{1,40}:[A-Za-z]{1,10}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Symbol();
}

using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Notifier.Core.Observations;

namespace Notifier.Cli.Replay;

/// <summary>One series as a price API would publish it: the newest days, growing by one with each day of the history.</summary>
internal sealed class PriceApi(Series series, History history)
{
    // As many APIs do, it answers with the latest days only; a poll that missed some still finds them here.
    private const int Latest = 10;

    private int _published;

    public Series Series { get; } = series;

    public History History { get; } = history;

    /// <summary>Publishes what is dated up to that day; true where that brought something new.</summary>
    public bool Publish(Period day)
    {
        var published = History.IndexAtOrBefore(day) + 1;
        var news = published > Volatile.Read(ref _published);
        Volatile.Write(ref _published, published);
        return news;
    }

    /// <summary><c>{"id","unit","data":[{"date","close"}]}</c>, oldest first, with the tag of this state.</summary>
    public (string ETag, byte[] Json) Answer()
    {
        var published = Volatile.Read(ref _published);
        var items = new JsonArray();
        foreach (var observation in History.AsSpan()[Math.Max(0, published - Latest)..published])
            items.Add(new JsonObject { ["date"] = observation.Period.ToString(), ["close"] = observation.Value });
        var body = new JsonObject { ["id"] = Series.Id, ["unit"] = Series.Unit, ["data"] = items };
        return (string.Create(CultureInfo.InvariantCulture, $"\"{published}\""), JsonSerializer.SerializeToUtf8Bytes(body));
    }
}

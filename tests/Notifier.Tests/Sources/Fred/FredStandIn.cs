using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Notifier.Tests.Sources.Fred;

/// <summary>FRED as far as it is asked: its series, its pages, its key, its errors.</summary>
internal sealed class FredStandIn : IAsyncDisposable
{
    public const string Key = "abcdefghijklmnopqrstuvwxyz012345";

    private readonly StandIn _server;
    private readonly Dictionary<string, SortedDictionary<string, string>> _series = [];
    private readonly Dictionary<string, (int Status, string Body)> _failing = [];

    private FredStandIn(StandIn server)
    {
        _server = server;
        Serve();
    }

    public StandIn Server => _server;

    /// <summary>What every series is in, in words.</summary>
    public string Units { get; set; } = "";

    /// <summary>At most so many values a page, whatever is asked for.</summary>
    public int LargestPage { get; set; } = 100_000;

    public static async Task<FredStandIn> StartAsync() => new(await StandIn.StartAsync());

    /// <param name="lines"><c>2024-06-01 17600.5</c> each; a date that is there already is revised.</param>
    public FredStandIn Publish(string series, params string[] lines)
    {
        var values = _series.TryGetValue(series, out var known) ? known : _series[series] = new(StringComparer.Ordinal);
        foreach (var line in lines)
            values[line.Split(' ')[0]] = line.Split(' ')[1];
        return this;
    }

    /// <summary>Answers so instead, for this series.</summary>
    public void Fail(string series, int status, string body = "") => _failing[series] = (status, body);

    public void Mend(string series) => _failing.Remove(series);

    /// <summary>Of one request: <c>PNICKUSDM 2023-05-27 0</c> = series, observation_start, offset.</summary>
    public IEnumerable<string> Asked => _server.Seen.Where(request => request.Path == "/fred/series/observations").Select(request =>
    {
        var query = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(request.Query);
        return $"{query["series_id"]} {(query.TryGetValue("observation_start", out var from) ? from.ToString() : "all")} {query["offset"]}";
    });

    public void Serve() => _server.Answer(AnswerAsync);

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        var query = context.Request.Query;
        var id = query["series_id"].ToString();
        context.Response.ContentType = "application/json";
        if (context.Request.Path == "/fred/series")
            await AnswerAsync(context, 200, JsonSerializer.Serialize(new { seriess = new[] { new { id, units = Units, frequency_short = "M", last_updated = "2024-07-10 12:31:01-05" } } }));
        else if (context.Request.Path != "/fred/series/observations" || context.Request.Method != "GET" || query["file_type"] != "json")
            (context.Response.StatusCode, _) = (404, "");
        else if (query["api_key"] != Key)
            await ErrorAsync(context, "Bad Request.  The value for variable api_key is not registered.");
        else if (_failing.TryGetValue(id, out var failing))
            await AnswerAsync(context, failing.Status, failing.Body);
        else if (!_series.TryGetValue(id, out var values))
            await ErrorAsync(context, "Bad Request.  The series does not exist.");
        else
            await AnswerAsync(context, 200, Page([.. values.Where(value => string.CompareOrdinal(value.Key, query["observation_start"].ToString()) >= 0)], query));
    }

    private string Page(KeyValuePair<string, string>[] values, IQueryCollection query)
    {
        var (limit, offset) = (int.Parse(query["limit"]!, CultureInfo.InvariantCulture), int.Parse(query["offset"]!, CultureInfo.InvariantCulture));
        return JsonSerializer.Serialize(new
        {
            realtime_start = "2024-07-15",
            realtime_end = "2024-07-15",
            units = "lin",
            count = values.Length,
            offset,
            limit,
            observations = values.Skip(offset).Take(Math.Min(limit, LargestPage)).Select(value => new { realtime_start = "2024-07-15", realtime_end = "2024-07-15", date = value.Key, value = value.Value }),
        });
    }

    private static Task ErrorAsync(HttpContext context, string message) => AnswerAsync(context, 400, JsonSerializer.Serialize(new { error_code = 400, error_message = message }));

    private static Task AnswerAsync(HttpContext context, int status, string body)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsync(body);
    }
}

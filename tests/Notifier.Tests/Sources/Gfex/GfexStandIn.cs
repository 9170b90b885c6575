using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Notifier.Tests.Sources.Gfex;

/// <summary>The exchange as far as it is asked: its list of each day, a total of nothing where it rested.</summary>
internal sealed class GfexStandIn : IAsyncDisposable
{
    /// <summary>What a day without trading is answered with.</summary>
    public const string Rest = """{"code":"0","msg":"ok","data":[{"variety":"总计","varietyOrder":"","delivMonth":"","volumn":0,"openInterest":0,"turnover":0}]}""";

    private readonly Dictionary<string, (int Status, string Body)> _days = [];

    private GfexStandIn(StandIn server)
    {
        Server = server;
        Serve();
    }

    public StandIn Server { get; }

    /// <summary>The days that were asked for, <c>yyyyMMdd</c>.</summary>
    public IReadOnlyList<string> Asked => [.. Server.Seen.Select(request => Form(request.Body)["trade_date"])];

    public static async Task<GfexStandIn> StartAsync() => new(await StandIn.StartAsync());

    /// <param name="day"><c>yyyy-MM-dd</c>.</param>
    /// <param name="contracts"><c>lc2411 91950 221034</c> = contract, settlement, open interest; its volume is a tenth of that. A fourth number is the settlement of the day before, else none is stated.</param>
    public GfexStandIn Trade(string day, params string[] contracts) => Publish(day, List(contracts));

    public GfexStandIn Publish(string day, string body, int status = 200)
    {
        _days[day.Replace("-", "", StringComparison.Ordinal)] = (status, body);
        return this;
    }

    /// <summary>A whole list with its totals, all numbers as texts where asked.</summary>
    public static string List(IEnumerable<string> contracts, bool texts = false)
    {
        var rows = contracts.Select(Parse).ToList();
        object Number(double number) => texts ? number.ToString(CultureInfo.InvariantCulture) : number;
        object Row(string variety, string symbol, string month, object? settlement, double interest, double volume, object? last = null) =>
            new { variety, varietyOrder = symbol, delivMonth = month, open = "", close = settlement, clearPrice = settlement, lastClear = last, volumn = Number(volume), openInterest = Number(interest) };
        var data = rows.Select(row => Row(row.Symbol + "名", row.Symbol, row.Month, row.Settlement is { } price ? Number(price) : "", row.Interest, row.Volume, row.Last is { } last ? Number(last) : ""))
            .Concat(rows.GroupBy(row => row.Symbol).Select(group => Row(group.Key + "名小计", group.Key, "", null, group.Sum(row => row.Interest), group.Sum(row => row.Volume))))
            .Append(Row("总计", "", "", null, rows.Sum(row => row.Interest), rows.Sum(row => row.Volume)));
        return JsonSerializer.Serialize(new { code = "0", msg = "ok", data });
    }

    public void Serve() => Server.Answer(AnswerAsync);

    public ValueTask DisposeAsync() => Server.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        var form = Form((string)context.Items[StandIn.Body]!);
        var wrong = context.Request.Method != "POST" || context.Request.Path != "/u/interfacesWebTiDayQuotes/loadList"
            || context.Request.ContentType?.StartsWith("application/x-www-form-urlencoded", StringComparison.Ordinal) != true
            || form.Count != 2 || form["trade_type"] != "0";
        var (status, body) = wrong ? (400, "") : _days.TryGetValue(form["trade_date"], out var day) ? day : (200, Rest);
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json;charset=UTF-8";
        await context.Response.WriteAsync(body);
    }

    private static Dictionary<string, string> Form(string body) => QueryHelpers.ParseQuery(body).ToDictionary(field => field.Key, field => field.Value.ToString());

    private static (string Symbol, string Month, double? Settlement, double Interest, double Volume, double? Last) Parse(string text)
    {
        var parts = text.Split(' ');
        var interest = double.Parse(parts[2], CultureInfo.InvariantCulture);
        return (parts[0][..^4], parts[0][^4..], parts[1] == "-" ? null : double.Parse(parts[1], CultureInfo.InvariantCulture), interest, Math.Floor(interest / 10), parts.Length > 3 ? double.Parse(parts[3], CultureInfo.InvariantCulture) : null);
    }
}

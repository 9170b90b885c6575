using System.Buffers;
using System.Text.Json;
using Notifier.Core.Warnings;

namespace Notifier.Core.Deliveries;

/// <summary>
/// The data of a summary: <c>{reason, severity, count, warnings, omitted?, rest?}</c>. <c>warnings</c> has them by episode, the
/// worst episode first, each in the order in which they came. Where not all have room, the newest of each episode go before the
/// earlier ones, <c>omitted</c> says how many are missing and <c>rest</c> where they are read.
/// </summary>
internal static class SummaryData
{
    // What the envelope and the other members need, a long URL included.
    private const int Frame = 4 * 1024;

    public static byte[] Write(WarningSummary summary, string rest)
    {
        var all = summary.Lines.SelectMany((line, place) => line.Warnings.Select(warning => new Told(place, warning, ReferenceEquals(warning, line.Last)))).ToList();
        var chosen = Choose(all);
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer, WebhookBody.Writing);
        json.WriteStartObject();
        json.WriteString("reason", JsonNamingPolicy.CamelCase.ConvertName(summary.Reason.ToString()));
        json.WriteString("severity", summary.Severity.Word());
        json.WriteNumber("count", all.Count);
        json.WriteStartArray("warnings");
        foreach (var warning in chosen)
            json.WriteRawValue(warning, skipInputValidation: true);
        json.WriteEndArray();
        if (chosen.Count < all.Count)
        {
            json.WriteNumber("omitted", all.Count - chosen.Count);
            json.WriteString("rest", rest);
        }

        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    /// <returns>The JSON of those that have room, at least one, in the order of <paramref name="all"/>.</returns>
    private static List<byte[]> Choose(List<Told> all)
    {
        var chosen = new SortedList<int, byte[]>();
        var room = WebhookBody.LongestBody - Frame;
        foreach (var (index, told) in all.Index().OrderByDescending(one => one.Item.Newest).ThenBy(one => one.Item.Line))
        {
            var text = WarningJson.Write(told.Warning);
            room -= text.Length + 1;
            if (room < 0 && chosen.Count > 0)
                break;
            chosen.Add(index, text);
        }

        return [.. chosen.Values];
    }

    private readonly record struct Told(int Line, Warning Warning, bool Newest);
}

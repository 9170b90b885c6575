using System.Globalization;
using System.Text.Json;
using Notifier.Sources.Http;

namespace Notifier.Sources.Json;

/// <summary>
/// Kind <c>json</c>: <c>items</c> is the path of an array (or of one object) in the answer, <c>date</c> and <c>value</c> of a
/// series are paths within an item.
/// </summary>
internal sealed class JsonSource(SourceHttp http) : ISource
{
    public string Kind => "json";

    public bool BringsEntries => false;

    public IEnumerable<(string Pointer, string Message)> Check(SourceDefinition definition)
    {
        if (definition.Series.Count == 0)
            yield return ("/series", "list the series that the answer holds: each with its 'id' and the paths 'date' and 'value'");
        if (definition.Items is { } items && ItemPath.Read(items).Problem is { } wrong)
            yield return ("/items", wrong);
        for (var index = 0; index < definition.Series.Count; index++)
        {
            foreach (var (name, path) in new[] { ("date", definition.Series[index].Date), ("value", definition.Series[index].Value) })
            {
                if (path is null)
                    yield return ($"/series/{index}/{name}", $"'{name}' is missing: its path within an item, for example $.{name}");
                else if (ItemPath.Read(path).Problem is { } problem)
                    yield return ($"/series/{index}/{name}", problem);
            }
        }

        foreach (var address in SourceAddress.Check(definition))
            yield return address;
    }

    public async Task<SourceReading> ReadAsync(SourceDefinition definition, SourceCursor cursor, CancellationToken cancellation)
    {
        var answer = await http.GetAsync(definition, cursor, "application/json, */*;q=0.5", cancellation);
        if (answer.Failure is { } failure)
            return SourceReading.Failed(cursor, failure);
        if (answer.NotModified)
            return SourceReading.Unchanged(cursor);
        var text = answer.Text;
        try
        {
            using var document = JsonDocument.Parse(text);
            var (reading, wrong) = Read(definition, document.RootElement, answer);
            return reading ?? SourceReading.Failed(cursor, wrong!);
        }
        catch (JsonException exception)
        {
            return SourceReading.Failed(cursor, JsonEnd.Explain(exception, text, answer.Host));
        }
    }

    private static (SourceReading?, SourceFailure?) Read(SourceDefinition definition, JsonElement root, SourceAnswer answer)
    {
        var (items, problem) = ItemPath.Parse(definition.Items ?? "$")!.Items(root);
        if (items is null)
        {
            return (null, ErrorBody.Find(root, answer)
                ?? new SourceFailure(SourceFailureReason.NotTheFormat, $"{answer.Host}: {problem ?? $"there is no list at '{definition.Items ?? "$"}'"}: check 'items'"));
        }

        var builder = new ReadingBuilder(definition, answer.Quote);
        foreach (var series in definition.Series)
            Add(series, items, builder);
        var (reading, failure) = builder.Build(answer.Cursor, items.Count, answer.Host);
        return failure is not null && ErrorBody.Find(root, answer) is { } error ? (null, error) : (reading, failure);
    }

    private static void Add(SourceSeries series, IReadOnlyList<JsonElement> items, ReadingBuilder builder)
    {
        var (date, value) = (ItemPath.Parse(series.Date!)!, ItemPath.Parse(series.Value!)!);
        for (var index = 0; index < items.Count; index++)
        {
            var number = index;
            builder.Add(series, Scalar(date.Find(items[index])), Scalar(value.Find(items[index])), () => string.Create(CultureInfo.InvariantCulture, $"item {number}"));
        }
    }

    /// <summary>The text of a string or number; empty for null, which is a missing value; null where there is no such place.</summary>
    private static string? Scalar(JsonElement? element) => element switch
    {
        null => null,
        { ValueKind: JsonValueKind.Null or JsonValueKind.Undefined } => "",
        { ValueKind: JsonValueKind.String } text => text.GetString(),
        { } other => other.GetRawText(),
    };
}

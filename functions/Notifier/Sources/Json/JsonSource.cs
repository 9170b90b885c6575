using System.Globalization;
using System.Text.Json;
using Notifier.Core.Observations;
using Notifier.Sources.Http;
using Notifier.Sources.Items;

namespace Notifier.Sources.Json;

/// <summary>
/// Kind <c>json</c>: <c>items</c> is the path of an array (or of one object) in the answer; <c>date</c> and <c>value</c> of a series,
/// or the fields of an entry, stand within an item. Pages behind the first are read where <c>next</c> says where they are.
/// </summary>
internal sealed class JsonSource(SourceHttp http, TimeProvider time) : ISource
{
    /// <summary>Lists are dated newest first, with exceptions: a page this much older than the newest that is known ends a poll.</summary>
    private static readonly TimeSpan Overlap = TimeSpan.FromDays(7);

    public string Kind => "json";

    public bool BringsEntries => false;

    public bool BringsEntriesBy(SourceDefinition definition) => definition.Entries is not null;

    public IEnumerable<(string Pointer, string Message)> Check(SourceDefinition definition)
    {
        if (definition.Items is { } items && ItemPath.Read(items).Problem is { } wrong)
            yield return ("/items", wrong);
        foreach (var problem in EntryMapping.Check(definition, static text => JsonField.Read(text).Problem).Concat(JsonPages.Check(definition)).Concat(SourceAddress.Check(definition)))
            yield return problem;
    }

    public async Task<SourceReading> ReadAsync(SourceDefinition definition, SourceCursor cursor, CancellationToken cancellation)
    {
        var answer = await http.GetAsync(definition, cursor, "application/json, */*;q=0.5", cancellation);
        if (answer.Failure is { } failure)
            return SourceReading.Failed(cursor, failure);
        if (answer.NotModified)
            return SourceReading.Unchanged(cursor);
        var found = new JsonItems(definition, answer, cursor, time.GetUtcNow());
        var asked = definition;
        for (var page = 1; ; page++)
        {
            var (next, wrong) = found.Add(asked, answer, page);
            if (wrong is not null)
                return SourceReading.Failed(cursor, wrong);
            if (next is null || page >= (definition.Pages ?? SourceDefinition.StandardPages) || found.Oldest < cursor.LastPeriod?.Back(Overlap))
                return found.Build();
            (asked, answer) = (next, await http.GetAsync(next, SourceCursor.Start with { LastPeriod = cursor.LastPeriod }, "application/json, */*;q=0.5", cancellation));
            if (answer.Failure is { } later)
                return SourceReading.Failed(cursor, later);
        }
    }
}

/// <summary>What the pages of one poll hold.</summary>
/// <param name="first">The answer to the first: what is asked next time is by its tags.</param>
internal sealed class JsonItems(SourceDefinition definition, SourceAnswer first, SourceCursor cursor, DateTimeOffset now)
{
    private readonly ReadingBuilder? _values = definition.Entries is null ? new(definition, first.Quote) : null;
    private readonly EntryReader<JsonElement>? _entries = definition.Entries is null ? null : new(definition, JsonField.Place, now);
    private readonly List<(SourceSeries Series, Field<JsonElement> Date, JsonValue Value)> _series =
        [.. definition.Series.Select(series => (series, JsonField.Read(series.Date!).Field!, JsonValue.Read(series.Value!)))];

    private int _count;
    private SourceFailure? _error;

    /// <summary>Publication of the oldest entry so far.</summary>
    public Period? Oldest => _entries?.Oldest;

    /// <returns>What to ask for the next page, or why this one cannot be read.</returns>
    public (SourceDefinition? Next, SourceFailure? Failure) Add(SourceDefinition asked, SourceAnswer answer, int page)
    {
        var text = answer.Text;
        try
        {
            using var document = JsonDocument.Parse(text);
            var root = document.RootElement;
            var (items, problem) = ItemPath.Parse(definition.Items ?? "$")!.Items(root);
            if (items is null)
                return (null, ErrorBody.Find(root, answer) ?? new SourceFailure(SourceFailureReason.NotTheFormat, $"{answer.Host}: {problem ?? $"there is no list at '{definition.Items ?? "$"}'"}: check 'items'"));
            if (page == 1)
                _error = ErrorBody.Find(root, answer);
            Add(items, asked, answer);
            return (items.Count == 0 ? null : JsonPages.After(definition, asked, root, page), null);
        }
        catch (JsonException exception)
        {
            return (null, JsonEnd.Explain(exception, text, answer.Host));
        }
    }

    public SourceReading Build()
    {
        var reading = _entries?.Build(cursor, first.Cursor, first.Host) ?? Values();
        // Where nothing was found, an error that the answer speaks of is why.
        return reading.Failure is not null && _error is not null ? SourceReading.Failed(cursor, _error) : reading;
    }

    private void Add(IReadOnlyList<JsonElement> items, SourceDefinition asked, SourceAnswer answer)
    {
        _entries?.Add(items, SourceAddress.Unfilled(asked), answer.Secrets);
        foreach (var (series, date, value) in _series)
        {
            for (var index = 0; index < items.Count; index++)
            {
                var number = _count + index + 1;
                _values!.Add(series, date.First(items[index]), value.Of(items[index]), () => string.Create(CultureInfo.InvariantCulture, $"item {number}"));
            }
        }

        _count += items.Count;
    }

    private SourceReading Values()
    {
        var (reading, failure) = _values!.Build(first.Cursor, _count, first.Host);
        return reading ?? SourceReading.Failed(cursor, failure!);
    }
}

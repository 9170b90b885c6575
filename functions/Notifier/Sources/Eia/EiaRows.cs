using System.Globalization;
using System.Text.Json;
using Notifier.Core.Observations;
using Notifier.Sources.Http;

namespace Notifier.Sources.Eia;

/// <summary>The rows of one series: its values, their unit, and whether they are of one series at all.</summary>
internal sealed class EiaRows(SourceDefinition definition, SourceSeries series, EiaSymbol symbol, UsedSecrets secrets)
{
    private readonly ReadingBuilder _found = new(definition with { Series = [series with { Date = "period", Value = symbol.Column }] }, secrets.Quote);
    private readonly Dictionary<string, Dictionary<string, JsonElement>> _periods = new(StringComparer.Ordinal);

    public int Count { get; private set; }

    /// <returns>What is wrong with them, without the name of the source.</returns>
    public SourceFailure? Add(IReadOnlyList<Dictionary<string, JsonElement>?> rows)
    {
        foreach (var row in rows)
        {
            Count++;
            var period = Cell(row, "period");
            if (row is null || period is null)
                return new(SourceFailureReason.NotTheFormat, string.Create(CultureInfo.InvariantCulture, $"row {Count} has no period"));
            if (StatedUnit.Mismatch(Cell(row, symbol.UnitColumn), series.Unit) is { } mismatch)
                return new(SourceFailureReason.WrongUnit, secrets.Quote(mismatch));
            if (!_periods.TryAdd(period, row) && Difference(_periods[period], row) is { } facet)
                return new(SourceFailureReason.ClientError, $"there are several series: name '{facet}' too in 'symbol', for example {facet}={_found.Shown(Cell(row, facet) ?? "")}");
            _found.Add(series, period, row.ContainsKey(symbol.Column) ? Cell(row, symbol.Column) ?? "" : null, () => period);
        }

        return null;
    }

    public (SourceReading? Reading, SourceFailure? Failure) Build(Period? last, string place) => _found.Build(SourceCursor.Start with { LastPeriod = last }, Count, place);

    /// <summary>The first column in which two rows of one period differ, beside the value and the names that go with codes.</summary>
    private string? Difference(Dictionary<string, JsonElement> one, Dictionary<string, JsonElement> other) => one.Keys
        .Where(column => column != symbol.Column && !column.EndsWith("-name", StringComparison.Ordinal) && !column.EndsWith("-description", StringComparison.Ordinal))
        .FirstOrDefault(column => Cell(one, column) != Cell(other, column));

    private static string? Cell(Dictionary<string, JsonElement>? row, string column) => row is not null && row.TryGetValue(column, out var cell) ? ScalarText.Of(cell) : null;
}

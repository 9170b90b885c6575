using System.Globalization;
using Azure.Data.Tables;
using Notifier.Core.Episodes;
using Notifier.Core.Observations;
using Notifier.Storage;

namespace Notifier.Episodes;

/// <summary>
/// Row <c>series|&lt;id&gt;</c>: the window and the machines of one series, packed apart. Where the window is lost it is read again
/// from the observations, and the machines still know what people were told.
/// </summary>
internal static class SeriesRow
{
    /// <summary>How many episodes are open: what a listing of open episodes asks for.</summary>
    public const string Open = "open";

    private const string Window = "window";
    private const string Machines = "machines";
    private const string Newest = "newest";
    private const string Told = "told";

    /// <param name="told">When the open episodes of rules that remind were last told, by rule id.</param>
    public static TableEntity Write(string partition, SeriesState state, IReadOnlyDictionary<string, DateTimeOffset> told)
    {
        var row = new TableEntity(partition, StateKeys.Series(state.Series.Id))
        {
            [Open] = state.Rules.Values.Count(rule => rule.Told is not null),
            [Newest] = state.Window.Count == 0 ? null : state.Window.Last.Period.ToString(),
        };
        if (told.Count > 0)
            row[Told] = string.Join(' ', told.Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Key}={pair.Value.UtcTicks}")));
        BinaryParts.Write(row, Window, SeriesStateCodec.Pack(SeriesState.New(state.Series) with { Window = state.Window }));
        BinaryParts.Write(row, Machines, SeriesStateCodec.Pack(state with { Window = new History() }));
        return row;
    }

    public static bool IsOpen(TableEntity row) => row.GetInt32(Open) > 0;

    /// <summary>Null where the window or the machines are missing or damaged.</summary>
    public static SeriesState? Read(TableEntity row) =>
        Unpack(row, Machines) is { } machines && Unpack(row, Window) is { } window ? machines with { Window = window.Window } : null;

    /// <summary>The machines alone, without a window; null where they too are missing or damaged.</summary>
    public static SeriesState? ReadMachines(TableEntity row) => Unpack(row, Machines);

    /// <summary>The newest observation that the machines have seen.</summary>
    public static Period? ReadNewest(TableEntity row) => Period.TryParse(row.GetString(Newest), out var newest) ? newest : null;

    public static IReadOnlyDictionary<string, DateTimeOffset> ReadTold(TableEntity row) => (row.GetString(Told) ?? "")
        .Split(' ', StringSplitOptions.RemoveEmptyEntries)
        .Select(pair => pair.Split('='))
        .ToDictionary(pair => pair[0], pair => new DateTimeOffset(long.Parse(pair[1], CultureInfo.InvariantCulture), TimeSpan.Zero), StringComparer.Ordinal);

    private static SeriesState? Unpack(TableEntity row, string name)
    {
        try
        {
            return BinaryParts.Read(row, name) is { } bytes ? SeriesStateCodec.Unpack(bytes) : null;
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }
}

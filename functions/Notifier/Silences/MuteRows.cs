using System.Text.Json;
using System.Text.Json.Serialization;
using Azure.Data.Tables;
using Notifier.Core.Warnings;
using Notifier.Core.Warnings.Mutes;

namespace Notifier.Silences;

/// <summary>Silences and inhibitions as rows: what is asked for by a query in columns of its own, the rest as JSON.</summary>
internal static class MuteRows
{
    public const string Ends = "Ends";
    private const string Content = "Content";

    public static TableEntity Write(Silence silence) => new(SilenceKeys.Silences, silence.Id)
    {
        [Ends] = silence.Ends,
        [Content] = JsonSerializer.SerializeToUtf8Bytes(silence, MuteRowsContext.Default.Silence),
    };

    public static TableEntity Write(Inhibition inhibition) => new(SilenceKeys.Inhibitions, inhibition.Id)
    {
        [Content] = JsonSerializer.SerializeToUtf8Bytes(inhibition, MuteRowsContext.Default.Inhibition),
    };

    public static Silence ReadSilence(TableEntity row) =>
        JsonSerializer.Deserialize(row.GetBinary(Content), MuteRowsContext.Default.Silence) ?? throw new InvalidDataException($"row '{row.RowKey}' holds no silence");

    public static Inhibition ReadInhibition(TableEntity row) =>
        JsonSerializer.Deserialize(row.GetBinary(Content), MuteRowsContext.Default.Inhibition) ?? throw new InvalidDataException($"row '{row.RowKey}' holds no inhibition");
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(SeverityConverter)])]
[JsonSerializable(typeof(Silence))]
[JsonSerializable(typeof(Inhibition))]
internal sealed partial class MuteRowsContext : JsonSerializerContext;

using Azure.Data.Tables;
using Notifier.Core.Warnings;
using Notifier.Core.Warnings.Mutes;

namespace Notifier.Deliveries;

/// <summary>A warning and when it was recorded.</summary>
internal sealed record StoredWarning(Warning Warning, DateTimeOffset Recorded)
{
    /// <summary>The mute that held it back, also once it was told after all; null where it was told at once.</summary>
    public WarningMute? Mute { get; init; }

    /// <summary>Recorded, and not told.</summary>
    public bool IsHeld => Mute is { Holds: true };

    /// <summary>For operators: with the mute that held it.</summary>
    public Warning Shown => Mute is null ? Warning : Warning with { MutedBy = Mute };

    public TableEntity ToRow() => new(WarningKeys.Month(Recorded), WarningKeys.Row(Recorded, Warning.Id))
    {
        [nameof(Warning.Rule)] = Warning.Rule,
        [nameof(Warning.Series)] = Warning.Series,
        [nameof(Recorded)] = Recorded,
        [nameof(Warning)] = WarningJson.Write(Warning),
        [nameof(Mute)] = Mute?.ToJson(),
    };

    public static StoredWarning FromRow(TableEntity row) =>
        new(WarningJson.Read(row.GetBinary(nameof(Warning))), row.GetDateTimeOffset(nameof(Recorded))!.Value)
        {
            Mute = row.GetString(nameof(Mute)) is { } mute ? WarningMute.FromJson(mute) : null,
        };
}

/// <param name="Next">Cursor of the next page; null at the end.</param>
internal sealed record WarningPage(IReadOnlyList<StoredWarning> Warnings, string? Next);

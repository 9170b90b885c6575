using System.Text.Json;
using System.Text.Json.Serialization;

namespace Notifier.Core.Warnings.Mutes;

/// <summary>Which mute held a warning back.</summary>
/// <param name="Kind"><see cref="Silence"/> or <see cref="Inhibition"/>.</param>
/// <param name="Until">When the silence ends; null for an inhibition, which ends with the episode that it looks at.</param>
/// <param name="Since">When the warning was held back.</param>
/// <param name="Told">When it was told after all; null while it is held, and where nothing was left to tell.</param>
public sealed record WarningMute(
    string Kind, string Id, string Author, string? Comment, DateTimeOffset? Until, DateTimeOffset Since, DateTimeOffset? Told = null)
{
    public const string Silence = "silence";
    public const string Inhibition = "inhibition";

    /// <summary>True until it is told.</summary>
    [JsonIgnore]
    public bool Holds => Told is null;

    public string ToJson() => JsonSerializer.Serialize(this, WarningMuteContext.Default.WarningMute);

    /// <exception cref="JsonException">Not a mute.</exception>
    public static WarningMute FromJson(string json) =>
        JsonSerializer.Deserialize(json, WarningMuteContext.Default.WarningMute) ?? throw new JsonException("null is not a mute");
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(WarningMute))]
internal sealed partial class WarningMuteContext : JsonSerializerContext;

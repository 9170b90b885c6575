using System.Globalization;
using System.Text.Json;
using SendGrid;

namespace Notifier.Deliveries.SendGrid;

/// <summary>
/// Which readers a refused call is refused for: <c>{"errors":[{"field":"personalizations.3.to.0.email", …}]}</c>. Anything else is
/// no word about readers. Source: “Errors” of the v3 Mail Send reference.
/// </summary>
internal static class SendGridRefusal
{
    private const string Prefix = "personalizations.";

    /// <returns>Places among the readers, each once; empty where the answer names none.</returns>
    public static async Task<IReadOnlyList<int>> ReadAsync(Response answer, int readers, CancellationToken cancellation)
    {
        if (answer.Body is null)
            return [];
        try
        {
            using var body = JsonDocument.Parse(await answer.Body.ReadAsStringAsync(cancellation));
            return body.RootElement.ValueKind == JsonValueKind.Object && body.RootElement.TryGetProperty("errors", out var errors) && errors.ValueKind == JsonValueKind.Array
                ? [.. errors.EnumerateArray().Select(Place).Where(place => place >= 0 && place < readers).Distinct()]
                : [];
        }
        catch (Exception failure) when (failure is JsonException or HttpRequestException or IOException)
        {
            return [];
        }
    }

    private static int Place(JsonElement error)
    {
        if (error.ValueKind != JsonValueKind.Object || !error.TryGetProperty("field", out var field) || field.ValueKind != JsonValueKind.String
            || field.GetString() is not { } text || !text.StartsWith(Prefix, StringComparison.Ordinal))
            return -1;
        var number = text.AsSpan(Prefix.Length);
        var end = number.IndexOf('.');
        return int.TryParse(end < 0 ? number : number[..end], NumberStyles.None, CultureInfo.InvariantCulture, out var place) ? place : -1;
    }
}

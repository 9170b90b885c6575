using System.Globalization;
using System.Text;
using System.Text.Json;
using Notifier.Sources.Http;

namespace Notifier.Sources.Json;

/// <summary>Tells JSON that is wrong from JSON that is not whole, and from what is no JSON at all.</summary>
internal static class JsonEnd
{
    /// <param name="exception">Why the text could not be read; null where the reader did not say.</param>
    public static SourceFailure Explain(JsonException? exception, string text, string host)
    {
        if (WrongFormat.LooksHtml(text))
            return WrongFormat.Explain(text, host, "JSON", "");
        if (IsWhole(text))
            return new(SourceFailureReason.NotTheFormat, $"{host} answered with JSON of another shape{(exception?.Path is { Length: > 1 } path ? $" at {path}" : "")}");
        return BreaksOff(text)
            ? new(SourceFailureReason.Truncated, $"{host} broke off in the middle of its JSON")
            : new(SourceFailureReason.NotTheFormat, string.Create(CultureInfo.InvariantCulture, $"{host} answered with what is not JSON: line {(exception?.LineNumber ?? 0) + 1}"));
    }

    /// <summary>True where everything is right as far as it goes, and more should follow.</summary>
    public static bool BreaksOff(string text)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(text.TrimStart('\uFEFF')), isFinalBlock: false, default);
        try
        {
            while (reader.Read())
            {
            }

            return reader.BytesConsumed > 0;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static bool IsWhole(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text.TrimStart('\uFEFF'));
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}

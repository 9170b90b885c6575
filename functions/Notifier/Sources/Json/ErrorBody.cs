using System.Text.Json;
using Notifier.Sources.Http;

namespace Notifier.Sources.Json;

/// <summary>Errors that price APIs answer with status 200, told by the names of their members.</summary>
internal static class ErrorBody
{
    // Alpha Vantage: "Error Message", "Note", "Information"; fixer.io family: "success": false with "error"; Nasdaq Data Link:
    // "quandl_error"; FRED: "error_message"; Yahoo and others: "error", "errors", "message", "msg".
    private static readonly string[] Names = ["error", "errors", "Error Message", "error_message", "quandl_error", "Note", "Information", "message", "msg"];

    private static readonly string[] Texts = ["info", "message", "description", "type", "code"];

    /// <summary>Null where the body is no error that is known.</summary>
    public static SourceFailure? Find(JsonElement root, SourceAnswer answer)
    {
        if (root.ValueKind != JsonValueKind.Object)
            return null;
        foreach (var name in Names)
        {
            if (root.TryGetProperty(name, out var error) && error.ValueKind is not (JsonValueKind.Null or JsonValueKind.False))
                return new(SourceFailureReason.ErrorInBody, $"{answer.Host} answered with an error: {answer.Quote(Text(error) ?? name)}");
        }

        return root.TryGetProperty("success", out var success) && success.ValueKind == JsonValueKind.False
            ? new(SourceFailureReason.ErrorInBody, $"{answer.Host} answered with an error")
            : null;
    }

    private static string? Text(JsonElement error)
    {
        if (error.ValueKind == JsonValueKind.String)
            return error.GetString();
        if (error.ValueKind != JsonValueKind.Object)
            return null;
        return Texts.Select(name => error.TryGetProperty(name, out var text) ? text.ToString() : null).FirstOrDefault(text => !string.IsNullOrEmpty(text));
    }
}

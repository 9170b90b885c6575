using System.Text.Json;
using Notifier.Sources.Http;

namespace Notifier.Sources.Json;

/// <summary>Errors that price APIs answer with status 200, told by the names of their members.</summary>
internal static class ErrorBody
{
    // Alpha Vantage: "Error Message", "Note", "Information"; fixer.io family: "success": false with "error"; Nasdaq Data Link:
    // "quandl_error"; FRED: "error_message"; Yahoo and others: "error", "errors", "message", "msg".
    private static readonly string[] Names = ["error", "errors", "Error Message", "error_message", "quandl_error", "Note", "Information", "message", "Message", "msg"];

    private static readonly string[] Texts = ["info", "message", "description", "type", "code"];

    private static readonly string[] Fine = ["", "0", "ok", "success", "succeed", "succeeded", "successful", "none", "成功", "操作成功", "请求成功"];

    /// <summary>Null where the text is no JSON, or no error that is known.</summary>
    /// <param name="quote">Makes a piece of the body fit to be shown.</param>
    public static SourceFailure? Find(string text, string host, Func<string, string> quote)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return Find(document.RootElement, host, quote);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>What an error body says, as it is; null where the text is none.</summary>
    public static string? Words(string text)
    {
        string? words = null;
        Find(text, "", found => words = found);
        return words;
    }

    /// <summary>Null where the body is no error that is known.</summary>
    public static SourceFailure? Find(JsonElement root, SourceAnswer answer) => Find(root, answer.Host, answer.Quote);

    private static SourceFailure? Find(JsonElement root, string host, Func<string, string> quote)
    {
        if (root.ValueKind != JsonValueKind.Object)
            return null;
        foreach (var name in Names)
        {
            if (root.TryGetProperty(name, out var error) && IsError(error))
                return new(SourceFailureReason.ErrorInBody, $"{host} answered with an error: {quote(Text(error) ?? name)}");
        }

        return root.TryGetProperty("success", out var success) && success.ValueKind == JsonValueKind.False
            ? new(SourceFailureReason.ErrorInBody, $"{host} answered with an error")
            : null;
    }

    /// <summary>Many answers carry a place for errors that says that there is none: 0, "", "ok".</summary>
    private static bool IsError(JsonElement error) => error.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.False => false,
        JsonValueKind.Number => error.GetRawText() != "0",
        JsonValueKind.String => !Fine.Contains(error.GetString()!.Trim(), StringComparer.OrdinalIgnoreCase),
        JsonValueKind.Array => error.GetArrayLength() > 0,
        JsonValueKind.Object => error.EnumerateObject().Any(),
        _ => true,
    };

    private static string? Text(JsonElement error)
    {
        if (error.ValueKind == JsonValueKind.String)
            return error.GetString();
        // A list of errors is told by its first.
        if (error.ValueKind == JsonValueKind.Array)
            return Text(error[0]);
        if (error.ValueKind != JsonValueKind.Object)
            return null;
        return Texts.Select(name => error.TryGetProperty(name, out var text) ? text.ToString() : null).FirstOrDefault(text => !string.IsNullOrEmpty(text));
    }
}

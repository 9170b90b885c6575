using Notifier.Sources.Http;

namespace Notifier.Sources.NasdaqDataLink;

/// <summary>What the codes of Nasdaq Data Link mean, whatever the status they come with. https://docs.data.nasdaq.com/docs/error-codes</summary>
internal static class NasdaqErrors
{
    /// <summary>Null where the code is not known.</summary>
    public static SourceFailureReason? Reason(string? code) => code switch
    {
        // Limits of the day, and of ten minutes.
        "QELx01" or "QELx02" or "QELx03" or "QELx04" or "QELx05" => SourceFailureReason.Throttled,
        // The key is none, or its plan does not hold the data.
        "QEAx01" or "QEPx01" or "QEPx02" or "QEPx03" or "QEPx04" or "QEPx05" => SourceFailureReason.Unauthorized,
        "QECx01" or "QECx02" or "QECx05" => SourceFailureReason.NotFound,
        "QEXx01" or "QEXx02" => SourceFailureReason.ServerError,
        "QELx06" or "QELx07" or "QELx08" => SourceFailureReason.ClientError,
        _ => null,
    };

    /// <summary>An error with status 200.</summary>
    public static SourceFailure InBody(NasdaqError error, string place, ApiKey key, UsedSecrets secrets)
    {
        var reason = Reason(error.Code) ?? SourceFailureReason.ErrorInBody;
        return new(reason, $"{place} answered with an error: {Advice(reason, key)}{secrets.Quote($"{error.Code} {error.Message}")}");
    }

    /// <summary>An error with its own status: a bad key comes with 400, a plan that is too small with 403.</summary>
    public static SourceFailure WithCode(SourceFailure failure, NasdaqError? error, string place, ApiKey key, UsedSecrets secrets) =>
        failure.Status is { } status && Reason(error?.Code) is { } reason
            ? failure with { Reason = reason, Detail = $"{place} answered {status}: {Advice(reason, key)}{secrets.Quote($"{error!.Code} {error.Message}")}" }
            : failure;

    private static string Advice(SourceFailureReason reason, ApiKey key) => reason switch
    {
        SourceFailureReason.Unauthorized => $"check the setting {key.Setting} and its plan: ",
        SourceFailureReason.NotFound => "check 'symbol': ",
        _ => "",
    };
}

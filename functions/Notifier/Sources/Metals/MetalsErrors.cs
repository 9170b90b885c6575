using Notifier.Sources.Http;

namespace Notifier.Sources.Metals;

/// <summary>Errors that come with status 200, by the numbers of fixer.io (https://fixer.io/documentation, errors) and of metals.dev.</summary>
internal static class MetalsErrors
{
    /// <summary>Null where the answer is none.</summary>
    public static SourceFailure? Find(MetalsAnswer answer, string host, ApiKey key, UsedSecrets secrets)
    {
        if (answer.Success is not false && answer.Error is null && answer.ErrorCode is null && answer.Status is null or "success")
            return null;
        var code = answer.Error?.Code ?? answer.Error?.StatusCode ?? answer.ErrorCode;
        var words = secrets.Quote($"{code} {answer.Error?.Info ?? answer.Error?.Message ?? answer.Error?.Type ?? answer.ErrorMessage}".Trim());
        return code switch
        {
            // No key, an inactive account, a plan without this.
            "101" or "102" or "105" => new(SourceFailureReason.Unauthorized, $"{host} answered with an error: check the setting {key.Setting} and its plan: {words}"),
            // The month's requests are used up.
            "104" or "1203" => new(SourceFailureReason.Throttled, $"{host} answered with an error: {words}"),
            "106" => new(SourceFailureReason.Empty, $"{host} answered with an error: {words}"),
            "201" or "202" => new(SourceFailureReason.NotFound, $"{host} answered with an error: check 'symbol' and 'unit': {words}"),
            _ => new(SourceFailureReason.ErrorInBody, $"{host} answered with an error: {words}"),
        };
    }
}

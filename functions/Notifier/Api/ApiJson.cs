using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Notifier.Core.Warnings;

namespace Notifier.Api;

/// <summary>
/// How the API reads and writes JSON: camel case, words for enumerations, periods as dates, absent members left out,
/// Chinese readable; reading is strict (unknown, missing and duplicate members refused, nothing coerced).
/// </summary>
internal static class ApiJson
{
    /// <summary>No body of this API nests deeper than about 6.</summary>
    public const int MaximumDepth = 32;

    public static JsonSerializerOptions Options { get; } = Create();

    public static void Configure(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.PropertyNameCaseInsensitive = false;
        options.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        options.RespectNullableAnnotations = true;
        options.RespectRequiredConstructorParameters = true;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.AllowDuplicateProperties = false;
        options.MaxDepth = MaximumDepth;
        // Answers are application/json with nosniff, never part of a page: quotes, plus signs and Chinese stay as a person writes them.
        options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        options.Converters.Add(new PeriodConverter());
        options.Converters.Add(new SeverityConverter());
        options.Converters.Add(new TransitionKindConverter());
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
    }

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions { TypeInfoResolver = new DefaultJsonTypeInfoResolver() };
        Configure(options);
        options.MakeReadOnly();
        return options;
    }
}

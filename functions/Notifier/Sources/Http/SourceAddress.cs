using System.Globalization;
using Notifier.Core.Observations;

namespace Notifier.Sources.Http;

/// <summary>
/// The address of a source of a generic kind, with its places: <c>{from}</c> and <c>{to}</c> (dates), <c>{date:FORMAT}</c>
/// (today in the source's zone), <c>{next:FIRST}</c> (the page), <c>{key}</c> (setting <c>Secrets__&lt;source id, '-' as '_'&gt;</c>), <c>{secret:NAME}</c>.
/// </summary>
internal static class SourceAddress
{
    /// <summary>Values published up to this long ago may be revised and are asked for again.</summary>
    private const int OverlapDays = 45;

    // Before any price that is watched: the World Bank's commodity prices begin in 1960.
    private static readonly DateOnly Beginning = new(1960, 1, 1);

    private const string Places = "{from}, {to}, {date:yyyyMMdd}, {next:1}, {key} and {secret:NAME}";

    /// <summary>What is wrong with the address and the headers of a definition, as (JSON pointer, message).</summary>
    public static IEnumerable<(string Pointer, string Message)> Check(SourceDefinition definition)
    {
        if (Problem(definition.Url) is { } problem)
            yield return ("/url", problem);
        foreach (var (name, value) in definition.Headers)
        {
            if (Template.Fill(value, static (name, argument) => name == "secret" && Template.IsSecretName(argument) ? "1" : null).Missing is { } wrong)
                yield return ($"/headers/{name}", $"'{wrong}' is no place that is filled in; a header has {{secret:NAME}} only");
        }
    }

    /// <summary>The address with nothing in its places: what relative links are of must not carry secrets.</summary>
    public static Uri Unfilled(SourceDefinition definition) => new(Template.Fill(definition.Url, static (_, _) => "").Text!);

    /// <returns>The address, or the place that the settings have no value for.</returns>
    public static (Uri? Url, string? Missing) Fill(SourceDefinition definition, Period? lastPeriod, DateTimeOffset now, UsedSecrets secrets)
    {
        var local = TimeZoneInfo.ConvertTime(now, TimeZoneInfo.FindSystemTimeZoneById(definition.Zone)).DateTime;
        var from = lastPeriod is { } last && last.Date.DayNumber - Beginning.DayNumber > OverlapDays ? last.Date.AddDays(-OverlapDays) : Beginning;
        var (text, missing) = Template.Fill(definition.Url, (name, argument) => name switch
        {
            "from" => from.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            "to" => local.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            "date" => Escape(Format(local, argument)),
            "next" => Escape(argument),
            "key" => Escape(secrets.Find(definition.Id.Replace('-', '_'))),
            "secret" => Escape(secrets.Find(argument)),
            _ => null,
        });
        return text is not null && Uri.TryCreate(text, UriKind.Absolute, out var url) ? (url, null) : (null, missing ?? "'url'");
    }

    private static string? Problem(string template)
    {
        if (template.Length == 0)
            return "'url' is missing: the address to poll, beginning with https:// or http://";
        var (text, missing) = Template.Fill(template, Example);
        if (missing is not null)
            return $"'{missing}' is no place that is filled in; there are {Places}";
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || (url.Scheme != Uri.UriSchemeHttps && url.Scheme != Uri.UriSchemeHttp))
            return "this is not an address: write it whole, beginning with https:// or http://";
        if (url.UserInfo.Length > 0)
            return "an address must not carry a name and password: write them into 'headers' with {secret:NAME}";
        // A key must not decide whom it is sent to.
        var host = template[(template.IndexOf("://", StringComparison.Ordinal) + 3)..].Split('/', '?', '#')[0];
        return host.Contains('{', StringComparison.Ordinal) ? "places in braces may stand behind the host only" : null;
    }

    private static string? Example(string name, string argument) => name switch
    {
        "from" or "to" or "key" when argument.Length == 0 => "1",
        "next" when argument.Length is > 0 and < 100 => argument,
        "date" when argument.Length is > 0 and < 40 => Format(new DateTime(2024, 1, 2, 3, 4, 5), argument),
        "secret" when Template.IsSecretName(argument) => "1",
        _ => null,
    };

    private static string? Escape(string? text) => text is null ? null : Uri.EscapeDataString(text);

    private static string? Format(DateTime local, string format)
    {
        try
        {
            // '%' in front lets a single letter be a format of its own.
            return local.ToString(format.Length == 1 ? "%" + format : format, CultureInfo.InvariantCulture);
        }
        catch (FormatException)
        {
            return null;
        }
    }
}

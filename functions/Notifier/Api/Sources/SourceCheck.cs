using System.Net;
using Notifier.Api.Bodies;
using Notifier.Api.Problems;
using Notifier.Core.Observations;
using Notifier.Core.Observations.Calendars;
using Notifier.Outgoing;
using Notifier.Sources;
using Notifier.Sources.Polling;

namespace Notifier.Api.Sources;

/// <summary>What is wrong with a definition, whatever its kind; then what its kind says of it.</summary>
internal sealed class SourceCheck(IEnumerable<ISource> adapters, AddressGuard guard)
{
    private const int MostSeries = 5_000;
    private const int LongestText = 2_000;
    private const int LongestUnit = 40;

    /// <summary>Headers whose values are secrets: they are shown to whoever may read sources, so they must not stand in them.</summary>
    private static readonly string[] Secret = ["authorization", "proxy-authorization", "cookie", "x-api-key", "api-key", "apikey", "x-auth-token", "token"];

    /// <summary>Headers of the connection, of the body that a GET has not, and those that a poll sets by itself.</summary>
    private static readonly string[] Ours =
        ["host", "connection", "keep-alive", "te", "trailer", "transfer-encoding", "upgrade", "expect", "content-length", "content-type", "if-none-match", "if-modified-since", "range"];

    private readonly Dictionary<string, ISource> _adapters = adapters.ToDictionary(adapter => adapter.Kind);

    public IReadOnlyList<ProblemError> Judge(SourceDefinition source)
    {
        if (!_adapters.ContainsKey(source.Kind) && source.Kind != SourceKind.Push)
            return [Wrong("/kind", $"There is no kind of source of this name. The kinds are: {string.Join(", ", _adapters.Keys.Append(SourceKind.Push).Distinct().Order(StringComparer.Ordinal))}.")];
        var errors = Texts(source).Concat(Address(source)).Concat(When(source)).Concat(Headers(source)).Concat(Series(source)).ToList();
        if (errors.Count == 0 && _adapters.TryGetValue(source.Kind, out var adapter))
            errors.AddRange(adapter.Check(source).Select(found => Wrong(found.Pointer, found.Message)));
        return errors;
    }

    private static IEnumerable<ProblemError> Texts(SourceDefinition source)
    {
        foreach (var (pointer, text) in new[] { ("/url", source.Url), ("/items", source.Items ?? ""), ("/agency", source.Agency ?? ""), ("/title", source.Title ?? ""), ("/next", source.Next ?? ""), ("/html", source.Html ?? ""), ("/script", source.Script ?? "") })
        {
            if (text.Length > LongestText || text.Any(char.IsControl))
                yield return Wrong(pointer, $"Give at most {LongestText} characters on one line.");
        }

        if (source.ExpectMinItems is < 0 or > 1_000_000)
            yield return Wrong("/expectMinItems", "Give a number from 0 to 1000000.");
    }

    /// <summary>Said when it is saved where the address itself says so; a name is judged whenever it is connected to.</summary>
    private IEnumerable<ProblemError> Address(SourceDefinition source)
    {
        if (!Uri.TryCreate(source.Url, UriKind.Absolute, out var url))
            yield break;
        var literal = url.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase) ? IPAddress.Loopback
            : IPAddress.TryParse(url.DnsSafeHost, out var address) ? address : null;
        if (literal is not null && guard.Judge(literal) is { Allowed: false, Reason: var reason })
            yield return Wrong("/url", $"This address is not on the public internet ({reason}). On a machine of your own, set Notifier__AllowPrivateTargets to true.");
    }

    private static IEnumerable<ProblemError> When(SourceDefinition source)
    {
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(source.Zone, out var zone))
            yield return Wrong("/zone", "This is not a time zone. Give one such as Asia/Shanghai.");
        if (source.Kind == SourceKind.Push)
        {
            foreach (var pointer in OfPolled(source))
                yield return Wrong(pointer, "A push source is not polled: leave it out.");
        }
        else if (PollSchedule.Problem(source.Schedule, zone ?? TimeZoneInfo.Utc) is { } problem)
        {
            yield return Wrong("/schedule", problem);
        }
    }

    private static IEnumerable<string> OfPolled(SourceDefinition source)
    {
        if (source.Url.Length > 0)
            yield return "/url";
        if (source.Schedule.Length > 0)
            yield return "/schedule";
        if (source.Items is not null)
            yield return "/items";
        if (source.ExpectMinItems != 1)
            yield return "/expectMinItems";
    }

    private static IEnumerable<ProblemError> Headers(SourceDefinition source)
    {
        foreach (var (name, value) in source.Headers)
        {
            var pointer = JsonPointer.Append("/headers", name);
            if (name.Length is 0 or > 100 || name.Any(letter => !char.IsAsciiLetterOrDigit(letter) && letter is not ('-' or '_')))
                yield return Wrong(pointer, "The name of a header has letters, digits, '-' and '_'.");
            else if (Ours.Contains(name.ToLowerInvariant()))
                yield return Wrong(pointer, "This header belongs to the connection and is set by itself: leave it out.");
            else if (value.Length > LongestText || value.Any(letter => letter is < ' ' or > '~'))
                yield return Wrong(pointer, "The value of a header has visible ASCII characters only.");
            else if (Secret.Contains(name.ToLowerInvariant()) && !value.Contains("{secret:", StringComparison.Ordinal))
                yield return Wrong(pointer, "Put the secret into the configuration and write {secret:NAME} here.");
        }

        if (source.Kind == SourceKind.Push && source.Headers.Count > 0)
            yield return Wrong("/headers", "A push source is not polled: leave it out.");
    }

    private static IEnumerable<ProblemError> Series(SourceDefinition source)
    {
        if (source.Series.Count > MostSeries)
            yield return Wrong("/series", $"One source has at most {MostSeries} series.");
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var index = 0; index < Math.Min(source.Series.Count, MostSeries); index++)
        {
            var (series, place) = (source.Series[index], JsonPointer.Append("/series", index));
            if (!Identifier.IsValid(series.Id))
                yield return Wrong(place + "/id", $"An id has {Identifier.Form}.");
            else if (!seen.Add(series.Id))
                yield return Wrong(place + "/id", "This series stands here twice.");
            if (series.Unit.Length > LongestUnit || series.Unit.Any(letter => char.IsControl(letter) || letter == ' '))
                yield return Wrong(place + "/unit", $"A unit has at most {LongestUnit} characters and no spaces, for example CNY/t.");
            if (series.Calendar.Length > 0 && TradingCalendars.Find(series.Calendar) is null)
                yield return Wrong(place + "/calendar", $"There is no calendar of this name. The calendars are: {string.Join(", ", TradingCalendars.All.SelectMany(calendar => calendar.Aliases.Prepend(calendar.Id)))}.");
            if (series.Checks is not (null or SourceSeries.PriceChecks or SourceSeries.NoChecks))
                yield return Wrong(place + "/checks", $"Give '{SourceSeries.PriceChecks}' or '{SourceSeries.NoChecks}'.");
            if (series.Formula is not null && source.Kind != SourceKind.Derived)
                yield return Wrong(place + "/formula", $"Only a source of the kind '{SourceKind.Derived}' computes its series.");
            if (series.ConfirmedBy is { } second && (!Identifier.IsValid(second) || second == series.Id))
                yield return Wrong(place + "/confirmedBy", "Give the id of a series of another source.");
            if (series.Min > series.Max)
                yield return Wrong(place + "/min", "It is larger than 'max'.");
            foreach (var (name, text) in new[] { ("date", series.Date), ("value", series.Value), ("symbol", series.Symbol) })
            {
                if (text is not null && (text.Length is 0 or > 500 || text.Any(char.IsControl)))
                    yield return Wrong($"{place}/{name}", "Give 1 to 500 characters on one line.");
            }
        }
    }

    private static ProblemError Wrong(string pointer, string detail) => new(pointer, detail) { Code = "invalid-value" };
}

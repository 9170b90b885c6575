using Microsoft.AspNetCore.Http;
using Notifier.Api.Problems;
using Notifier.Core.Observations;

namespace Notifier.Api;

/// <summary>The query parameters <c>from</c> and <c>to</c>, both included.</summary>
internal static class PeriodRange
{
    public static (Period? From, Period? To, Problem? Problem) Read(HttpRequest request)
    {
        var (from, wrongFrom) = Read(request, "from");
        var (to, wrongTo) = Read(request, "to");
        if ((wrongFrom ?? wrongTo) is { } wrong)
            return (null, null, wrong);
        return from > to ? (null, null, Problem.InvalidQuery("to", "lies before from")) : (from, to, null);
    }

    private static (Period? Period, Problem? Problem) Read(HttpRequest request, string name)
    {
        if (request.Query[name] is not { Count: > 0 } values)
            return (null, null);
        return values.Count == 1 && Period.TryParse(values[0], out var period)
            ? (period, null)
            : (null, Problem.InvalidQuery(name, "give a date (yyyy-MM-dd), a month (yyyy-MM) or an instant with its offset"));
    }
}

using Microsoft.AspNetCore.Http;
using Notifier.Api;
using Notifier.Api.Paging;
using Notifier.Api.Problems;

namespace Notifier.Tests.Api;

/// <summary>What exists is changed only by who says which version was seen; and a cursor is only good for its own list.</summary>
public sealed class PreconditionsTests
{
    private const string Stored = "W/\"datetime'2026-01-31T08%3A00%3A00.0000000Z'\"";

    private static readonly string Seen = Preconditions.Tag(Stored).ToString();

    [Theory]
    [InlineData(false, null, null, null)]
    [InlineData(false, null, "*", null)]
    [InlineData(false, "*", null, 412)]
    [InlineData(false, "seen", null, 412)]
    [InlineData(true, null, null, 428)]
    [InlineData(true, null, "*", 412)]
    [InlineData(true, null, "seen", 412)]
    [InlineData(true, "seen", null, null)]
    [InlineData(true, "*", null, null)]
    [InlineData(true, "\"other\"", null, 412)]
    [InlineData(true, "\"other\", seen", null, null)]
    [InlineData(true, "no quotes", null, 400)]
    [InlineData(true, "seen", "seen", 412)]
    public void A_change_is_judged(bool exists, string? ifMatch, string? ifNoneMatch, int? status)
    {
        var request = new DefaultHttpContext().Request;
        if (ifMatch is not null)
            request.Headers.IfMatch = ifMatch.Replace("seen", Seen, StringComparison.Ordinal);
        if (ifNoneMatch is not null)
            request.Headers.IfNoneMatch = ifNoneMatch.Replace("seen", Seen, StringComparison.Ordinal);

        Assert.Equal(status, Preconditions.Judge(request, exists ? Stored : null)?.Kind.Status);
    }

    [Fact]
    public void A_tag_is_strong_and_has_no_quotes_inside() => Assert.Matches("^\"[A-Za-z0-9_-]+\"$", Seen);

    [Fact]
    public void A_cursor_leads_on_in_its_own_list_only()
    {
        var cursor = PageRequest.Next("keys", "锂|9", more: true)!;

        Assert.Equal("锂|9", Read("keys", $"?cursor={cursor}").Page.After);
        Assert.Equal(ProblemKind.InvalidQuery, Read("rules", $"?cursor={cursor}").Problem!.Kind);
        Assert.Null(PageRequest.Next("keys", "last", more: false));
    }

    [Theory]
    [InlineData("?limit=0")]
    [InlineData("?limit=201")]
    [InlineData("?limit=1e2")]
    [InlineData("?limit=")]
    [InlineData("?limit=5&limit=6")]
    [InlineData("?cursor=")]
    [InlineData("?cursor=%FF")]
    [InlineData("?cursor=_____w")]
    public void A_wrong_page_is_refused(string query) => Assert.Equal(ProblemKind.InvalidQuery, Read("keys", query).Problem!.Kind);

    private static (PageRequest Page, Problem? Problem) Read(string list, string query)
    {
        var request = new DefaultHttpContext().Request;
        request.QueryString = new QueryString(query);
        return PageRequest.Read(request, list);
    }
}

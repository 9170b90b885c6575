using System.Diagnostics;
using Notifier.Sources;
using Notifier.Sources.Html;
using static Notifier.Tests.Sources.SourceBench;

namespace Notifier.Tests.Sources.Html;

/// <summary>Pages that are meant to keep the reader busy or to fill its memory.</summary>
public sealed class HtmlBoundsTests : IAsyncLifetime
{
    // What these pages took before was from twenty seconds to hours; a page may take ten.
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(40);

    private readonly SourceBench _bench = new();
    private StandIn _server = null!;

    public async ValueTask InitializeAsync() => _server = await StandIn.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _bench.Dispose();
    }

    [Theory]
    [InlineData("<div>", 10_000, "its elements are nested more than 500 deep")]
    [InlineData("<ul><li>", 10_000, "its elements are nested more than 500 deep")]
    [InlineData("<tr><td>1<td>2", 200_000, "it has more than 100000 elements")]
    [InlineData("<p>text that is somewhat longer than others, and stands in a page of several megabytes ", 60_000, "it is longer than 4194304 characters")]
    public async Task A_page_too_large_to_be_searched_is_refused_before_it_is_parsed(string piece, int times, string problem)
    {
        var failure = await FailureAsync(string.Concat(Enumerable.Repeat(piece, times)), "table tr");

        Assert.Equal((SourceFailureReason.TooLarge, "127.0.0.1: the page cannot be read: " + problem), (failure?.Reason, failure?.Detail));
    }

    [Fact]
    public async Task An_element_of_thousands_of_attributes_is_refused() =>
        Assert.EndsWith("one of its elements has more than 1000 attributes", (await FailureAsync($"<p{string.Concat(Enumerable.Range(0, 50_000).Select(number => $" a{number}"))}>", "p"))?.Detail, StringComparison.Ordinal);

    [Theory]
    [InlineData("<b>", 90_000, "b b b:has(i)")]
    [InlineData("<a href=x><b>", 45_000, "a:not(:has(a a)) b")]
    [InlineData("<span>x", 90_000, "span:nth-last-of-type(3n+1):has(~ i)")]
    public async Task A_selector_takes_no_longer_than_a_page_may(string piece, int times, string selector)
    {
        var watch = Stopwatch.StartNew();

        var problem = await HtmlPage.UseAsync(
            string.Concat(Enumerable.Repeat(piece, times)),
            _server.Address,
            page => $"{page.Select(selector).Count} were found",
            problem => problem,
            TestContext.Current.CancellationToken,
            TimeSpan.FromSeconds(1));

        Assert.Equal("it takes more than 1 s to be read", problem);
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, Long);
    }

    [Fact]
    public async Task Items_within_items_take_no_longer_than_a_page_may()
    {
        var watch = Stopwatch.StartNew();

        await FailureAsync(string.Concat(Enumerable.Repeat("<div>", 400)) + string.Concat(Enumerable.Repeat("<i>some text of it</i>", 90_000)), "div");

        Assert.InRange(watch.Elapsed, TimeSpan.Zero, Long);
    }

    [Fact]
    public async Task A_poll_that_is_given_up_ends_within_the_page()
    {
        using var given = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var read = HtmlPage.UseAsync(
            string.Concat(Enumerable.Repeat("<p>a<i>b</i>", 10_000)),
            _server.Address,
            page =>
            {
                given.Cancel();
                return page.Select("i").Count;
            },
            _ => 0,
            given.Token);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => read);
    }

    [Fact]
    public async Task A_page_that_forgets_its_ends_is_read_as_a_browser_reads_it()
    {
        _server.Answer(string.Concat(Enumerable.Range(1, 3_000).Select(number => $"<p><font color=red><a href=/{number}>Notice {number} <td>2024-07-12")), "text/html");

        var reading = await _bench.ReadAsync(Source("a"));

        Assert.Null(reading.Failure);
        Assert.Equal("Notice 1", reading.Entries[0].Title.Split(" Notice")[0].Replace(" 2024-07-12", "", StringComparison.Ordinal));
    }

    private async Task<SourceFailure?> FailureAsync(string page, string items)
    {
        _server.Answer(page, "text/html");
        return (await _bench.ReadAsync(Source(items))).Failure;
    }

    private SourceDefinition Source(string items) => Definition("html", _server.Address + "list") with { Items = items, Entries = new(".", "@href") };
}

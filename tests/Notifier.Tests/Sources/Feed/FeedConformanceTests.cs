using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Notifier.Core.Tests;
using Notifier.Sources.Feed;
using Notifier.Sources.Http;

namespace Notifier.Tests.Sources.Feed;

/// <summary>The corpora of other feed parsers: what they expect of fields that we have too, and documents made to do harm.</summary>
public sealed partial class FeedConformanceTests
{
    private const double Bar = 0.985;

    [Fact]
    public void The_fields_that_other_parsers_agree_on_are_read_as_they_read_them()
    {
        var (right, wrong) = (0, new List<string>());
        foreach (var line in SharedData.Read("feeds/cases.jsonl").Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            using var test = JsonDocument.Parse(line);
            var scored = test.RootElement.GetProperty("expect").EnumerateArray()
                .Where(expected => !expected.TryGetProperty("convention", out _) && Path().IsMatch(expected.GetProperty("path").GetString()!)).ToList();
            if (scored.Count == 0)
                continue;
            var feed = Read(test.RootElement);
            foreach (var expected in scored)
            {
                if (feed is not null && Same(expected.GetProperty("value"), Value(feed, expected.GetProperty("path").GetString()!)))
                    right++;
                else
                    wrong.Add($"{test.RootElement.GetProperty("id")} {expected.GetProperty("path")}");
            }
        }

        Assert.InRange((double)right / (right + wrong.Count), Bar, 1);
    }

    [Fact]
    public void An_attack_costs_less_than_a_second_and_64_megabytes_and_reads_no_file()
    {
        var folder = SharedData.PathOf("feeds/xml-attacks");
        using var expectations = JsonDocument.Parse(SharedData.Read("feeds/xml-attacks/expect.json"));
        foreach (var attack in expectations.RootElement.EnumerateArray())
        {
            var name = attack.GetProperty("file").GetString()!;
            var body = File.ReadAllBytes(System.IO.Path.Combine(folder, name));
            var (before, watch) = (GC.GetAllocatedBytesForCurrentThread(), Stopwatch.StartNew());
            var feed = Read(body);
            var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

            Assert.True(watch.Elapsed.TotalSeconds < 1, $"{name}: {watch.Elapsed.TotalSeconds} s");
            Assert.True(allocated < 64 << 20, $"{name}: {allocated >> 20} MiB");
            AssertOutcome(name, attack.GetProperty("expect"), feed);
        }
    }

    [Fact]
    public void A_real_feed_that_is_cut_off_anywhere_yields_its_whole_items()
    {
        var folder = SharedData.PathOf("feeds/feed-rs/fixture");
        foreach (var file in Directory.GetFiles(folder, "*.xml", SearchOption.AllDirectories))
        {
            var text = BodyText.Decode(File.ReadAllBytes(file), null);
            var ends = ItemEnd().Matches(text).Select(end => end.Index + end.Length).ToList();
            if (ends.Count == 0 || FeedReader.Read(text, null, TimeZoneInfo.Utc) is var whole && whole.Items.Count != ends.Count)
                continue;
            foreach (var cut in ends.Take(3).Append(ends[^1]).SelectMany(end => new[] { end - 1, end, end + 9 }).Where(cut => cut < text.Length - 20))
            {
                var feed = FeedReader.Read(text[..cut], null, TimeZoneInfo.Utc);

                Assert.True(feed.Truncated, file);
                Assert.Equal((file, cut, ends.Count(end => end <= cut)), (file, cut, feed.Items.Count));
            }
        }
    }

    private static void AssertOutcome(string name, JsonElement expect, FeedDocument? feed)
    {
        var outcome = expect.GetProperty("outcome").GetString();
        Assert.False(outcome == "items-kept" && feed is null, name);
        Assert.False(outcome == "reject" && feed is not null, name);
        var texts = feed is null ? "" : string.Concat(feed.Items.SelectMany(item => new[] { item.Title, item.Summary, item.Content }).Append(feed.Title).Append(feed.Description).Select(text => text?.Text));
        Assert.DoesNotContain("root:", texts, StringComparison.Ordinal);
        if (feed is null)
            return;
        if (expect.TryGetProperty("items", out var items))
            Assert.Equal((name, items.GetInt32()), (name, feed.Items.Count));
        if (expect.TryGetProperty("title_max_len", out var longest))
            Assert.True(feed.Title?.Text.Length <= longest.GetInt32() && feed.Items.All(item => (item.Title?.Text.Length ?? 0) <= longest.GetInt32()), name);
        if (expect.TryGetProperty("title", out var title))
            Assert.Equal(FeedText.Plain(title.GetString()), feed.Title?.Plain);
    }

    private static FeedDocument? Read(JsonElement test)
    {
        var headers = test.TryGetProperty("headers", out var given) ? given.EnumerateObject().ToDictionary(header => header.Name.ToLowerInvariant(), header => header.Value.GetString()!) : [];
        var address = headers.GetValueOrDefault("content-location") is ['h', ..] location ? location : test.TryGetProperty("document_url", out var url) ? url.GetString() : null;
        var charset = headers.TryGetValue("content-type", out var type) && Charset().Match(type) is { Success: true } match ? match.Groups[1].Value : null;
        return Read(File.ReadAllBytes(SharedData.PathOf("feeds/" + test.GetProperty("file").GetString())), charset, address is null ? null : new Uri(address));
    }

    private static FeedDocument? Read(byte[] body, string? charset = null, Uri? address = null)
    {
        try
        {
            body = body is [0x1F, 0x8B, ..] ? PackedBody.Unpack(body, ["gzip"], 8 << 20) : body;
            return FeedReader.Read(BodyText.Decode(body, charset), address, TimeZoneInfo.Utc);
        }
        catch (Exception exception) when (exception is FeedFormatException or BodyTooLargeException)
        {
            return null;
        }
    }

    private static object? Value(FeedDocument feed, string path)
    {
        if (path == "items.count")
            return feed.Items.Count;
        if (path.StartsWith("feed.", StringComparison.Ordinal))
        {
            return path[5..] switch
            {
                "title" => feed.Title?.Whole,
                "description" => feed.Description?.Whole,
                "link" => feed.Link,
                "id" => feed.Id,
                "language" => feed.Language,
                "version" => feed.Version,
                "updated" => Date(feed.Updated),
                _ => Date(feed.Published),
            };
        }

        var index = int.Parse(path[6..path.IndexOf(']', StringComparison.Ordinal)], CultureInfo.InvariantCulture);
        return feed.Items.ElementAtOrDefault(index) is not { } item ? null : path[(path.IndexOf("].", StringComparison.Ordinal) + 2)..] switch
        {
            "title" => item.Title?.Whole,
            "link" => item.Link,
            "id" => item.Id,
            "summary" => item.Summary?.Whole,
            "content" => item.Content?.Whole,
            "author" => item.Authors.Select(author => author.Text).FirstOrDefault(),
            "categories" => string.Join('|', item.Categories.Select(category => category.Text)),
            "updated" => Date(item.Updated),
            _ => Date(item.Published),
        };
    }

    private static bool Same(JsonElement expected, object? value) => expected.ValueKind switch
    {
        JsonValueKind.Number => value is int count && count == expected.GetInt32(),
        JsonValueKind.Array => value as string == string.Join('|', expected.EnumerateArray().Select(one => one.GetString())),
        _ => Plain(value as string) == Plain(expected.GetString()),
    };

    /// <summary>Blanks are one blank, and an address without a path has the path <c>/</c> (RFC 3986 section 6.2.3).</summary>
    private static string? Plain(string? text) => text is null ? null : Blank().Replace(BareHost().IsMatch(text) ? text + "/" : text, " ").Trim();

    private static string? Date(DateTimeOffset? date) => date?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^(items\.count|feed\.(title|link|id|description|language|updated|published|version)|items\[\d+\]\.(title|link|id|summary|content|published|updated|author|categories))$")]
    private static partial Regex Path();

    [GeneratedRegex("""charset\s*=\s*["']?\s*([^\s"';]+)""", RegexOptions.IgnoreCase)]
    private static partial Regex Charset();

    [GeneratedRegex("</(?:item|entry)>")]
    private static partial Regex ItemEnd();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blank();

    [GeneratedRegex("^https?://[^/?#]+$")]
    private static partial Regex BareHost();
}

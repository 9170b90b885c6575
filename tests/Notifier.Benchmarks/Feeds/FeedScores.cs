using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Notifier.Sources.Http;

namespace Notifier.Benchmarks.Feeds;

/// <summary>How much each reader has right of what the shared cases expect of titles, links and numbers of items.</summary>
internal static partial class FeedScores
{
    public static void Run(TextWriter output)
    {
        if (FeedCorpus.Folder is not { } folder)
        {
            output.WriteLine("the shared data is not here: set NOTIFIER_SHARED to the folder that contains data/");
            return;
        }

        var cases = File.ReadLines(Path.Combine(folder, "cases.jsonl")).Select(static line => JsonDocument.Parse(line).RootElement).Where(static one => Expected(one).Any()).ToList();
        foreach (var (name, read) in FeedReaders.All)
        {
            var (all, right, refused) = (0, 0, 0);
            foreach (var one in cases)
            {
                var feed = FeedCorpus.Try(text => read(text), BodyText.Decode(File.ReadAllBytes(Path.Combine(folder, one.GetProperty("file").GetString()!)), Charset(one)));
                refused += feed is null ? 1 : 0;
                all++;
                right += feed is not null && Expected(one).All(expected => Plain(expected.GetProperty("value").ToString()) == Plain(Value(feed, expected.GetProperty("path").GetString()!))) ? 1 : 0;
            }

            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: {right} of {all} cases right ({100.0 * right / all:0.0} %), {refused} refused"));
        }
    }

    private static IEnumerable<JsonElement> Expected(JsonElement one) => one.GetProperty("expect").EnumerateArray()
        .Where(static expected => !expected.TryGetProperty("convention", out _) && Paths().IsMatch(expected.GetProperty("path").GetString()!));

    private static string? Charset(JsonElement one) => one.TryGetProperty("headers", out var headers)
        ? headers.EnumerateObject().Where(static header => header.Name.Equals("content-type", StringComparison.OrdinalIgnoreCase)).Select(static header => CharsetOf().Match(header.Value.GetString()!)).Where(static match => match.Success).Select(static match => match.Groups[1].Value).FirstOrDefault()
        : null;

    private static string? Value(ReadFeed feed, string path)
    {
        if (path == "items.count")
            return feed.Items.Count.ToString(CultureInfo.InvariantCulture);
        if (path == "feed.title")
            return feed.Title;
        var index = int.Parse(path[6..path.IndexOf(']', StringComparison.Ordinal)], CultureInfo.InvariantCulture);
        var item = feed.Items.ElementAtOrDefault(index);
        return path.EndsWith("title", StringComparison.Ordinal) ? item.Title : item.Link;
    }

    /// <summary>Blanks and the slash behind a bare host are nobody's fault.</summary>
    private static string Plain(string? text) => Blanks().Replace(text ?? "", " ").Trim().TrimEnd('/');

    [GeneratedRegex(@"^(items\.count|feed\.title|items\[\d+\]\.(title|link))$")]
    private static partial Regex Paths();

    [GeneratedRegex("""charset\s*=\s*["']?\s*([^\s"';]+)""", RegexOptions.IgnoreCase)]
    private static partial Regex CharsetOf();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}

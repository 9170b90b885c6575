using System.Net;
using System.Xml;
using Notifier.Core.Observations;
using Notifier.Sources.Http;

namespace Notifier.Sources.WorldBank;

/// <summary>
/// Kind <c>world-bank</c>: the Pink Sheet of the World Bank, monthly averages of commodity prices since 1960, without a key. The symbol of a
/// series is the name of its column, for example <c>Nickel</c>. There is no API: the link to the workbook is read from the page each time,
/// because it changes with each release, on the second working day of the month.
/// </summary>
/// <remarks>The workbook is asked for conditionally while the link stays the same; months of the last 400 days are taken again.</remarks>
internal sealed class WorldBankSource(IWorldBankPages pages, IWorldBankFiles files) : ISource
{
    public const string OwnBase = "https://www.worldbank.org";

    private const string Page = "/en/research/commodity-markets";
    private const string FileName = "CMO-Historical-Data-Monthly.xlsx";
    private const string Sheet = "Monthly Prices";
    private const string Domain = ".worldbank.org";
    private const string Link = "link";

    public string Kind => "world-bank";

    public bool BringsEntries => false;

    public IEnumerable<(string Pointer, string Message)> Check(SourceDefinition definition)
    {
        foreach (var problem in ApiDefinition.Check(definition))
            yield return problem;
        for (var index = 0; index < definition.Series.Count; index++)
        {
            var series = definition.Series[index];
            if (string.IsNullOrWhiteSpace(series.Symbol))
                yield return ($"/series/{index}/symbol", "'symbol' is the name of a column of the Pink Sheet, for example Nickel");
            if (series.Frequency != Frequency.Monthly)
                yield return ($"/series/{index}/frequency", "these prices are monthly: write monthly");
        }
    }

    public async Task<SourceReading> ReadAsync(SourceDefinition definition, SourceCursor cursor, CancellationToken cancellation)
    {
        var page = ApiDefinition.Address(definition, OwnBase, Page);
        var (link, failure) = await FindAsync(page, cancellation);
        if (link is null)
            return SourceReading.Failed(cursor, failure!);
        var known = cursor.Marks?.GetValueOrDefault(Link) == link.AbsoluteUri ? cursor : SourceCursor.Start;
        using var answer = await files.FileAsync(link, known.ETag, AnswerTags.Since(known), cancellation);
        if (AnswerTags.IsNotModified(answer))
            return SourceReading.Unchanged(cursor);
        if (ApiAnswer.Failure(answer, link.Host, cancellation) is { } refused)
            return SourceReading.Failed(cursor, refused);
        var next = cursor.Noted(answer) with { Marks = new Dictionary<string, string> { [Link] = link.AbsoluteUri } };
        return Read(definition, answer.Content!, cursor, next, link.Host);
    }

    private async Task<(Uri? Link, SourceFailure? Failure)> FindAsync(Uri page, CancellationToken cancellation)
    {
        using var answer = await pages.PageAsync(page, cancellation);
        if (ApiAnswer.Failure(answer, page.Host, cancellation) is { } failure)
            return (null, failure);
        var text = answer.Content!;
        var end = text.IndexOf(FileName, StringComparison.OrdinalIgnoreCase);
        if (end < 0)
        {
            return (null, text.Contains("</html>", StringComparison.OrdinalIgnoreCase)
                ? WrongFormat.Explain(text, page.Host, "a page with a link to " + FileName, "")
                : new(SourceFailureReason.Truncated, $"{page.Host} broke off before the link to {FileName}"));
        }

        var begin = text.LastIndexOfAny(['"', '\'', '=', '>'], end) + 1;
        return Uri.TryCreate(page, WebUtility.HtmlDecode(text[begin..(end + FileName.Length)]), out var link) && IsAllowed(link, page)
            ? (link, null)
            : (null, new(SourceFailureReason.NotTheFormat, $"{page.Host}: the link to {FileName} leads elsewhere than to the bank"));
    }

    private static bool IsAllowed(Uri link, Uri page) =>
        (link.Scheme == Uri.UriSchemeHttps || link.Scheme == page.Scheme) && link.UserInfo.Length == 0
        && (link.Host == page.Host || link.Host.EndsWith(Domain, StringComparison.OrdinalIgnoreCase));

    private static SourceReading Read(SourceDefinition definition, Stream file, SourceCursor cursor, SourceCursor next, string host)
    {
        try
        {
            using var whole = new MemoryStream();
            file.CopyTo(whole);
            if (!whole.GetBuffer().AsSpan(0, (int)whole.Length).StartsWith("PK"u8))
                return SourceReading.Failed(cursor, WrongFormat.Explain(BodyText.Decode(whole.ToArray(), null), host, "a workbook", "what came is no workbook"));
            using var workbook = new XlsxWorkbook(whole);
            if (workbook.Rows(Sheet) is not { } rows)
                return SourceReading.Failed(cursor, new(SourceFailureReason.NotTheFormat, $"{host}: the workbook has no sheet '{Sheet}'"));
            var (found, months, problem) = PinkSheet.Read(definition, rows, Revisions.From(definition, cursor.LastPeriod), host);
            return found?.BySymbol(cursor, next, months, host) ?? SourceReading.Failed(cursor, new(SourceFailureReason.NotTheFormat, $"{host}: {problem}"));
        }
        catch (UnpackedTooLargeException)
        {
            return SourceReading.Failed(cursor, new(SourceFailureReason.TooLarge, $"{host} answered with a workbook that unpacks to more than may be read"));
        }
        catch (Exception exception) when (exception is InvalidDataException or XmlException)
        {
            // A zip has its directory at its end: one that broke off cannot be opened.
            return SourceReading.Failed(cursor, new(SourceFailureReason.Truncated, $"{host} answered with a workbook that is damaged or not whole"));
        }
    }
}

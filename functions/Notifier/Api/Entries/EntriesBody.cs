using System.Security.Cryptography;
using System.Text;
using Notifier.Api.Bodies;
using Notifier.Api.Problems;
using Notifier.Core.Entries;
using Notifier.Core.Observations;
using Notifier.Sources.Items;

namespace Notifier.Api.Entries;

/// <summary>Several entries, or one: <c>{"source","entries":[…]}</c> or <c>{"source","entry":{…}}</c>.</summary>
/// <param name="Source">A push source.</param>
internal sealed record EntriesBody(string Source, IReadOnlyList<EntryBody>? Entries = null, EntryBody? Entry = null)
{
    private const int MostAtOnce = 500;

    internal IReadOnlyList<EntryBody> All { get; } = Entries ?? (Entry is null ? [] : [Entry]);

    public IEnumerable<ProblemError> Check(DateTimeOffset now)
    {
        if (Entries is null && Entry is null)
            return [new("", "'entries' is missing; a single one is sent as 'entry'.") { Code = "missing-field" }];
        return Entries is not null && Entry is not null
            ? [new("/entry", "Send either 'entries' or one 'entry'.") { Code = "invalid-value" }]
            : CheckAll(now);
    }

    private IEnumerable<ProblemError> CheckAll(DateTimeOffset now)
    {
        if (All.Count is 0 or > MostAtOnce)
            yield return new("/entries", $"Send 1 to {MostAtOnce} entries at once.") { Code = "invalid-value" };
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var index = 0; index < Math.Min(All.Count, MostAtOnce); index++)
        {
            var place = Entries is null ? "/entry" : JsonPointer.Append("/entries", index);
            foreach (var (member, detail) in All[index].Check(now))
                yield return new($"{place}/{member}", detail) { Code = "invalid-value" };
            if (!seen.Add(All[index].Key))
                yield return new(place, "This entry stands here twice.") { Code = "invalid-value" };
        }
    }
}

/// <summary>One announcement.</summary>
/// <param name="Id">Stable within the source. Default: link and title, because several announcements may stand on one page; without a link, title and publication.</param>
/// <param name="Published">Default: now.</param>
internal sealed record EntryBody(
    string Title,
    string? Id = null,
    string? Link = null,
    string? Summary = null,
    string? Content = null,
    Period? Published = null,
    Period? Updated = null,
    IReadOnlyList<string>? Authors = null,
    IReadOnlyList<string>? Categories = null)
{
    private const int LongestLine = 1_000;
    private const int LongestText = 30_000;
    private const int LongestList = 50;

    internal string Key { get; } = Id ?? (Link is null ? Hash($"{Title}\n{Published}") : EntryLimits.ShortId($"{Link}#{EntryLimits.Hash(Title)}"));

    public Entry ToEntry(string source, DateTimeOffset now) =>
        new(source, Key, Title, Link, Summary ?? "", Content ?? "", Published ?? Period.From(now), Updated, Authors ?? [], Categories ?? []);

    public IEnumerable<(string Member, string Detail)> Check(DateTimeOffset now)
    {
        if (string.IsNullOrWhiteSpace(Title) || IsNoLine(Title))
            yield return ("title", Line);
        if (Id is not null && (Id.Length == 0 || IsNoLine(Id)))
            yield return ("id", Line);
        if (Link is not null && (IsNoLine(Link) || !Uri.TryCreate(Link, UriKind.Absolute, out var link) || link.Scheme is not ("http" or "https")))
            yield return ("link", "Give an absolute http or https address.");
        if (IsNoText(Summary))
            yield return ("summary", Text);
        if (IsNoText(Content))
            yield return ("content", Text);
        if (Published > Period.From(now.AddDays(1)))
            yield return ("published", "It lies in the future.");
        foreach (var (member, list) in new[] { ("authors", Authors), ("categories", Categories) })
        {
            if (list is not null && (list.Count > LongestList || list.Any(IsNoLine)))
                yield return (member, $"Give at most {LongestList} texts of at most {LongestLine} characters on one line.");
        }
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static string Line => $"Give 1 to {LongestLine} characters on one line.";

    private static string Text => $"Give at most {LongestText} characters, of the control characters line ends and tabs only.";

    private static bool IsNoText(string? text) => text is not null && (text.Length > LongestText || text.Any(static letter => char.IsControl(letter) && letter is not ('\n' or '\r' or '\t')));

    private static bool IsNoLine(string text) => text.Length > LongestLine || text.Any(char.IsControl);
}

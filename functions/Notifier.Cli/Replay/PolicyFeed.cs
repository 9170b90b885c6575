using System.Globalization;
using System.Text;
using System.Xml;
using Notifier.Core.Observations;

namespace Notifier.Cli.Replay;

/// <summary>The policy notices as an Atom feed (RFC 4287), newest first, growing as their dates come.</summary>
internal sealed class PolicyFeed(IReadOnlyList<PolicyNotice> notices)
{
    private const string Atom = "http://www.w3.org/2005/Atom";
    // As long as the feeds of the ministries usually are.
    private const int Latest = 20;

    private PolicyNotice[] _published = [];

    /// <summary>Publishes what is dated up to that day; true where that brought something new.</summary>
    public bool Publish(DateOnly day)
    {
        PolicyNotice[] published = [.. notices.Where(notice => notice.Date <= day)];
        var news = published.Length > Volatile.Read(ref _published).Length;
        Volatile.Write(ref _published, published);
        return news;
    }

    public PolicyNotice? Find(string slug) => Array.Find(Volatile.Read(ref _published), notice => notice.Slug == slug);

    public (string ETag, byte[] Xml) Answer(Uri address)
    {
        var published = Volatile.Read(ref _published);
        using var body = new MemoryStream();
        using (var xml = XmlWriter.Create(body, new XmlWriterSettings { Encoding = new UTF8Encoding(false) }))
        {
            xml.WriteStartElement("feed", Atom);
            xml.WriteElementString("title", Atom, "Policy notices, restated");
            xml.WriteElementString("id", Atom, "urn:notifier:replay:policy");
            xml.WriteElementString("updated", Atom, Instant(published.LastOrDefault()?.Date ?? About.Date));
            foreach (var notice in published.Reverse().Take(Latest).Append(About))
                WriteEntry(xml, notice, new Uri(address, "policy/" + notice.Slug));
            xml.WriteEndElement();
        }

        return (string.Create(CultureInfo.InvariantCulture, $"\"{published.Length}\""), body.ToArray());
    }

    // A feed without any item would be taken for a broken one.
    private static PolicyNotice About { get; } = new(
        new DateOnly(2000, 1, 1), "about", "Notifier", "About this feed", "本订阅源说明。", "Announcements of past years, restated for a replay.");

    private static void WriteEntry(XmlWriter xml, PolicyNotice notice, Uri link)
    {
        xml.WriteStartElement("entry", Atom);
        xml.WriteElementString("id", Atom, "urn:notifier:replay:policy:" + notice.Slug);
        xml.WriteElementString("title", Atom, notice.Title);
        xml.WriteStartElement("link", Atom);
        xml.WriteAttributeString("href", link.ToString());
        xml.WriteEndElement();
        xml.WriteElementString("published", Atom, Instant(notice.Date));
        xml.WriteElementString("updated", Atom, Instant(notice.Date));
        xml.WriteStartElement("author", Atom);
        xml.WriteElementString("name", Atom, notice.Agency);
        xml.WriteEndElement();
        xml.WriteElementString("summary", Atom, notice.Translation);
        xml.WriteElementString("content", Atom, notice.Text);
        xml.WriteEndElement();
    }

    private static string Instant(DateOnly date) => date.ToString("yyyy-MM-dd'T00:00:00Z'", CultureInfo.InvariantCulture);
}

using System.Globalization;
using System.Text;
using System.Xml;
using Notifier.Core.Episodes;
using Notifier.Core.Warnings;
using Notifier.Deliveries;
using Notifier.Subscriptions;

namespace Notifier.Api.Warnings;

/// <summary>Warnings as an Atom feed (RFC 4287); all texts are plain text.</summary>
internal sealed class WarningFeed(PublicLinks links, TimeProvider time)
{
    public const string MediaType = "application/atom+xml";

    private const string Atom = "http://www.w3.org/2005/Atom";

    private static readonly XmlWriterSettings Settings = new() { Encoding = new UTF8Encoding(false), Indent = true };

    public byte[] Write(IReadOnlyList<StoredWarning> warnings, string query)
    {
        using var bytes = new MemoryStream();
        using (var xml = XmlWriter.Create(bytes, Settings))
        {
            xml.WriteStartElement("feed", Atom);
            xml.WriteElementString("id", Atom, $"{links.Base}/api/warnings.atom{query}");
            xml.WriteElementString("title", Atom, "Notifier: warnings");
            xml.WriteElementString("updated", Atom, Instant(warnings.Count == 0 ? time.GetUtcNow() : warnings[0].Recorded));
            WriteLink(xml, "self", $"{links.Base}/api/warnings.atom{query}");
            xml.WriteStartElement("author", Atom);
            xml.WriteElementString("name", Atom, "Notifier");
            xml.WriteEndElement();
            foreach (var warning in warnings)
                WriteEntry(xml, warning);
            xml.WriteEndElement();
        }

        return bytes.ToArray();
    }

    private void WriteEntry(XmlWriter xml, StoredWarning stored)
    {
        var warning = stored.Warning;
        xml.WriteStartElement("entry", Atom);
        xml.WriteElementString("id", Atom, $"urn:notifier:warning:{warning.Id}");
        xml.WriteElementString("title", Atom, Plain($"{warning.Severity.Word()} ({warning.Severity.Color()}): {warning.RuleTitle} {warning.Kind.Word()} on {warning.Series}"));
        xml.WriteElementString("updated", Atom, Instant(stored.Recorded));
        WriteLink(xml, "alternate", links.Warning(warning.Id));
        xml.WriteStartElement("category", Atom);
        xml.WriteAttributeString("term", warning.Severity.Word());
        xml.WriteEndElement();
        xml.WriteElementString("summary", Atom, Plain($"{warning.Period}: {warning.Reason}"));
        xml.WriteEndElement();
    }

    private static void WriteLink(XmlWriter xml, string relation, string address)
    {
        xml.WriteStartElement("link", Atom);
        xml.WriteAttributeString("rel", relation);
        xml.WriteAttributeString("href", address);
        xml.WriteEndElement();
    }

    /// <summary>What XML cannot hold becomes a space.</summary>
    private static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            plain.Append(Rune.IsControl(rune) || rune.Value is 0xFFFE or 0xFFFF ? " " : rune.ToString());
        return plain.ToString();
    }

    private static string Instant(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}

using System.Globalization;
using System.IO.Compression;
using System.Xml;

namespace Notifier.Sources.WorldBank;

/// <summary>
/// The cells of a workbook (ECMA-376, parts 1 and 2: a zip of XML parts), as far as a table of numbers needs them: no formulas, styles or
/// dates. All parts together may unpack to 64 MiB, so that a small file cannot fill the memory; a document type is refused.
/// </summary>
/// <remarks>Read with the framework alone: what is read of one sheet needs no library.</remarks>
internal sealed class XlsxWorkbook : IDisposable
{
    private const string RelationshipNamespace = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const int MostStrings = 1_000_000;
    private const int MostColumns = 16_384;

    private readonly ZipArchive _parts;
    private readonly UnpackedBytes _unpacked = new(64 * 1024 * 1024);

    /// <exception cref="InvalidDataException">The file is no zip, or not whole.</exception>
    public XlsxWorkbook(Stream file) => _parts = new ZipArchive(file, ZipArchiveMode.Read);

    /// <summary>The rows of a sheet: texts by column number from 0, numbers as they are written.</summary>
    /// <returns>Null where there is no sheet of that name.</returns>
    /// <exception cref="InvalidDataException">A part is missing, damaged or too large.</exception>
    /// <exception cref="XmlException">A part is not XML.</exception>
    public IReadOnlyList<IReadOnlyDictionary<int, string>>? Rows(string sheet)
    {
        if (Find("xl/workbook.xml", "sheet", reader => reader.GetAttribute("name")?.Trim() == sheet ? reader.GetAttribute("id", RelationshipNamespace) : null) is not { } id)
            return null;
        var target = Find("xl/_rels/workbook.xml.rels", "Relationship", reader => reader.GetAttribute("Id") == id ? reader.GetAttribute("Target") : null)
            ?? throw new InvalidDataException("the workbook does not say where its sheet is");
        var texts = Strings();
        using var reader = Open(target.StartsWith('/') ? target[1..] : "xl/" + target);
        var rows = new List<IReadOnlyDictionary<int, string>>();
        while (reader.ReadToFollowing("row"))
        {
            using var row = reader.ReadSubtree();
            rows.Add(Cells(row, texts));
        }

        return rows;
    }

    public void Dispose() => _parts.Dispose();

    private static Dictionary<int, string> Cells(XmlReader row, List<string> texts)
    {
        var cells = new Dictionary<int, string>();
        for (var column = 0; row.ReadToFollowing("c"); column++)
        {
            // Empty cells are left out: those that are there say where they are.
            column = row.GetAttribute("r") is { } place ? Column(place) : column;
            var type = row.GetAttribute("t");
            using var cell = row.ReadSubtree();
            var text = Text(cell, type == "inlineStr" ? "t" : "v");
            cells[column] = type == "s" ? int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at < texts.Count ? texts[at] : throw new InvalidDataException("a cell names a text that is not there") : text;
        }

        return cells;
    }

    /// <summary>The texts of all elements of a name, without those that say how to read them aloud.</summary>
    private static string Text(XmlReader reader, string element)
    {
        var text = new System.Text.StringBuilder();
        reader.Read();
        while (!reader.EOF)
        {
            if (reader is { NodeType: XmlNodeType.Element, LocalName: "rPh" })
                reader.Skip();
            else if (reader.NodeType == XmlNodeType.Element && reader.LocalName == element)
                text.Append(reader.ReadElementContentAsString());
            else
                reader.Read();
        }

        return text.ToString();
    }

    /// <summary>Of <c>AB12</c>: 27.</summary>
    private static int Column(string place)
    {
        var column = 0;
        foreach (var letter in place.TakeWhile(char.IsAsciiLetterUpper).Take(4))
            column = (column * 26) + letter - 'A' + 1;
        return column is > 0 and <= MostColumns ? column - 1 : throw new InvalidDataException("a cell has no column");
    }

    private List<string> Strings()
    {
        var texts = new List<string>();
        if (_parts.GetEntry("xl/sharedStrings.xml") is null)
            return texts;
        using var reader = Open("xl/sharedStrings.xml");
        while (reader.ReadToFollowing("si"))
        {
            if (texts.Count == MostStrings)
                throw new InvalidDataException("the workbook has too many texts");
            using var one = reader.ReadSubtree();
            texts.Add(Text(one, "t"));
        }

        return texts;
    }

    private string? Find(string part, string element, Func<XmlReader, string?> choose)
    {
        using var reader = Open(part);
        while (reader.Read())
        {
            if (reader.NodeType == XmlNodeType.Element && reader.LocalName == element && choose(reader) is { } found)
                return found;
        }

        return null;
    }

    private XmlReader Open(string part)
    {
        var entry = _parts.GetEntry(part) ?? throw new InvalidDataException($"the workbook has no part '{part}'");
        return XmlReader.Create(new CountedStream(entry.Open(), _unpacked), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, CloseInput = true, IgnoreComments = true });
    }
}

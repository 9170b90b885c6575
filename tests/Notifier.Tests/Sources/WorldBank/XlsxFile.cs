using System.Globalization;
using System.IO.Compression;
using System.Security;
using System.Text;

namespace Notifier.Tests.Sources.WorldBank;

/// <summary>Workbooks as spreadsheet programs save them: shared texts, numbers as numbers, empty cells left out.</summary>
internal static class XlsxFile
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    /// <param name="rows">Cells by column; a cell that is a number is saved as one, an empty one is left out.</param>
    public static byte[] Of(string sheet, params string[][] rows)
    {
        var texts = rows.SelectMany(row => row).Where(cell => cell.Length > 0 && !IsNumber(cell)).Distinct().ToList();
        return Zip(
            ("[Content_Types].xml", """<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>"""),
            ("xl/workbook.xml", $"""<workbook xmlns="{Main}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="AFOSHEET" sheetId="1" r:id="rId1"/><sheet name="{sheet}" sheetId="2" r:id="rId2"/></sheets></workbook>"""),
            ("xl/_rels/workbook.xml.rels", """<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Target="worksheets/sheet2.xml"/></Relationships>"""),
            ("xl/sharedStrings.xml", $"""<sst xmlns="{Main}">{string.Concat(texts.Select(text => $"<si><r><t>{SecurityElement.Escape(text[..1])}</t></r><r><t xml:space=\"preserve\">{SecurityElement.Escape(text[1..])}</t></r><rPh><t>aloud</t></rPh></si>"))}</sst>"""),
            ("xl/worksheets/sheet1.xml", $"""<worksheet xmlns="{Main}"><sheetData/></worksheet>"""),
            ("xl/worksheets/sheet2.xml", $"""<worksheet xmlns="{Main}"><sheetData>{string.Concat(rows.Select((row, at) => Row(row, at, texts)))}</sheetData></worksheet>"""));
    }

    public static byte[] Zip(params (string Name, string Text)[] parts)
    {
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create))
        {
            foreach (var (name, text) in parts)
            {
                using var part = zip.CreateEntry(name).Open();
                part.Write(Encoding.UTF8.GetBytes(text));
            }
        }

        return file.ToArray();
    }

    private static string Row(string[] row, int at, List<string> texts) => string.Create(CultureInfo.InvariantCulture, $"<row r=\"{at + 1}\">")
        + string.Concat(row.Select((cell, column) => cell.Length == 0 ? "" : IsNumber(cell) ? $"<c r=\"{Place(column, at)}\" s=\"7\"><v>{cell}</v></c>" : string.Create(CultureInfo.InvariantCulture, $"<c r=\"{Place(column, at)}\" t=\"s\"><v>{texts.IndexOf(cell)}</v></c>")))
        + "</row>";

    private static string Place(int column, int row) => string.Create(CultureInfo.InvariantCulture, $"{(column >= 26 ? ((char)('A' + (column / 26) - 1)).ToString() : "")}{(char)('A' + (column % 26))}{row + 1}");

    private static bool IsNumber(string cell) => double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out _);
}

using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Notifier.Core.Rules;

namespace Notifier.Cli.Rules;

internal sealed record FileFinding(string Path, Finding Finding);

/// <summary>Findings as <c>PATH:LINE:COLUMN: error|warning CODE MESSAGE</c>, the form that editors jump to, or as a JSON list.</summary>
internal static class FindingOutput
{
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void WriteLines(TextWriter output, IEnumerable<FileFinding> found)
    {
        foreach (var (path, finding) in found)
            output.WriteLine($"{path}:{finding.Line}:{finding.Column}: {Word(finding.Level)} {finding.Code} {finding.Message}");
    }

    public static void WriteJson(TextWriter output, IEnumerable<FileFinding> found)
    {
        using var text = new MemoryStream();
        using (var writer = new Utf8JsonWriter(text, Readable))
        {
            writer.WriteStartArray();
            foreach (var (path, finding) in found)
                Write(writer, path, finding);
            writer.WriteEndArray();
        }

        output.WriteLine(Encoding.UTF8.GetString(text.ToArray()));
    }

    private static void Write(Utf8JsonWriter writer, string path, Finding finding)
    {
        writer.WriteStartObject();
        writer.WriteString("path", path);
        writer.WriteNumber("line", finding.Line);
        writer.WriteNumber("column", finding.Column);
        writer.WriteString("severity", Word(finding.Level));
        writer.WriteString("code", finding.Code);
        writer.WriteString("message", finding.Message);
        writer.WriteEndObject();
    }

    private static string Word(FindingLevel level) => level == FindingLevel.Error ? "error" : "warning";
}

using System.Globalization;
using System.Text.Json;
using Notifier.Core.Rules.Located;

namespace Notifier.Core.Tests.Rules;

/// <summary>The cases of JSONTestSuite: <c>y_</c> is JSON, <c>n_</c> is none, <c>i_</c> is left to the reader.</summary>
public sealed class JsonConformanceTests
{
    // Names that stand twice are JSON by the grammar, and refused here on purpose.
    private static readonly string[] Refused = ["y_object_duplicated_key.json", "y_object_duplicated_key_and_value.json"];

    [Fact]
    public void What_is_json_is_read_and_what_is_none_is_refused()
    {
        var wrong = new List<string>();
        foreach (var file in Directory.EnumerateFiles(SharedData.PathOf("security/json/test_parsing"), "*.json"))
        {
            var name = Path.GetFileName(file);
            var accepted = Accepts(File.ReadAllBytes(file));
            if (name[0] != 'i' && accepted != (name[0] == 'y' && !Refused.Contains(name)))
                wrong.Add(name);
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public void The_values_are_those_of_another_reader()
    {
        foreach (var file in Directory.EnumerateFiles(SharedData.PathOf("security/json/test_parsing"), "y_*.json"))
        {
            if (Refused.Contains(Path.GetFileName(file)))
                continue;
            var bytes = File.ReadAllBytes(file);
            var text = SourceText.Decode(bytes).Text;
            using var expected = JsonDocument.Parse(text);
            Assert.Equal(Normal(expected.RootElement), Normal(LocatedJson.Read(text, new(text))!));
        }
    }

    private static bool Accepts(byte[] bytes)
    {
        var (text, whole) = SourceText.Decode(bytes);
        var findings = new FindingLog(text);
        return whole && LocatedJson.Read(text, findings) is not null && findings.Errors == 0;
    }

    private static string Normal(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => $"{{{string.Join(",", element.EnumerateObject().Select(member => $"{Escaped(member.Name)}:{Normal(member.Value)}"))}}}",
        JsonValueKind.Array => $"[{string.Join(",", element.EnumerateArray().Select(Normal))}]",
        JsonValueKind.String => Escaped(element.GetString()!),
        JsonValueKind.Number => element.GetDouble().ToString("R", CultureInfo.InvariantCulture),
        _ => element.GetRawText(),
    };

    private static string Normal(LocatedValue value) => value switch
    {
        LocatedObject owner => $"{{{string.Join(",", owner.Members.Select(member => $"{Escaped(member.Name)}:{Normal(member.Value)}"))}}}",
        LocatedArray list => $"[{string.Join(",", list.Items.Select(Normal))}]",
        LocatedString text => Escaped(text.Text.Value),
        LocatedNumber number => number.Value.ToString("R", CultureInfo.InvariantCulture),
        LocatedLiteral literal => literal.Word,
        _ => throw new InvalidOperationException(value.Kind),
    };

    private static string Escaped(string text) => string.Concat(text.Select(character => $"\\u{(int)character:x4}"));
}

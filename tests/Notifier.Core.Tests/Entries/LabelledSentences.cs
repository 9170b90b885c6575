using System.Text.Json;
using Notifier.Core.Entries.Quantities;
using Notifier.Core.Entries.Topics;

namespace Notifier.Core.Tests.Entries;

/// <summary>Measures topics and quantities on labelled sentences: lines <c>{"id","text","topics","quantities"}</c>.</summary>
internal sealed class LabelledSentences
{
    private readonly Dictionary<string, (int Right, int Wrong, int Missing)> _topics = [];

    private LabelledSentences(IEnumerable<string> lines)
    {
        foreach (var line in lines.Where(line => line.Length > 0))
        {
            using var document = JsonDocument.Parse(line);
            Judge(document.RootElement);
        }
    }

    public int Quantities { get; private set; }

    public int RightQuantities { get; private set; }

    /// <summary>Found where none is labelled.</summary>
    public int ExtraQuantities { get; private set; }

    public double F1
    {
        get
        {
            var (right, wrong, missing) = (_topics.Values.Sum(one => one.Right), _topics.Values.Sum(one => one.Wrong), _topics.Values.Sum(one => one.Missing));
            return 2.0 * right / ((2 * right) + wrong + missing);
        }
    }

    /// <summary>The share of labelled quantities that were read with type, numbers, unit, direction and limit as labelled.</summary>
    public double Exact => (double)RightQuantities / Quantities;

    public static LabelledSentences Measure(string path) => new(File.ReadLines(path));

    public override string ToString() =>
        FormattableString.Invariant($"F1 {F1:F3}, quantities {RightQuantities}/{Quantities} exact, {ExtraQuantities} extra; ")
        + string.Join(", ", _topics.Where(one => one.Value.Wrong + one.Value.Missing > 0).OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => $"{one.Key} {one.Value}"));

    private void Judge(JsonElement sentence)
    {
        var text = sentence.GetProperty("text").GetString()!;
        var labelled = sentence.GetProperty("topics").EnumerateArray().Select(topic => topic.GetString()!).ToHashSet();
        var found = TopicClassifier.Default.Classify("", text).Select(hit => hit.Topic).ToHashSet();
        foreach (var topic in labelled.Union(found))
        {
            var (right, wrong, missing) = _topics.GetValueOrDefault(topic);
            _topics[topic] = labelled.Contains(topic) && found.Contains(topic) ? (right + 1, wrong, missing) : found.Contains(topic) ? (right, wrong + 1, missing) : (right, wrong, missing + 1);
        }

        var read = QuantityReader.Read(text).ToList();
        foreach (var quantity in sentence.GetProperty("quantities").EnumerateArray())
        {
            Quantities++;
            if (read.FindIndex(one => IsSame(one, quantity)) is var index and >= 0)
            {
                RightQuantities++;
                read.RemoveAt(index);
            }
        }

        ExtraQuantities += read.Count;
    }

    private static bool IsSame(Quantity read, JsonElement labelled) =>
        QuantityJson.Word(read.Type) == Text(labelled, "type") && read.Unit == Text(labelled, "unit") && read.Cmp == Text(labelled, "cmp") && read.Bound == Text(labelled, "bound")
        && (read.Type != QuantityType.Factor || read.Direction?.ToString().ToLowerInvariant() == Text(labelled, "direction"))
        && Same(read.Value, labelled, "value") && Same(read.Alt, labelled, "alt") && Same(read.From, labelled, "from") && Same(read.To, labelled, "to")
        && Same(read.Low, labelled, "low") && Same(read.High, labelled, "high");

    private static string? Text(JsonElement labelled, string name) => labelled.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static bool Same(double? read, JsonElement labelled, string name) =>
        labelled.TryGetProperty(name, out var value) ? read is { } number && Math.Abs(number - value.GetDouble()) <= 1e-9 * Math.Max(1, Math.Abs(number)) : read is null;
}

using System.Globalization;
using System.Reflection;
using System.Text.Json;
using Notifier.Core.Entries.Texts;

namespace Notifier.Core.Entries.Quantities;

/// <summary>The words that stand beside numbers, in both scripts and in English, with what each of them does there.</summary>
internal sealed class QuantityWords
{
    private static readonly Lazy<QuantityWords> Own = new(() => new(ReadOwn()));

    private readonly Dictionary<string, int> _index = new(StringComparer.Ordinal);
    private readonly List<List<(QuantityWordKind Kind, string Detail)>> _meanings = [];

    private readonly Dictionary<char, string> _classifiers = [];
    private readonly Dictionary<string, string> _pricedPer = new(StringComparer.Ordinal);

    private QuantityWords(JsonElement file)
    {
        foreach (var list in file.GetProperty("words").EnumerateObject())
            Add(Kind(list.Name), list.Value, isDetailed: list.Name is "more" or "approx" or "after_more" or "per_each");
        foreach (var (name, kind, isDetailed) in Lists)
            Add(kind, file.GetProperty(name), isDetailed);
        foreach (var number in file.GetProperty("numbers").EnumerateObject())
            Add(number.Name, QuantityWordKind.Number, number.Value.GetRawText());
        foreach (var written in file.GetProperty("shares").EnumerateArray().Select(element => element.GetString()!.Split('|')))
        {
            foreach (var word in written.Skip(1))
                Add(word, QuantityWordKind.Half, written[0]);
        }

        foreach (var list in file.GetProperty("classifiers").EnumerateObject())
        {
            foreach (var character in list.Value.GetString()!)
                _classifiers.Add(character, list.Name);
        }

        foreach (var list in file.GetProperty("priced_per").EnumerateObject())
        {
            foreach (var material in list.Value.EnumerateArray())
                _pricedPer.Add(material.GetString()!, list.Name);
        }

        Automaton = new(_index.OrderBy(pair => pair.Value).Select(pair => pair.Key), mayFollowDigits: true);
    }

    public static QuantityWords Default => Own.Value;

    public TermAutomaton Automaton { get; }

    private static readonly (string, QuantityWordKind, bool)[] Lists =
    [
        ("percent", QuantityWordKind.Percent, false), ("points", QuantityWordKind.Points, true), ("times", QuantityWordKind.Times, false),
        ("fold", QuantityWordKind.Fold, false), ("tenth", QuantityWordKind.Tenth, false), ("factors", QuantityWordKind.Factor, true),
        ("fractions", QuantityWordKind.Fraction, true), ("units", QuantityWordKind.Unit, true), ("currencies", QuantityWordKind.Currency, true),
        ("multipliers", QuantityWordKind.Multiplier, true), ("counted", QuantityWordKind.Counted, true), ("quoted", QuantityWordKind.Quoted, false),
        ("granted", QuantityWordKind.Granted, false), ("car", QuantityWordKind.Car, false),
    ];

    /// <returns>The unit that a Chinese classifier stands for by itself, empty where its noun must be named; null for other characters.</returns>
    public string? Classifier(char character) => _classifiers.GetValueOrDefault(character);

    /// <returns>What the price of a material is quoted for where no text says it.</returns>
    public string PricedPer(string material, string currency) =>
        _pricedPer.GetValueOrDefault($"{currency} {material}") ?? _pricedPer.GetValueOrDefault(material, "t");

    /// <returns>What the word adds in that role; null where it has another one.</returns>
    public string? Detail(int term, QuantityWordKind kind)
    {
        foreach (var meaning in _meanings[term])
        {
            if (meaning.Kind == kind)
                return meaning.Detail;
        }

        return null;
    }

    internal static JsonElement ReadOwn()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("quantity-words.json")
            ?? throw new InvalidOperationException("The resource quantity-words.json is missing.");
        return JsonDocument.Parse(stream).RootElement;
    }

    private void Add(QuantityWordKind kind, JsonElement list, bool isDetailed)
    {
        foreach (var written in list.EnumerateArray().Select(element => element.GetString()!))
        {
            if (!isDetailed)
            {
                Add(written, kind, "");
                continue;
            }

            // "0.5|down|腰斩|减半": factors and fractions have two details, the others one.
            var parts = written.Split('|');
            var details = kind is QuantityWordKind.Factor or QuantityWordKind.Fraction ? 2 : 1;
            foreach (var word in parts.Skip(details))
                Add(word, kind, string.Join('|', parts.Take(details)));
        }
    }

    private void Add(string word, QuantityWordKind kind, string detail)
    {
        var normal = NormalText.Of(word).Span.ToString().Replace('-', ' ');
        if (!_index.TryGetValue(normal, out var term))
        {
            _index.Add(normal, term = _meanings.Count);
            _meanings.Add([]);
        }

        if (Detail(term, kind) is null)
            _meanings[term].Add((kind, detail));
    }

    private static QuantityWordKind Kind(string name) =>
        Enum.Parse<QuantityWordKind>(name.Replace("_", "", StringComparison.Ordinal), ignoreCase: true);

    internal static decimal Number(string text) => decimal.Parse(text, NumberStyles.Number, CultureInfo.InvariantCulture);
}

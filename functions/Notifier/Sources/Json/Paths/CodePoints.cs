using System.Collections.Concurrent;
using System.Globalization;
using System.Text;

namespace Notifier.Sources.Json.Paths;

/// <summary>A set of Unicode code points, as ranges in ascending order that do not touch.</summary>
internal sealed class CodePoints
{
    private const int Last = 0x10FFFF;
    private const int FirstSurrogate = 0xD800;
    private const int LastSurrogate = 0xDFFF;
    private const int FirstBeyond = 0x10000;

    // General categories of Unicode by the names that RFC 9485 section 4 allows: all but surrogates.
    private const string Names = "Lu,Ll,Lt,Lm,Lo,Mn,Mc,Me,Nd,Nl,No,Zs,Zl,Zp,Cc,Cf,Cs,Co,Pc,Pd,Ps,Pe,Pi,Pf,Po,Sm,Sc,Sk,So,Cn";

    private static readonly string[] Categories = Names.Split(',');
    private static readonly ConcurrentDictionary<string, CodePoints> Known = new(StringComparer.Ordinal);

    private readonly List<(int From, int To)> _ranges;

    private CodePoints(List<(int From, int To)> ranges) => _ranges = ranges;

    public static CodePoints None { get; } = new([]);

    public static CodePoints AllButLineEnds { get; } = None.With('\n', '\n').With('\r', '\r').Complement();

    /// <summary>The only one; null where there are none or several.</summary>
    public int? Single => _ranges is [var only] && only.From == only.To ? only.From : null;

    public static CodePoints Of(int point) => new([(point, point)]);

    /// <param name="name"><c>L</c> or <c>Lu</c>; null is answered for a name that there is not.</param>
    public static CodePoints? OfCategory(string name)
    {
        if (name.Length is 0 or > 2 || name == "Cs" || !Categories.Any(category => category.StartsWith(name, StringComparison.Ordinal)))
            return null;
        return Known.GetOrAdd(name, static name => Scan(name));
    }

    public CodePoints With(int from, int to) => With(new CodePoints([(from, to)]));

    public CodePoints With(CodePoints other)
    {
        var merged = new List<(int From, int To)>();
        foreach (var (from, to) in _ranges.Concat(other._ranges).Order())
        {
            if (merged.Count > 0 && from <= merged[^1].To + 1)
                merged[^1] = (merged[^1].From, Math.Max(merged[^1].To, to));
            else
                merged.Add((from, to));
        }

        return new(merged);
    }

    public CodePoints Complement()
    {
        var (rest, next) = (new List<(int, int)>(), 0);
        foreach (var (from, to) in _ranges)
        {
            if (from > next)
                rest.Add((next, from - 1));
            next = to + 1;
        }

        if (next <= Last)
            rest.Add((next, Last));
        return new(rest);
    }

    /// <summary>In .NET, whose characters are UTF-16: a class of the basic plane, and surrogate pairs.</summary>
    public string ToPattern()
    {
        if (Single is < FirstBeyond and { } only)
            return Escape(only);
        var parts = new List<string>();
        // Halves of pairs are no code points.
        if (Class(Within(0, FirstSurrogate - 1).Concat(Within(LastSurrogate + 1, FirstBeyond - 1))) is { } plane)
            parts.Add(plane);
        parts.AddRange(Pairs());
        // No text has a character that is in no set.
        return parts.Count == 0 ? @"[^\u0000-\uFFFF]" : $"(?:{string.Join('|', parts)})";
    }

    /// <summary>Pairs by their first half; whole blocks of second halves together.</summary>
    private IEnumerable<string> Pairs()
    {
        var bySecond = new SortedDictionary<string, List<(int, int)>>(StringComparer.Ordinal);
        foreach (var (from, to) in Within(FirstBeyond, Last))
        {
            foreach (var (first, second) in Halves(from - FirstBeyond, to - FirstBeyond))
            {
                if (!bySecond.TryGetValue(second, out var firsts))
                    bySecond.Add(second, firsts = []);
                firsts.Add(first);
            }
        }

        return bySecond.Select(pair => Class(pair.Value) + pair.Key);
    }

    private static IEnumerable<((int, int) First, string Second)> Halves(int from, int to)
    {
        // 1,024 code points share a first half.
        while (from <= to)
        {
            var whole = (from & 0x3FF) == 0 && to - from >= 0x3FF;
            var end = whole ? (((to + 1) >> 10) << 10) - 1 : Math.Min(to, from | 0x3FF);
            yield return ((0xD800 + (from >> 10), 0xD800 + (end >> 10)), Class([(0xDC00 + (from & 0x3FF), 0xDC00 + (end & 0x3FF))])!);
            from = end + 1;
        }
    }

    private IEnumerable<(int, int)> Within(int first, int last) =>
        _ranges.Where(range => range.From <= last && range.To >= first).Select(range => (Math.Max(range.From, first), Math.Min(range.To, last)));

    private static string? Class(IEnumerable<(int From, int To)> ranges)
    {
        var text = new StringBuilder("[");
        foreach (var (from, to) in ranges)
            text.Append(Escape(from)).Append(from == to ? "" : "-" + Escape(to));
        return text.Length == 1 ? null : text.Append(']').ToString();
    }

    private static string Escape(int unit) => string.Create(CultureInfo.InvariantCulture, $"\\u{unit:X4}");

    private static CodePoints Scan(string name)
    {
        var ranges = new List<(int From, int To)>();
        for (var point = 0; point <= Last; point++)
        {
            if (!Categories[(int)CharUnicodeInfo.GetUnicodeCategory(point)].StartsWith(name, StringComparison.Ordinal) || point is >= FirstSurrogate and <= LastSurrogate)
                continue;
            if (ranges.Count > 0 && ranges[^1].To == point - 1)
                ranges[^1] = (ranges[^1].From, point);
            else
                ranges.Add((point, point));
        }

        return new(ranges);
    }
}

using System.Collections.Concurrent;
using System.Globalization;

namespace Notifier.Sources.Json.Paths;

/// <summary>A set of Unicode code points, as ranges in ascending order that do not touch.</summary>
internal sealed class CodePoints
{
    private const int Last = 0x10FFFF;
    private const int FirstSurrogate = 0xD800;
    private const int LastSurrogate = 0xDFFF;

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

    public bool Contains(int point)
    {
        var (low, high) = (0, _ranges.Count - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (point < _ranges[middle].From)
                high = middle - 1;
            else if (point > _ranges[middle].To)
                low = middle + 1;
            else
                return true;
        }

        return false;
    }

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

using Notifier.Core.Entries.Texts;

namespace Notifier.Core.Entries.Quantities;

/// <summary>What a number is about: the nearest material, thing or measured property before it in its sentence, else behind it in its clause.</summary>
internal sealed class SubjectFinder
{
    // How near a material must stand before a property to be one name with it: "nickel ore mining quota".
    private const int Joined = 12;

    private readonly NormalText _text;
    private readonly List<TermMatch> _found = [];

    public SubjectFinder(NormalText text)
    {
        _text = text;
        var all = new List<TermMatch>();
        SubjectWords.Default.Automaton.Find(text.Span, all);
        all.Sort((one, other) => one.Start != other.Start ? one.Start.CompareTo(other.Start) : other.End.CompareTo(one.End));
        foreach (var match in all)
        {
            if (_found.Count == 0 || match.Start >= _found[^1].End)
                _found.Add(match);
        }
    }

    public string? Of(Quantity quantity, int start, int end)
    {
        var (from, to) = _text.SentenceBounds(_text.SentenceAt(start));
        // A pattern such as "cut … by 30%" holds its own subject.
        var last = Index(end) - 1;
        for (var at = last; at >= 0 && _found[at].Start >= from; at--)
        {
            if (Named(at, from, quantity) is { } name)
                return name;
        }

        for (var at = last + 1; at < _found.Count && _found[at].End <= to; at++)
        {
            if (Named(at, from, quantity) is { } name)
                return name;
        }

        return null;
    }

    /// <returns>The material whose price is spoken of at a place; null where the nearest subject is no material.</returns>
    public string? MaterialBefore(int start)
    {
        var from = _text.SentenceBounds(_text.SentenceAt(start)).Start;
        for (var at = Index(start) - 1; at >= 0 && _found[at].Start >= from; at--)
        {
            var (kind, id) = SubjectWords.Default[_found[at].Term];
            if (kind == SubjectKind.Material)
                return id;
            if (kind != SubjectKind.Property || id != "price")
                return null;
        }

        return null;
    }

    public string? Before(int start)
    {
        var at = Index(start) - 1;
        return at >= 0 && _found[at].Start >= _text.SentenceBounds(_text.SentenceAt(start)).Start ? SubjectWords.Default[_found[at].Term].Id : null;
    }

    /// <summary>How many subjects begin before a place.</summary>
    private int Index(int place)
    {
        var (low, high) = (0, _found.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = _found[middle].Start < place ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private string? Named(int at, int from, Quantity quantity)
    {
        var (kind, id) = SubjectWords.Default[_found[at].Term];
        var before = at > 0 && _found[at - 1].Start >= from && _found[at].Start - _found[at - 1].End <= Joined ? SubjectWords.Default[_found[at - 1].Term] : default;
        var name = kind switch
        {
            SubjectKind.Property when id == "price" => null,
            SubjectKind.Property when before is { Id: not null, Kind: SubjectKind.Material or SubjectKind.Thing } => $"{before.Id}_{id}",
            SubjectKind.Property => id,
            SubjectKind.Thing when quantity.Unit is not null => null,
            _ => id,
        };
        return name is not null && Fits(quantity, kind, name) ? name : null;
    }

    /// <summary>A count of vehicles is no amount of lithium; money for a project is no price.</summary>
    private static bool Fits(Quantity quantity, SubjectKind kind, string name) => quantity.Unit switch
    {
        "vehicle" => kind == SubjectKind.Property,
        "city" => false,
        "CNY" or "USD" or "EUR" => name is "subsidy" or "tax_credit" or "investment" or "profit" or "revenue" or "credit_price" or "cost",
        _ => true,
    };
}

using System.Globalization;
using System.Runtime.InteropServices;

namespace Notifier.Core.Entries.Texts;

/// <summary>A term found: characters from <paramref name="Start"/> up to <paramref name="End"/> of the normal text.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct TermMatch(int Term, int Start, int End)
{
    public bool Holds(TermMatch other) => Start <= other.Start && other.End <= End;
}

/// <summary>
/// Finds all of many terms in one pass (Aho and Corasick, "Efficient string matching: an aid to bibliographic search", 1975).
/// A blank and a dash are the same; a Latin letter or digit at a term's end must not touch another one, but for a plural s.
/// </summary>
internal sealed class TermAutomaton
{
    private readonly Dictionary<int, int> _edges = [];
    private readonly int[] _first = new int[char.MaxValue + 1];
    private readonly List<int> _failures = [0];
    private readonly List<int> _terms = [-1];
    private readonly List<int> _shorter = [0];
    private readonly List<char[]> _written = [];

    /// <param name="terms">Normal texts, each once; a match names a term by its index.</param>
    /// <param name="mayFollowDigits">Whether a term may touch a digit before it, as units do.</param>
    public TermAutomaton(IEnumerable<string> terms, bool mayFollowDigits = false)
    {
        _mayFollowDigits = mayFollowDigits;
        foreach (var term in terms)
            Add(term);
        Link();
    }

    // Characters that no term has are 0 and lead back to the start.
    private readonly int[] _symbols = new int[char.MaxValue + 1];
    private readonly bool _mayFollowDigits;
    private int _symbolCount;

    public void Find(ReadOnlySpan<char> text, List<TermMatch> found)
    {
        var state = 0;
        for (var at = 0; at < text.Length; at++)
        {
            state = Next(state, Same(text[at]));
            for (var node = _terms[state] >= 0 ? state : _shorter[state]; node > 0; node = _shorter[node])
            {
                var start = at + 1 - _written[_terms[node]].Length;
                if (IsWhole(text, start, at + 1))
                    found.Add(new(_terms[node], start, at + 1));
            }
        }
    }

    private void Add(string term)
    {
        var state = 0;
        foreach (var character in term)
            state = Child(state, Same(character)) is var child and > 0 ? child : Grow(state, Same(character));
        if (_terms[state] >= 0)
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"The term '{term}' is listed twice."), nameof(term));
        _terms[state] = _written.Count;
        _written.Add(term.ToCharArray());
    }

    private int Grow(int state, char character)
    {
        if (_symbols[character] == 0)
            _symbols[character] = ++_symbolCount;
        var child = _terms.Count;
        _terms.Add(-1);
        _failures.Add(0);
        _shorter.Add(0);
        if (state == 0)
            _first[character] = child;
        else
            _edges.Add(Key(state, _symbols[character]), child);
        return child;
    }

    // 2^17 states of 2^14 symbols: the terms of a taxonomy are some ten thousand states.
    private static int Key(int state, int symbol) => (state << 14) | symbol;

    private int Child(int state, char character) =>
        state == 0 ? _first[character]
        : _symbols[character] is var symbol and > 0 && _edges.TryGetValue(Key(state, symbol), out var child) ? child
        : 0;

    private int Next(int state, char character)
    {
        while (true)
        {
            if (Child(state, character) is var child and > 0)
                return child;
            if (state == 0)
                return 0;
            state = _failures[state];
        }
    }

    private void Link()
    {
        var children = _edges.GroupBy(edge => edge.Key >> 14).ToDictionary(group => group.Key, group => group.ToList());
        var characters = new char[_symbolCount + 1];
        for (var character = 0; character <= char.MaxValue; character++)
            characters[_symbols[character]] = (char)character;
        var queue = new Queue<int>(_first.Where(child => child > 0));
        while (queue.TryDequeue(out var state))
        {
            foreach (var (key, child) in children.GetValueOrDefault(state, []))
            {
                _failures[child] = Next(_failures[state], characters[key & 0x3FFF]);
                _shorter[child] = _terms[_failures[child]] >= 0 ? _failures[child] : _shorter[_failures[child]];
                queue.Enqueue(child);
            }
        }
    }

    private static char Same(char character) => character == '-' ? ' ' : character;

    private bool IsWhole(ReadOnlySpan<char> text, int start, int end)
    {
        if (IsLatin(text[start]) && start > 0 && IsLatin(text[start - 1]) && !(_mayFollowDigits && char.IsAsciiDigit(text[start - 1])))
            return false;
        if (!IsLatin(text[end - 1]) || end == text.Length || !IsLatin(text[end]))
            return true;
        return Ends(text, end, "s") || Ends(text, end, "es");
    }

    private static bool Ends(ReadOnlySpan<char> text, int at, string plural) =>
        text[at..].StartsWith(plural, StringComparison.Ordinal) && (at + plural.Length == text.Length || !IsLatin(text[at + plural.Length]));

    private static bool IsLatin(char character) =>
        char.IsAsciiLetterOrDigit(character) || (character is >= '\u00C0' and < '\u0530' && char.IsLetter(character));
}

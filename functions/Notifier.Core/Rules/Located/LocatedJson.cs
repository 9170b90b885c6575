namespace Notifier.Core.Rules.Located;

/// <summary>
/// Reads JSON (RFC 8259) into values that know their place. Stricter than the grammar: no repeated names, no numbers that
/// a double cannot hold, no lone surrogates, at most <see cref="MaximumDepth"/> brackets. What can be understood in spite
/// of a fault (a comment, a trailing comma, a repeated name) is reported and read on, so that one run shows all faults.
/// </summary>
internal sealed class LocatedJson
{
    public const int MaximumDepth = 32;

    private readonly JsonScanner _scanner;
    private readonly FindingLog _findings;

    private LocatedJson(string text, FindingLog findings) => (_scanner, _findings) = (new(text, findings), findings);

    /// <returns>Null where the grammar broke; the finding says where.</returns>
    public static LocatedValue? Read(string text, FindingLog findings)
    {
        var json = new LocatedJson(text, findings);
        json._scanner.SkipSpace();
        if (json._scanner.AtEnd)
            return json.Fail("there is nothing here: write a rule as an object { … }, or a list of rules [ … ]");
        if (json.ReadValue(depth: 0) is not { } value)
            return null;
        json._scanner.SkipSpace();
        return json._scanner.AtEnd ? value : json.Fail($"{json._scanner.Found} after the end of the document: remove it, or put several rules into one list [ … ]");
    }

    private LocatedValue? ReadValue(int depth) => _scanner.Peek switch
    {
        '{' when depth < MaximumDepth => ReadObject(depth + 1),
        '[' when depth < MaximumDepth => ReadArray(depth + 1),
        '{' or '[' => TooDeep(),
        '"' => ReadString(),
        '-' or (>= '0' and <= '9') => _scanner.ReadNumber(),
        _ => (LocatedValue?)_scanner.ReadLiteral() ?? Fail($"a value is expected, not {_scanner.Found}"),
    };

    private LocatedString? ReadString()
    {
        var offset = _scanner.Offset;
        return _scanner.ReadString() is { } text ? new(offset, text) : null;
    }

    private LocatedObject? ReadObject(int depth)
    {
        var offset = _scanner.Offset;
        var members = new List<LocatedMember>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        var complete = ReadItems('}', () =>
        {
            if (ReadMember(depth) is not { } member)
                return false;
            if (names.Add(member.Name))
                members.Add(member);
            else
                _findings.Add(FindingCodes.DuplicateProperty, member.Offset, $"{Quoted.Name(member.Name)} stands twice in this object: keep one of them");
            return true;
        });
        return complete ? new(offset, members) : null;
    }

    private LocatedMember? ReadMember(int depth)
    {
        var offset = _scanner.Offset;
        if (_scanner.Peek != '"')
        {
            Fail($"a field name in double quotes is expected, not {_scanner.Found}");
            return null;
        }

        if (_scanner.ReadString() is not { } name)
            return null;
        _scanner.SkipSpace();
        if (!_scanner.Take(':'))
        {
            Fail($"':' is expected behind the field name {Quoted.Name(name.Value)}, not {_scanner.Found}");
            return null;
        }

        _scanner.SkipSpace();
        return ReadValue(depth) is { } value ? new(offset, name.Value, value) : null;
    }

    private LocatedArray? ReadArray(int depth)
    {
        var offset = _scanner.Offset;
        var items = new List<LocatedValue>();
        var complete = ReadItems(']', () =>
        {
            if (ReadValue(depth) is not { } item)
                return false;
            items.Add(item);
            return true;
        });
        return complete ? new(offset, items) : null;
    }

    private bool ReadItems(char close, Func<bool> readItem)
    {
        var open = _scanner.Offset;
        _scanner.Take(_scanner.Peek);
        _scanner.SkipSpace();
        if (_scanner.Take(close))
            return true;
        while (true)
        {
            if (!readItem())
                return false;
            _scanner.SkipSpace();
            if (_scanner.Take(close))
                return true;
            var comma = _scanner.Offset;
            if (!_scanner.Take(','))
                return NotClosed(open, close);
            _scanner.SkipSpace();
            if (_scanner.Take(close))
            {
                _findings.Add(FindingCodes.TrailingComma, comma, $"a comma before '{close}': remove it");
                return true;
            }
        }
    }

    private bool NotClosed(int open, char close)
    {
        if (_scanner.AtEnd)
            _findings.Add(FindingCodes.InvalidJson, open, $"this bracket is never closed: add '{close}'");
        else
            Fail($"',' or '{close}' is expected, not {_scanner.Found}");
        return false;
    }

    private LocatedValue? TooDeep()
    {
        _findings.Add(FindingCodes.TooDeep, _scanner.Offset, $"more than {MaximumDepth} brackets within one another: a rule needs 4");
        return null;
    }

    private LocatedValue? Fail(string message)
    {
        _findings.Add(FindingCodes.InvalidJson, _scanner.Offset, message);
        return null;
    }
}

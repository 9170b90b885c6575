using Notifier.Core.Rules.Located;

namespace Notifier.Core.Rules.Documents;

/// <summary>The fields of one object, taken by name; what nobody took is unknown.</summary>
internal sealed class Fields(LocatedObject owner, FindingLog findings)
{
    private readonly Dictionary<string, LocatedMember> _left = owner.Members.ToDictionary(member => member.Name, StringComparer.Ordinal);

    /// <summary>Where the object begins: the place of what is missing in it.</summary>
    public int Offset => owner.Offset;

    public FindingLog Findings => findings;

    public bool Has(string name) => _left.ContainsKey(name);

    /// <summary>Where the value of a field begins that was not taken yet; the object's place where there is none.</summary>
    public int OffsetOf(string name) => _left.TryGetValue(name, out var member) ? member.Value.Offset : Offset;

    /// <returns>Null where it is not there; a fault is not there either, it has been reported.</returns>
    public LocatedMember? Take(string name) =>
        _left.Remove(name, out var member) && member.Value is not LocatedFault ? member : null;

    /// <summary>Takes a field that only one kind of value fits.</summary>
    public T? Take<T>(string name, string expected)
        where T : LocatedValue
    {
        if (Take(name) is not { } member)
            return null;
        if (member.Value is T value)
            return value;
        WrongType(member, expected);
        return null;
    }

    public void WrongType(LocatedMember member, string expected) =>
        findings.Add(FindingCodes.WrongType, member.Value.Offset, member.Value is LocatedLiteral { Word: "null" }
            ? $"'{member.Name}' takes {expected}: leave it out instead of writing null"
            : $"'{member.Name}' takes {expected}, not {member.Value.Kind}");

    /// <summary>Reports a field that is not there, unless it was there and wrong.</summary>
    public void Missing(string name, string example)
    {
        if (owner.Members.All(member => member.Name != name))
            findings.Add(FindingCodes.MissingField, Offset, $"'{name}' is missing: add it, for example {example}");
    }

    /// <summary>Reports the fields that are left, after all known ones were taken.</summary>
    /// <param name="known">The names that fit here.</param>
    /// <param name="elsewhere">Where a name belongs that fits in another place only.</param>
    public void RefuseRest(IReadOnlyList<string> known, Func<string, string?> elsewhere)
    {
        foreach (var member in _left.Values)
        {
            if (known.Contains(member.Name))
                continue;
            if (elsewhere(member.Name) is { } place)
                findings.Add(FindingCodes.MisplacedField, member.Offset, $"'{member.Name}' {place}");
            else
                findings.Add(FindingCodes.UnknownField, member.Offset, NearestName.Of(member.Name, known) is { } nearest
                    ? $"there is no field {Quoted.Name(member.Name)}: did you mean '{nearest}'?"
                    : $"there is no field {Quoted.Name(member.Name)}: there are {string.Join(", ", known)}");
        }
    }
}

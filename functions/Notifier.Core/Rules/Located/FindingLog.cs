namespace Notifier.Core.Rules.Located;

/// <summary>
/// Collects findings by their offset in a text. Places are worked out once at the end, in one walk over the text:
/// a place per finding would cost a walk each, and a stranger's text may hold as many faults as characters.
/// </summary>
internal sealed class FindingLog(string text)
{
    private readonly List<(int Offset, FindingCode Code, string Message)> _entries = [];

    public int Errors { get; private set; }

    public void Add(FindingCode code, int offset, string message)
    {
        _entries.Add((offset, code, message));
        Errors += code.Level == FindingLevel.Error ? 1 : 0;
    }

    /// <summary>Sorted by place; those of one place in the order in which they were found.</summary>
    public IReadOnlyList<Finding> ToFindings()
    {
        var walk = new PlaceWalk(text);
        var findings = new List<Finding>(_entries.Count);
        foreach (var (offset, code, message) in _entries.OrderBy(entry => entry.Offset))
        {
            walk.MoveTo(offset);
            findings.Add(new(walk.Line, walk.Column, code.Level, code.Word, message));
        }

        return findings;
    }
}

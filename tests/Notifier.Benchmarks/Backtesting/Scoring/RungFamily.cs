namespace Notifier.Benchmarks.Backtesting.Scoring;

/// <summary>Rungs that differ in a few places: <c>WHEN ; for=3d ; keep=7d ; clear=WHEN</c>, in which <c>{a|b|c}</c> stands for each of its alternatives, in ascending order.</summary>
internal sealed class RungFamily
{
    private readonly Dictionary<string, Member> _byPlace;

    public RungFamily(string line) => _byPlace = Expand(line, []).ToDictionary(member => Key(member.Place));

    public IEnumerable<Member> Members => _byPlace.Values;

    /// <summary>The member itself and those at most one step away in each place.</summary>
    public IEnumerable<Member> Neighbours(Member member) =>
        Around(member.Place).Select(place => _byPlace.GetValueOrDefault(Key(place))).OfType<Member>();

    private static IEnumerable<int[]> Around(IReadOnlyList<int> place)
    {
        IEnumerable<int[]> around = [[]];
        foreach (var at in place)
            around = around.SelectMany(begun => new[] { at - 1, at, at + 1 }.Select(step => (int[])[.. begun, step]));
        return around;
    }

    private static IEnumerable<Member> Expand(string text, int[] place)
    {
        var (open, close) = (text.IndexOf('{', StringComparison.Ordinal), text.IndexOf('}', StringComparison.Ordinal));
        return open < 0
            ? [new(text, place)]
            : text[(open + 1)..close].Split('|').SelectMany((choice, at) => Expand(text[..open] + choice + text[(close + 1)..], [.. place, at]));
    }

    private static string Key(IReadOnlyList<int> place) => string.Join(',', place);

    /// <param name="Place">Which alternative it takes in each pair of braces.</param>
    public sealed record Member(string Text, IReadOnlyList<int> Place);
}

using System.Globalization;
using System.Text.RegularExpressions;

namespace Notifier.Core.Entries.Lineages;

/// <summary>
/// An act of the EU or a proposal of the Commission, by its number: <c>Regulation (EU) 2023/1542</c>, <c>COM(2020) 798</c>, CELEX
/// <c>32023R1542</c>. All writings of one act are one key.
/// </summary>
/// <param name="Key">Such as <c>eu:r:2023:1542</c>, <c>com:2020:798</c>.</param>
/// <param name="Start">In the folded text.</param>
internal sealed partial record EuropeanAct(string Key, int Start)
{
    /// <summary>The acts that a title names, in its order: “Regulations (EU) 2019/1 and (EU) 2020/2” are two.</summary>
    public static IEnumerable<EuropeanAct> In(string title)
    {
        foreach (Match match in Acts().Matches(title))
        {
            foreach (Capture number in match.Groups["number"].Captures)
            {
                var parts = number.Value.Split('/');
                yield return new(KeyOf(match.Groups["kind"].Value[..1], parts[0], parts[1]), match.Index);
            }
        }
    }

    public static IEnumerable<EuropeanAct> Proposals(string title) =>
        Com().Matches(title).Select(com => new EuropeanAct(KeyOfCom(com.Groups[1].Value, com.Groups[2].Value), com.Index));

    /// <summary>Those that an id or a link names by their CELEX numbers.</summary>
    public static IEnumerable<EuropeanAct> InIds(string text) => Celex().Matches(text).Select(celex => new EuropeanAct(
        celex.Groups[1].Value == "5"
            ? KeyOfCom(celex.Groups[2].Value, celex.Groups[4].Value)
            : KeyOf(celex.Groups[3].Value[..1], celex.Groups[2].Value, celex.Groups[4].Value),
        celex.Index));

    private static string KeyOf(string kind, string first, string second)
    {
        // Until 2014 regulations had their number before the year.
        var (year, number) = first.Length == 4 && int.Parse(first, CultureInfo.InvariantCulture) is >= 1950 and <= 2199 ? (first, second) : (second, first);
        return $"eu:{kind.ToLowerInvariant()}:{year}:{number.TrimStart('0')}";
    }

    private static string KeyOfCom(string year, string number) => $"com:{year}:{number.TrimStart('0')}";

    [GeneratedRegex(@"\b(?<kind>regulation|directive|decision)s? \((?:eu|ec|eec|euratom|cfsp)[^)]{0,20}\) (?:no )?(?<number>[0-9]{1,4}/[0-9]{1,4})(?:(?:, | and )(?:\((?:eu|ec|eec|euratom|cfsp)[^)]{0,20}\) )?(?:no )?(?<number>[0-9]{1,4}/[0-9]{1,4}))*|\b(?<kind>directive|decision)s? (?<number>(?:19|20)[0-9]{2}/[0-9]{1,4})(?:/(?:eu|ec|eec|euratom|cfsp))?", RegexOptions.CultureInvariant)]
    private static partial Regex Acts();

    [GeneratedRegex(@"\b([35])((?:19|20)[0-9]{2})(R|L|D|PC|DC)([0-9]{4})", RegexOptions.CultureInvariant)]
    private static partial Regex Celex();

    [GeneratedRegex(@"\bcom ?[(/] ?((?:19|20)[0-9]{2}) ?[)/] ?([0-9]{1,4})", RegexOptions.CultureInvariant)]
    private static partial Regex Com();
}

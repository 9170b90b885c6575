using System.Text.RegularExpressions;

namespace Notifier.Core.Entries.Lineages;

/// <summary>What a clause does: it forbids, obliges, recommends or allows.</summary>
internal enum Force
{
    Forbids,
    Obliges,
    Recommends,
    Allows,
}

/// <summary>
/// Reads the modal words of clauses, because 不得 that becomes 可以 changes a measure without changing a number. The words are those
/// of Chinese legislative drafting (立法技术规范（试行）（一）, 2009, on the common words of laws) and of English statutes: shall, must, may, should.
/// </summary>
internal static partial class Modality
{
    /// <returns>In the order of the clause; nothing for what stands below every page.</returns>
    public static IReadOnlyList<Force> Of(string? clause)
    {
        if (clause is null || Boilerplate().IsMatch(clause))
            return [];
        return [.. Words().Matches(clause).Select(OfWord)];
    }

    /// <summary>Whether one clause in place of another forbids, obliges or allows something else.</summary>
    public static bool Differs(ClauseChange change) => !Of(change.Before).SequenceEqual(Of(change.After));

    /// <summary>Whether clauses that changed do, all together: one that only moved does not.</summary>
    public static bool Differs(IReadOnlyList<ClauseChange> changes) =>
        !changes.SelectMany(change => Of(change.Before)).SequenceEqual(changes.SelectMany(change => Of(change.After)));

    private static Force OfWord(Match match) =>
        match.Groups["no"].Success ? Force.Forbids : match.Groups["may"].Success ? Force.Allows : match.Groups["should"].Success ? Force.Recommends : Force.Obliges;

    [GeneratedRegex(@"(?<no>不得|禁止|严禁|嚴禁|不准|不予|不允许|不可以|不应当?(?!用)|(?i:\b(?:shall|must|may|should|can) not\b|\bcannot\b|\bprohibit(?:s|ed|ion)?\b|\bforbid(?:s|den)?\b|\bbanned\b|\bbans?\b|\bnot (?:be )?(?:permitted|allowed)\b|\bno longer (?:permitted|allowed)\b|\bunlawful\b))|(?<may>不再要求|不再(?:需要|强制)|无需|无须|不需要?|不必|可以|准予|允许|豁免|免于|自愿|(?<![许認认不宁尚])可(?=自|按|由|依|在|凭|向|暂|适当|继续|申请|享受|选择|不(?!能|靠))|(?i:\b(?:not (?:be )?(?:required|mandatory|obliged)|no longer (?:required|mandatory)|need not|exempt(?:ed|ion|s)?|permit(?:s|ted)|allow(?:s|ed)|optional|voluntary|voluntarily|waived)\b)|\bmay\b(?! [0-9]))|(?<should>原则上|原則上|鼓励|鼓勵|宜(?=采用|选用|优先|[在按由设])|(?i:\bshould\b|\b(?:is|are) (?:encouraged|recommended)\b))|(?<must>应当|應當|应该|必须|必須|务必|须(?!知)|(?<![供反适相响效对感回因顺不])应(?![用急对付收届变聘邀试力激声运有税])|(?i:\b(?:shall|must|mandatory|obliged|required to|(?:is|are) required|ha(?:s|ve) to)\b))", RegexOptions.CultureInvariant)]
    private static partial Regex Words();

    [GeneratedRegex("转载|版权|下载|点击|扫码|扫描二维码|主办单位|网站地图|浏览器|分享到|copyright|all rights reserved|cookies?|subscribe|javascript|browser", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Boilerplate();
}

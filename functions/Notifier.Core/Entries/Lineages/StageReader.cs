using System.Text.RegularExpressions;

namespace Notifier.Core.Entries.Lineages;

/// <summary>
/// Reads the stage of a measure from the words in which ministries, the EU and the US announce it. The title decides; of the text
/// only what asks for comments, because a text also names the stages of other measures (“废止…”, “amending …”).
/// </summary>
public static partial class StageReader
{
    // Beyond its beginning a text tells of other things; long ones are not searched in vain.
    private const int Beginning = 1_500;

    /// <param name="title">Folded as <see cref="EntryWords.Fold"/> does.</param>
    /// <param name="text">Summary and content, folded.</param>
    /// <param name="categories">The source's own labels: the Federal Register's <c>Proposed Rule</c> and <c>Rule</c> are stages.</param>
    /// <param name="effective">The days that the entry names as the beginning of what it announces.</param>
    /// <param name="published">Its own day: what begins later is adopted, not in force.</param>
    /// <returns>Null where nothing is said: a report, a meeting, a comment of the press.</returns>
    public static Stage? Read(string title, string text, IEnumerable<string> categories, IReadOnlyList<DateOnly>? effective = null, DateOnly? published = null)
    {
        if (OfLabel(categories) is { } labelled && !Repealing().IsMatch(title))
            return labelled;
        if (Outcome().IsMatch(title) || IsCommentary(title))
            return null;
        var stage = OfTitle(title) ?? OfText(text.AsSpan(0, Math.Min(text.Length, Beginning)));
        return stage == Stage.Effective ? Beginnings.Judge(title, effective ?? [], published) : stage;
    }

    /// <summary>Whether an entry only explains a measure: an interpretation, questions and answers, a picture.</summary>
    public static bool IsCommentary(string title) => Commentary().IsMatch(title);

    // The Federal Register begins with the action: “Final rule.”
    private static Stage? OfText(ReadOnlySpan<char> text) => AsksForComments().IsMatch(text) ? Stage.Comment
        : FinalAction().IsMatch(text) ? Stage.Final
        : null;

    private static Stage? OfTitle(string title)
    {
        if (Commenting().IsMatch(title))
            return Stage.Comment;
        // EU acts name what they amend or repeal behind what they do themselves: the first verb is theirs.
        if (ProposedAct().IsMatch(title))
            return Stage.Draft;
        if (EuropeanAct().Match(title) is { Success: true } act)
            return FirstVerb().Match(title, act.Index + act.Length) is { Success: true } verb ? OfVerb(verb.Value) : Stage.Final;
        if (Proposing().IsMatch(title))
            return Stage.Draft;
        return Repealing().IsMatch(title) && !Replacing().IsMatch(title) ? Stage.Repealed
            : Amending().IsMatch(title) ? Stage.Amended
            : InForce().IsMatch(title) ? Stage.Effective
            : Adopted().IsMatch(title) ? Stage.Final
            : null;
    }

    private static Stage OfVerb(string verb) => verb[..Math.Min(3, verb.Length)] switch
    {
        "ame" or "cor" => Stage.Amended,
        "rep" or "rev" or "wit" => Stage.Repealed,
        _ => Stage.Final,
    };

    private static Stage? OfLabel(IEnumerable<string> categories)
    {
        foreach (var category in categories)
        {
            switch (category.Trim().ToUpperInvariant())
            {
                case "PROPOSED RULE" or "PRORULE":
                    return Stage.Comment;
                case "RULE" or "FINAL RULE":
                    return Stage.Final;
            }
        }

        return null;
    }

    // A new measure names the one that it replaces.
    [GeneratedRegex("(?:公布|发布(?!会|厅)|印发|出台|颁布|發布(?!會|廳)|公佈).*(?:同时|同時|并|並)[^,。]{0,6}(?:废止|廢止)", RegexOptions.CultureInvariant)]
    private static partial Regex Replacing();

    [GeneratedRegex(@"^(?:amended )?proposal for an? (?:[a-z]+ ){0,3}(?:regulation|directive|decision)\b", RegexOptions.CultureInvariant)]
    private static partial Regex ProposedAct();

    [GeneratedRegex("征求意见(?:情况|的?反馈|结果|采纳)|意见采纳|summary of responses|outcome of (?:the )?consultation", RegexOptions.CultureInvariant)]
    private static partial Regex Outcome();

    [GeneratedRegex("解读|答记者问|问答|一图读懂|图解|政策吹风会|專訪|专访|q&a|questions and answers|fact ?sheet|explainer|frequently asked", RegexOptions.CultureInvariant)]
    private static partial Regex Commentary();

    [GeneratedRegex(@"征求[^,。]{0,60}意见|征集[^,。]{0,40}意见|意见征集|徵求[^,。]{0,60}意見|徵詢[^,。]{0,60}意見|公開諮詢|\bconsultation\b|\bconsults\b|requests? for (?:public )?(?:comments?|information|input)|call for evidence|comment period|(?:seeks?|seeking|invites?|inviting) (?:public |stakeholder )?(?:comments?|feedback|views|input)|have your say|notice of proposed rulemaking|\bnprm\b", RegexOptions.CultureInvariant)]
    private static partial Regex Commenting();

    [GeneratedRegex(@"草案|送审稿|送審稿|(?:^|[^模虚])拟(?!人|合)|擬(?!人|合)|\bproposal for\b|\bproposed (?:rule|regulation|directive|decision|measure|tariff|law)|\bpropos(?:es|ing|al)\b|\bdraft (?:regulation|directive|law|rule|bill|act|guidance|decision|measures?)\b|\bbill\b", RegexOptions.CultureInvariant)]
    private static partial Regex Proposing();

    [GeneratedRegex(@"废止|廢止|停止执行|停止執行|宣布失效|撤回|\brepeal(?:s|ed|ing)?\b|\brescind(?:s|ed|ing)?\b|\brescission\b|\brevok(?:es|ed|ing)\b|\brevocation\b|\bwithdraw(?:s|n|al|ing)?\b", RegexOptions.CultureInvariant)]
    private static partial Regex Repealing();

    [GeneratedRegex(@"修改|修订|修正|修訂|更正|勘误|勘誤|\bamend(?:s|ed|ing|ment|ments)?\b|\bcorrigendum\b|\bcorrection\b|\brevis(?:es|ed|ion)\b", RegexOptions.CultureInvariant)]
    private static partial Regex Amending();

    [GeneratedRegex(@"正式(?:实施|施行|生效|落地)|[日起](?:起)?(?:正式)?(?:施行|实施|實施|执行|執行|生效)|今起(?:施行|实施|执行)|起施行|\benters? into force\b|\bentry into force\b|\bentered into force\b|\btakes? effect\b|\btook effect\b|\bcomes? into (?:force|effect)\b|\bnow (?:in force|applies)\b", RegexOptions.CultureInvariant)]
    private static partial Regex InForce();

    [GeneratedRegex(@"印发|印發|发布(?!会|厅)|發布(?!會|廳)|公布|公佈|出台|颁布|頒布|公告|通告|第[0-9〇一二三四五六七八九十]+号令|令第|决定$|決定$|(?:通知|意见|意見|办法|辦法|规定|規定|条例|條例|规范条件|实施细则|方案|规划|批复|目录)(?:[》)]|[(（][^()（）]{0,20}[)）])*$|》$|》的(?:通知|公告|决定)|\bfinal rule\b|\bfinal regulations?\b|\badopt(?:s|ed|ion)\b|\bpromulgat|\bsigned into law\b|\bexecutive order\b|\bproclamation\b|\binterim final\b|\bissues? (?:final )?(?:rules?|guidance|regulations?|order)\b|\bofficial journal\b", RegexOptions.CultureInvariant)]
    private static partial Regex Adopted();

    [GeneratedRegex(@"(?<!proposal for an? )(?<!amending )\b(?:regulation|directive|decision) \((?:eu|ec|eec|euratom|cfsp)[^)]{0,20}\) (?:no )?[0-9]{1,4}/[0-9]{1,4}", RegexOptions.CultureInvariant)]
    private static partial Regex EuropeanAct();

    [GeneratedRegex(@"\b(?:concerning|on|laying down|establishing|supplementing|implementing|imposing|setting|fixing|approving|granting|amending|correcting|repealing|revoking|withdrawing)\b", RegexOptions.CultureInvariant)]
    private static partial Regex FirstVerb();

    [GeneratedRegex(@"^(?:action: )?(?:(?:direct|interim) )?final (?:rule|regulations?)(?:; [^.;]{1,60})?\.", RegexOptions.CultureInvariant)]
    private static partial Regex FinalAction();

    [GeneratedRegex(@"现(?:向社会)?公开征求意见|现公开征求|公开征求(?:社会)?意见|comments (?:must|should) be (?:received|submitted)|comments are (?:invited|due)|submit (?:written )?comments", RegexOptions.CultureInvariant)]
    private static partial Regex AsksForComments();
}

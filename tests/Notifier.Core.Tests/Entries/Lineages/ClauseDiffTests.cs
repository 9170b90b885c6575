using CsCheck;
using Notifier.Core.Entries.Lineages;

namespace Notifier.Core.Tests.Entries.Lineages;

/// <summary>Which clauses changed between two texts.</summary>
public sealed class ClauseDiffTests
{
    [Fact]
    public void A_changed_an_added_and_a_removed_clause_are_told_apart()
    {
        var changes = ClauseDiff.Of(
            "第一条 总则。第二条 产能利用率不低于50%。第三条 备案。第四条 附则。",
            "第一条 总则。第二条 产能利用率不低于60%。第四条 附则。第五条 自公布之日起施行。");

        Assert.Equal(
        [
            new("第二条 产能利用率不低于50%。", "第二条 产能利用率不低于60%。"),
            new("第三条 备案。", null),
            new(null, "第五条 自公布之日起施行。"),
        ],
            changes);
    }

    [Fact]
    public void Blanks_and_the_width_of_letters_are_no_change() =>
        Assert.Empty(ClauseDiff.Of("Comments are due.  By May１.", "Comments are  due.\nBy May1."));

    [Fact]
    public void Equal_texts_never_differ_and_long_ones_are_bounded()
    {
        Gen.Int[0, 9].List[0, 900].Sample(clauses =>
        {
            var text = string.Concat(clauses.Select(clause => $"条款{clause}。"));
            Assert.Empty(ClauseDiff.Of(text, text));
            Assert.InRange(ClauseDiff.Of(text, text + "新增。").Count, 1, 20);
        }, iter: 60);
    }
}

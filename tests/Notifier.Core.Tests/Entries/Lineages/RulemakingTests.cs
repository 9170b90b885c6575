namespace Notifier.Core.Tests.Entries.Lineages;

/// <summary>A rule of a US agency: the register, the agency's own page and the corrections are one measure.</summary>
public sealed class RulemakingTests
{
    private const string Title = "Clean Vehicle Credits Under Sections 25E and 30D";
    private const string Text = "This document contains final regulations (RIN 1545-BQ52). The regulations are effective on July 5, 2026.";

    [Theory]
    [InlineData("treasury", "Treasury releases final rules on clean vehicle credits", "RIN 1545-BQ52. Today the Treasury Department released final rules.", "2026-05-03")]
    [InlineData("treasury", "Treasury releases final rules on clean vehicle credits", "RIN 1545-BQ52.", "2026-08-20")]
    [InlineData("register", "Clean Vehicle Credits; Final Rule", "RIN 1545-BQ52. The regulations are effective on July 5, 2026.", "2026-05-08")]
    public void A_second_publication_with_its_number_is_silent(string source, string title, string text, string day)
    {
        var book = new MeasureBook()
            .Take("register", "1", Title, "2026-05-06", Text, "Treasury", null, "Rule")
            .Take(source, "2", title, day, text, "Treasury", null, "Rule");

        Assert.Equal(["Opened 1"], book.Lines);
        Assert.Single(book.Measures);
    }

    [Fact]
    public void The_numbers_that_the_register_lists_count()
    {
        var book = new MeasureBook()
            .Take("register", "1", Title, "2026-05-06", "This document contains final regulations.", "Treasury", null, "Rule", "1545-BQ52")
            .Take("treasury", "2", "Treasury releases final rules", "2026-05-03", "The rule (RIN 1545-BQ52) is out.", "Treasury");

        Assert.Single(book.Measures);
    }

    [Theory]
    [InlineData($"{Title}; Correction", "This document contains corrections to the final regulations.")]
    [InlineData($"{Title}; Correcting Amendment", "This document corrects the final regulations.")]
    [InlineData($"Correction to {Title}", "RIN 1545-BQ52")]
    public void A_correction_corrects(string title, string text)
    {
        var book = new MeasureBook()
            .Take("register", "1", Title, "2026-05-06", Text, "Treasury", null, "Rule")
            .Take("register", "2", title, "2026-06-20", text, "Treasury", null, "Rule")
            .Take("press", "p", title, "2026-06-21", text, null);

        Assert.Equal(["Opened 1", "Corrected 2"], book.Lines);
        Assert.Contains("a correction of what was published before", book.Told[1].Reason, StringComparison.Ordinal);
        Assert.Equal(Notifier.Core.Entries.Lineages.Stage.Final, book.Measures.Values.Single().Stage);
    }

    [Theory]
    [InlineData("关于《汽车产业投资管理规定》的更正公告")]
    [InlineData("《汽车产业投资管理规定》勘误")]
    public void So_does_one_in_Chinese(string title)
    {
        var book = new MeasureBook()
            .Take("ndrc", "1", "关于印发《汽车产业投资管理规定》的通知", "2026-06-01")
            .Take("ndrc", "2", title, "2026-06-09", "第三条中“50%”应为“60%”。");

        Assert.Equal(["Opened 1", "Corrected 2"], book.Lines);
    }

    [Fact]
    public void A_corrected_proposal_is_adopted_as_if_nothing_had_been()
    {
        var book = new MeasureBook()
            .Take("register", "1", Title, "2026-01-06", "RIN 1545-BQ52", "Treasury", null, "Proposed Rule")
            .Take("register", "2", $"{Title}; Correction", "2026-02-20", "RIN 1545-BQ52", "Treasury", null, "Proposed Rule")
            .Take("register", "3", Title, "2026-06-20", "RIN 1545-BQ52", "Treasury", null, "Rule");

        Assert.Equal(["Opened 1", "Corrected 2", "Escalated 3"], book.Lines);
    }

    [Fact]
    public void Two_rules_with_one_title_and_two_numbers_are_two() =>
        Assert.False(MeasureBook.AreOne(
            MeasureBook.Entry("register", "1", "Energy Conservation Standards for Battery Chargers", "2026-01-06", "RIN 1904-AE50", "DOE", null, "Proposed Rule"),
            MeasureBook.Entry("register", "2", "Energy Conservation Standards for Battery Chargers", "2026-06-06", "RIN 1904-AF10", "DOE", null, "Rule")));

    [Fact]
    public void A_number_under_which_an_agency_issues_many_rules_is_no_key() =>
        Assert.False(MeasureBook.AreOne(
            MeasureBook.Entry("register", "1", "Airworthiness Directives; lithium batteries of one airplane", "2026-01-06", "RIN 2120-AA64", "DOT", null, "Rule"),
            MeasureBook.Entry("register", "2", "Airworthiness Directives; cargo doors of another airplane", "2026-01-08", "RIN 2120-AA64", "DOT", null, "Rule")));

    [Fact]
    public void A_corrigendum_of_the_Official_Journal_corrects_the_act()
    {
        var book = new MeasureBook()
            .Take("oj", "CELEX:32023R1542", "Regulation (EU) 2023/1542 of the European Parliament and of the Council of 12 July 2023 concerning batteries", "2023-07-28", "", "Official Journal of the EU")
            .Take("oj", "CELEX:32023R1542R(01)", "Corrigendum to Regulation (EU) 2023/1542 of the European Parliament and of the Council of 12 July 2023 concerning batteries", "2024-03-28", "", "Official Journal of the EU");

        Assert.Equal(["Opened CELEX:32023R1542", "Corrected CELEX:32023R1542R(01)"], book.Lines);
    }
}

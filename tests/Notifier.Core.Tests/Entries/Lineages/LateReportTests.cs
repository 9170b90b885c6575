using Notifier.Core.Entries.Lineages;

namespace Notifier.Core.Tests.Entries.Lineages;

/// <summary>Who reports a stage that a measure has behind it, or is at, is late; what follows goes to the measure.</summary>
public sealed class LateReportTests
{
    private const string Title = "Clean Fuel Production Credit for Battery Makers";
    private const string Rin = "The rulemaking has RIN 1545-BR77.";

    [Theory]
    [InlineData("Treasury published a proposed rule on battery credits", "The proposal has RIN 1545-BR77.")]
    [InlineData("Treasury proposes battery credit rules", "RIN 1545-BR77")]
    [InlineData("US opens comment period on battery credit", "RIN 1545-BR77")]
    public void A_report_of_a_rulemaking_leaves_it_with_the_register(string headline, string text)
    {
        var book = new MeasureBook()
            .Take("register", "1", Title, "2026-01-10", Rin, "Treasury", null, "Proposed Rule")
            .Take("wire", "w", headline, "2026-01-12", text, null)
            .Take("wire", "x", "Treasury proposes battery credit rules", "2026-03-30", text, null)
            .Take("register", "2", $"{Title}; Final Regulations", "2026-07-01", Rin, "Treasury", null, "Rule")
            .Take("register", "3", $"{Title}; Delay of Effective Date", "2026-08-01", Rin, "Treasury", null, "Rule");

        Assert.Equal(["Opened 1", "Escalated 2", "Corrected 3"], book.Lines);
        Assert.Single(book.Measures);
    }

    [Fact]
    public void So_does_one_after_the_final_rule()
    {
        var book = new MeasureBook()
            .Take("register", "1", Title, "2026-01-10", Rin, "Treasury", null, "Rule")
            .Take("wire", "w", "Treasury proposes battery credit rules", "2026-04-12", Rin, null);

        Assert.Equal(["Opened 1"], book.Lines);
    }

    [Fact]
    public void What_the_register_itself_proposes_anew_is_told_of_the_same_rulemaking()
    {
        var book = new MeasureBook()
            .Take("register", "1", Title, "2026-01-10", Rin, "Treasury", null, "Rule")
            .Take("register", "2", $"{Title}; Further Changes", "2026-05-10", Rin + " Comments must be received by July 1, 2026.", "Treasury", null, "Proposed Rule")
            .Take("wire", "w", "Treasury proposes battery credit rules", "2026-05-11", Rin, null);

        Assert.Equal(["Opened 1", "Corrected 2"], book.Lines);
        Assert.Contains("comments are asked for again", book.Told[1].Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("工信部起草了《锂电池甲标准（征求意见稿）》草案")]
    [InlineData("工信部拟出台《锂电池甲标准》")]
    [InlineData("《锂电池甲标准》草案提请审议")]
    public void A_draft_reported_after_the_consultation_is_no_second_measure(string headline)
    {
        var book = new MeasureBook()
            .Take("miit", "1", "关于公开征求《锂电池甲标准（征求意见稿）》意见的公告", "2026-01-10", "", "MIIT")
            .Take("press", "p", headline, "2026-01-20", "", null)
            .Take("miit", "2", "关于印发《锂电池甲标准》的通知", "2026-07-01", "", "MIIT")
            .Take("press", "q", headline, "2026-07-03", "", null);

        Assert.Equal(["Opened 1", "Escalated 2"], book.Lines);
        Assert.Single(book.Measures);
    }

    [Fact]
    public void A_consultation_years_after_the_measure_is_a_new_one()
    {
        var book = new MeasureBook()
            .Take("miit", "1", "关于印发《锂电池甲标准》的通知", "2026-01-10", "", "MIIT")
            .Take("miit", "2", "关于公开征求《锂电池甲标准（征求意见稿）》意见的公告", "2028-01-10", "", "MIIT");

        Assert.Equal(["Opened 1", "Opened 2"], book.Lines);
    }

    [Fact]
    public void What_follows_from_an_act_does_not_take_its_number()
    {
        var book = new MeasureBook()
            .Take("oj", "1", "Regulation (EU) 2026/411 of the European Parliament and of the Council of 3 March 2026 concerning battery passports", "2026-03-10", "", "Official Journal of the EU")
            .Take("press", "p", "Regulation (EU) 2026/411: Commission opens consultation on data carriers", "2026-06-10", "", null)
            .Take("oj", "3", "Commission Regulation (EU) 2027/78 repealing Regulation (EU) 2026/411", "2027-03-10", "", "Official Journal of the EU");

        Assert.Contains("Resolved 3", book.Lines);
        Assert.Equal(Stage.Repealed, book.Measures[book.Of["oj/1"]].Stage);
    }

    [Theory]
    [InlineData("EU publishes rules for lithium-ion batteries", "Implementing Regulation (EU) 2026/3301 on lithium-ion batteries was published on Friday.", true)]
    [InlineData("New battery obligations in Europe", "The Commission on Friday adopted Implementing Regulation (EU) 2026/3301 on lithium-ion batteries.", true)]
    [InlineData("Commission opens consultation on batteries", "Under Implementing Regulation (EU) 2026/3301 the Commission today opened a public consultation.", false)]
    [InlineData("Lithium price weekly", "Implementing Regulation (EU) 2026/3301 on lithium-ion batteries was published on Friday.", false)]
    [InlineData("Nickel smelter restarts", "Implementing Regulation (EU) 2026/3301 on lithium-ion batteries was published on Friday.", false)]
    public void A_report_whose_first_sentence_announces_an_act_is_of_the_act(string headline, string text, bool areOne) => Assert.Equal(areOne, MeasureBook.AreOne(
        MeasureBook.Entry("oj", "1", "Commission Implementing Regulation (EU) 2026/3301 of 12 May 2026 laying down rules on lithium-ion batteries", "2026-05-15", "", "Official Journal of the EU"),
        MeasureBook.Entry("wire", "w", headline, "2026-05-16", text, null)));
}

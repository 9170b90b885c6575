using Notifier.Core.Entries;
using Notifier.Core.Entries.Lineages;

namespace Notifier.Core.Tests.Entries.Lineages;

/// <summary>How far a measure is, by the titles under which it is announced.</summary>
public sealed class StageReaderTests
{
    [Theory]
    [InlineData("关于《汽车产业投资管理规定（修订征求意见稿）》公开征求意见的公告", "comment")]
    [InlineData("工信部就《锂离子电池行业规范条件（2026年本）》征求意见", "comment")]
    [InlineData("關於徵求《動力電池回收辦法》意見的公告", "comment")]
    [InlineData("Commission opens public consultation on critical raw materials", "comment")]
    [InlineData("Clean Vehicle Credits: Notice of Proposed Rulemaking", "comment")]
    [InlineData("Request for comments on Section 301 exclusions", "comment")]
    [InlineData("关于公开征求意见情况的反馈", null)]
    [InlineData("动力电池回收利用管理办法（草案）提请审议", "draft")]
    [InlineData("印尼拟收紧镍矿出口配额", "draft")]
    [InlineData("Proposal for a Regulation of the European Parliament and of the Council concerning batteries and waste batteries", "draft")]
    [InlineData("House bill would end the tax credit", "draft")]
    [InlineData("虚拟电厂建设座谈会召开", null)]
    [InlineData("商务部召开例行发布会", null)]
    [InlineData("工信部新聞發布會：鋰電池產業", null)]
    [InlineData("商务部在例行发布会上公布锂电池管制清单", "final")]
    [InlineData("国家发展改革委关于印发《汽车产业投资管理规定》的通知", "final")]
    [InlineData("《动力电池产业高质量发展管理办法》2026年第41号令", "final")]
    [InlineData("商务部公告2026年第46号 关于对锂电池相关物项实施出口管制的公告", "final")]
    [InlineData("Regulation (EU) 2023/1542 of the European Parliament and of the Council of 12 July 2023 concerning batteries and waste batteries, amending Directive 2008/98/EC and Regulation (EU) 2019/1020 and repealing Directive 2006/66/EC", "final")]
    [InlineData("Treasury issues final rules on foreign entities of concern", "final")]
    [InlineData("《汽车产业投资管理规定》今起施行", "effective")]
    [InlineData("Battery passport rules enter into force", "effective")]
    [InlineData("关于修改《汽车产业投资管理规定》的决定", "amended")]
    [InlineData("Commission Delegated Regulation (EU) 2026/77 amending Annex II to Regulation (EU) 2023/1542", "amended")]
    [InlineData("工业和信息化部关于废止《新能源汽车生产企业准入规定》的决定", "repealed")]
    [InlineData("EPA rescinds vehicle emission standards", "repealed")]
    [InlineData("Commission Regulation (EU) 2026/78 repealing Regulation (EU) 2019/1020", "repealed")]
    [InlineData("工信部公布《动力电池产业投资管理办法》，2015年旧版同时废止", "final")]
    [InlineData("Regulation (EU) 2023/1230 of the European Parliament and of the Council of 14 June 2023 on machinery, and repealing Directive 2006/42/EC", "final")]
    [InlineData("Regulation (EU) 2024/1157 of the European Parliament and of the Council of 11 April 2024 on shipments of waste, amending Regulations (EU) No 1257/2013", "final")]
    [InlineData("Proposal for a Regulation of the European Parliament and of the Council on shipments of waste and repealing Regulation (EU) No 1257/2013", "draft")]
    [InlineData("《锂离子电池行业规范条件》修订解读", null)]
    [InlineData("新能源汽车产能预警座谈会召开", null)]
    [InlineData("Lithium prices fall for a third week", null)]
    public void A_title_says_the_stage(string title, string? stage) =>
        Assert.Equal(stage, StageReader.Read(EntryWords.Fold(title), "", [])?.Word());

    [Theory]
    [InlineData("Proposed Rule", "comment")]
    [InlineData("Rule", "final")]
    [InlineData("Notice", null)]
    public void The_Federal_Register_labels_its_documents(string type, string? stage) =>
        Assert.Equal(stage, StageReader.Read("corporate average fuel economy standards", "", [type])?.Word());

    [Fact]
    public void A_text_that_asks_for_comments_is_a_consultation_whatever_its_title() =>
        Assert.Equal(Stage.Comment, StageReader.Read("锂电池行业规范", "为加强管理,我们起草了本文件,现公开征求意见。", []));

    [Fact]
    public void An_interpretation_is_commentary()
    {
        Assert.True(StageReader.IsCommentary(EntryWords.Fold("《汽车产业投资管理规定》解读")));
        Assert.True(StageReader.IsCommentary(EntryWords.Fold("Questions and Answers: Batteries Regulation")));
        Assert.False(StageReader.IsCommentary(EntryWords.Fold("《汽车产业投资管理规定》")));
    }
}

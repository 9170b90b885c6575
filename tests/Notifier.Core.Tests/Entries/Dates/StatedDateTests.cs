using System.Globalization;
using Notifier.Core.Entries.Dates;

namespace Notifier.Core.Tests.Entries.Dates;

/// <summary>What is told of dates that are easily misread: rather none than a wrong one.</summary>
public sealed class StatedDateTests
{
    [Theory]
    [InlineData("自二○二八年三月一日起施行。", "Effective 2028-03-01")]
    [InlineData("自二〇二八年三月一日起施行。", "Effective 2028-03-01")]
    [InlineData("自二零二八年三月一日起施行。", "Effective 2028-03-01")]
    [InlineData("自二Ｏ二八年三月一日起施行。", "Effective 2028-03-01")]
    [InlineData("自二O二八年三月一日起施行。", "Effective 2028-03-01")]
    [InlineData("自二0二八年三月一日起施行。", "Effective 2028-03-01")]
    [InlineData("自２０２８年３月１日起施行。", "Effective 2028-03-01")]
    [InlineData("自民國117年7月1日起施行。", "Effective 2028-07-01")]
    [InlineData("自中華民國一百一十七年七月一日起施行。", "Effective 2028-07-01")]
    [InlineData("自26年3月1日起施行。", "Effective 2026-03-01")]
    [InlineData("自明年3月1日起施行。", "Effective 2027-03-01")]
    [InlineData("自后年3月1日起施行。", "Effective 2028-03-01")]
    [InlineData("自今年12月1日起施行。", "Effective 2026-12-01")]
    [InlineData("自去年3月1日起施行。", "Effective 2025-03-01")]
    [InlineData("有效期至明年底。", "Expiry 2027-12-31")]
    [InlineData("The rule is effective on March 1 of next year.", "Effective 2027-03-01")]
    [InlineData("The rule is effective on March 1, '28.", "Effective 2028-03-01")]
    [InlineData("The rule is effective on March 1 in 2028.", "Effective 2028-03-01")]
    public void A_year_in_any_writing(string text, string expected) => Assert.Equal(expected, Shown(text));

    [Theory]
    [InlineData("自次年3月1日起施行。")]
    [InlineData("自每年3月1日起施行。")]
    [InlineData("自令和10年3月1日起施行。")]
    [InlineData("自平成31年3月1日起施行。")]
    [InlineData("自平成 31 年 3 月 1 日起施行。")]
    [InlineData("自117年7月1日起施行。")]
    [InlineData("自88年7月1日起施行。")]
    [InlineData("自二X二八年三月一日起施行。")]
    [InlineData("自2O2 8年3月1日起施行。")]
    [InlineData("自12028年3月1日起施行。")]
    [InlineData("自2028年(戊申年)3月1日起施行。")]
    [InlineData("The rule is effective on March 1 of the following year.")]
    [InlineData("The rule is effective on March 1 of each year.")]
    [InlineData("The rule is effective next March 1.")]
    [InlineData("The rule is effective March 1-15, 2028.")]
    public void A_year_that_cannot_be_read_leaves_no_date(string text) => Assert.Equal("", Shown(text));

    [Theory]
    [InlineData("自2028年1月1日至3月31日施行。", "Effective 2028-01-01; Expiry 2028-03-31")]
    [InlineData("公示时间:2025年12月25日至1月5日", "Deadline 2026-01-05")]
    [InlineData("Comments may be sent from March 1 to April 15, 2028.", "Deadline 2028-04-15")]
    [InlineData("自2026年3月1日至2027年3月1日施行。", "Effective 2026-03-01; Expiry 2027-03-01")]
    [InlineData("本办法有效期自2027年3月1日至2032年2月28日。", "Effective 2027-03-01; Expiry 2032-02-28")]
    [InlineData("有效期为2027年3月1日至2028年2月29日。", "Effective 2027-03-01; Expiry 2028-02-29")]
    [InlineData("The measure applies from 1 March 2026 to 1 March 2027.", "Effective 2026-03-01; Expiry 2027-03-01")]
    public void The_ends_of_a_range_share_a_year_and_are_a_term(string text, string expected) => Assert.Equal(expected, Shown(text));

    [Theory]
    [InlineData("《锂电池运输管理规定》施行日期推迟至2027年9月1日。", "Effective 2027-09-01")]
    [InlineData("推迟《锂电池运输管理规定》施行时间至2027年9月1日。", "Effective 2027-09-01")]
    [InlineData("施行日期由2027年3月1日延至2027年9月1日。", "Effective 2027-09-01")]
    [InlineData("施行日期由2027年3月1日推迟到2027年9月1日。", "Effective 2027-09-01")]
    [InlineData("该规定推迟至2027年9月1日起施行。", "Effective 2027-09-01")]
    [InlineData("执行期限延长至2027年12月31日。", "Expiry 2027-12-31")]
    [InlineData("意见反馈截止日期由2026年12月1日延长至2026年12月31日。", "Deadline 2026-12-31")]
    [InlineData("会议推迟至2027年9月1日。", "")]
    [InlineData("The effective date of the final rule on lithium-ion batteries is delayed until March 15, 2027.", "Effective 2027-03-15")]
    [InlineData("This action delays the effective date of the rule from January 1, 2027, until March 15, 2027.", "Effective 2027-03-15")]
    [InlineData("The effective date of January 1, 2027, is delayed indefinitely.", "")]
    public void A_date_that_is_moved_is_the_new_one(string text, string expected) => Assert.Equal(expected, Shown(text));

    [Theory]
    [InlineData("原定于2027年9月1日起施行的《锂电池运输管理规定》暂缓施行，具体施行日期另行公布。")]
    [InlineData("自2027年9月1日起施行的《锂电池运输管理规定》暂缓施行。")]
    [InlineData("暂停实施上述公告，暂停实施至2027年9月1日。")]
    [InlineData("The rule was originally due to take effect on January 1, 2027.")]
    public void What_is_suspended_has_no_date(string text) => Assert.Equal("", Shown(text));

    [Theory]
    [InlineData("根据《固体废物法》（自2020年9月1日起施行）和2027年6月1日起施行的新国标,制定锂电池细则。", "")]
    [InlineData("原办法自2015年1月1日起施行，同时废止。", "")]
    [InlineData("《旧办法》自2015年1月1日起施行，同时废止。", "")]
    [InlineData("《锂电池办法》自2027年3月1日起施行，《旧办法》（2015年1月1日起施行）同时废止。", "Effective 2027-03-01")]
    [InlineData("本办法自2027年3月1日起施行，2015年1月1日起施行的《旧办法》同时废止。", "Effective 2027-03-01")]
    [InlineData("根据有关规定，本公告自2027年3月1日起施行。", "Effective 2027-03-01")]
    [InlineData("Under the Act, which takes effect on January 1, 2028, operators must report.", "")]
    [InlineData("The measure amends Regulation 2023/1542, which entered into force on 17 August 2023.", "")]
    [InlineData("Under the Battery Act (effective January 1, 2020), operators must report.", "")]
    [InlineData("This rule, issued under the Act, is effective on June 1, 2027.", "Effective 2027-06-01")]
    [InlineData("原则上自2027年3月1日起施行。", "Effective 2027-03-01")]
    public void A_date_of_another_act_is_not_its_own(string text, string expected) => Assert.Equal(expected, Shown(text));

    [Theory]
    [InlineData("自2027年3月1日起施行的《锂电池仓储管理办法》共六章。", "Effective 2027-03-01")]
    [InlineData("自2027年3月1日起施行的《消防条例》共六章。", "")]
    public void The_act_of_the_title_is_the_one_announced(string text, string expected) => Assert.Equal(expected, Shown(text, "关于印发《锂电池仓储管理办法》的通知"));

    [Theory]
    [InlineData("自 2026 年 3 月 1 日起施行。", "Effective 2026-03-01")]
    [InlineData("自2027年3月1日（含当日）起施行。", "Effective 2027-03-01")]
    [InlineData("自2027年3月1日（星期一）起施行。", "Effective 2027-03-01")]
    [InlineData("施行日期：2027年3月1日", "Effective 2027-03-01")]
    [InlineData("Effective date: March 1, 2027.", "Effective 2027-03-01")]
    [InlineData("Comments due: 2026-12-15.", "Deadline 2026-12-15")]
    [InlineData("The comment period closes at 11:59 p.m. ET on March 31, 2027.", "Deadline 2027-03-31")]
    [InlineData("The rule is effective 30 days after publication in the Federal Register.", "Effective 2026-12-20")]
    [InlineData("Comments are due 60 days after publication in the Federal Register.", "Deadline 2027-01-19")]
    [InlineData("本办法自发布之日起6个月后施行。", "Effective 2027-05-20")]
    [InlineData("本办法自公布之日起一年后施行。", "Effective 2027-11-20")]
    public void Common_forms_are_read(string text, string expected) => Assert.Equal(expected, Shown(text));

    private static string Shown(string text, string? title = null) =>
        string.Join("; ", PolicyDateReader.Read(text, new DateOnly(2026, 11, 20), title).Select(date => $"{date.Kind} {date.Date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}"));
}

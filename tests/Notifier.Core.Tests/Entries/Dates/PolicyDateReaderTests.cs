using System.Globalization;
using Notifier.Core.Entries.Dates;

namespace Notifier.Core.Tests.Entries.Dates;

public sealed class PolicyDateReaderTests
{
    private static readonly DateOnly Published = new(2022, 3, 26);

    [Theory]
    [InlineData("现公开征求意见，请于2022年4月15日前反馈。", "Deadline 2022-04-15")]
    [InlineData("意见反馈截止时间为2022年4月25日。", "Deadline 2022-04-25")]
    [InlineData("公示时间：2022年3月26日至4月1日", "Deadline 2022-04-01")]
    [InlineData("请于4月15日（星期五）前将意见反馈至邮箱。", "Deadline 2022-04-15")]
    [InlineData("如有意见，请自本公告发布之日起30日内提出。", "Deadline 2022-04-25")]
    [InlineData("Comments must be received by 15 April 2022.", "Deadline 2022-04-15")]
    [InlineData("The public consultation is open until 30 June 2022.", "Deadline 2022-06-30")]
    [InlineData("DATES: Comments are due on or before May 2, 2022.", "Deadline 2022-05-02")]
    [InlineData("The deadline for comments is April 15, 2022.", "Deadline 2022-04-15")]
    public void Until_when_comments_are_taken(string text, string expected) => Assert.Equal(expected, Shown(text));

    [Theory]
    [InlineData("本办法自2022年5月1日起施行。", "Effective 2022-05-01")]
    [InlineData("自二〇二二年五月一日起实施", "Effective 2022-05-01")]
    [InlineData("本公告自公布之日起施行。", "Effective 2022-03-26")]
    [InlineData("本规定自发布之日起三十日后施行。", "Effective 2022-04-25")]
    [InlineData("自2022年5月1日起对部分石墨物项实施出口管制。", "Effective 2022-05-01")]
    [InlineData("It shall apply from 1 July 2025.", "Effective 2025-07-01")]
    [InlineData("This Regulation shall enter into force on the twentieth day following that of its publication in the Official Journal.", "Effective 2022-04-15")]
    [InlineData("The rule is effective on June 1, 2022.", "Effective 2022-06-01")]
    [InlineData("The tariff takes effect immediately.", "Effective 2022-03-26")]
    public void From_when_it_applies(string text, string expected) => Assert.Equal(expected, Shown(text));

    [Theory]
    [InlineData("政策延续至2027年12月31日。", "Expiry 2027-12-31")]
    [InlineData("有效期至2027年底。", "Expiry 2027-12-31")]
    [InlineData("原办法自2022年5月1日起废止。", "Expiry 2022-05-01")]
    [InlineData("本办法自2022年5月1日起施行，有效期至2027年4月30日。", "Effective 2022-05-01; Expiry 2027-04-30")]
    [InlineData("The credit expires on 30 September 2025.", "Expiry 2025-09-30")]
    [InlineData("The measure remains in force until 31 December 2027.", "Expiry 2027-12-31")]
    public void Until_when_it_applies(string text, string expected) => Assert.Equal(expected, Shown(text));

    [Theory]
    [InlineData("2022年3月26日，论坛在北京召开。")]
    [InlineData("Published on 26 March 2022 in Beijing.")]
    [InlineData("请于2022年2月30日前反馈意见。")]
    [InlineData("1-2月产量同比增长5%")]
    public void Other_dates_are_left_out(string text) => Assert.Equal("", Shown(text));

    [Theory]
    [InlineData("公开征求意见时间为2022年3月1日至2022年3月31日。", "Deadline 2022-03-31")]
    [InlineData("如有意见，请于4月20日前通过电子邮件反馈。", "Deadline 2022-04-20")]
    [InlineData("本通知自2022年4月1日起执行，有效期至2028年12月31日。", "Effective 2022-04-01; Expiry 2028-12-31")]
    [InlineData("本办法自2022年6月1日起施行，有效期5年。", "Effective 2022-06-01; Expiry 2027-05-31")]
    [InlineData("购置税减免政策执行至2027年12月31日。", "Expiry 2027-12-31")]
    [InlineData("Submit written comments no later than May 2, 2022.", "Deadline 2022-05-02")]
    [InlineData("Interested parties may send feedback from 1 March 2022 to 26 April 2022.", "Deadline 2022-04-26")]
    [InlineData("The exclusion expires on August 31, 2026.", "Expiry 2026-08-31")]
    [InlineData("会议于2022年3月5日在北京召开。", "")]
    [InlineData("On 12 July 2023 the Council met.", "")]
    [InlineData("自2022年13月40日起施行。", "")]
    public void Ranges_years_of_validity_and_dates_of_nothing(string text, string expected) => Assert.Equal(expected, Shown(text));

    [Fact]
    public void A_long_text_of_dates_is_bounded() =>
        Assert.InRange(PolicyDateReader.Read(string.Concat(Enumerable.Range(0, 100_000).Select(day => $"自{2000 + (day % 90)}年{1 + (day % 12)}月1日起施行。")), Published).Count, 1, 1_200);

    [Fact]
    public void Without_the_day_of_publication_what_counts_from_it_says_so()
    {
        var date = Assert.Single(PolicyDateReader.Read("本公告自公布之日起施行。"));

        Assert.Equal((PolicyDateKind.Effective, null, 0), (date.Kind, date.Date, date.DaysAfterPublication));
        Assert.Equal("自公布之日起施行", date.Text);
        Assert.Equal("本公告自公布之日起施行。", date.Sentence);
    }

    private static string Shown(string text) =>
        string.Join("; ", PolicyDateReader.Read(text, Published).Select(date => $"{date.Kind} {date.Date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}"));
}

using System.Globalization;
using CsCheck;
using Notifier.Core.Entries;

namespace Notifier.Core.Tests.Entries;

/// <summary>Dates as feeds, ministries and programs write them; what cannot be read is no date, and never a failure.</summary>
public sealed class DateTextTests
{
    private static readonly TimeZoneInfo Shanghai = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    [Theory]
    [InlineData("Mon, 01 Jan 2024 10:00:00 (UTC)", "Asia/Shanghai", "2024-01-01T10:00:00Z")]
    [InlineData("2024-01-01 10:00 (GMT)", "Asia/Shanghai", "2024-01-01T10:00:00Z")]
    [InlineData("Mon, 01 Jan 2024 10:00:00 (EST)", "UTC", "2024-01-01T15:00:00Z")]
    [InlineData("Mon, 01 Jan 2024 10:00:00 (XYZ)", "UTC", null)]
    [InlineData("Mon, 01 Jan 2024 10:00:00 +0800 (CST)", "UTC", "2024-01-01T02:00:00Z")]
    [InlineData("2024-01-01 10:00 (Mon)", "UTC", "2024-01-01T10:00:00Z")]
    [InlineData("Mon, 01 Jan 2024 10:00:00 EST", "Australia/Sydney", null)]
    [InlineData("Mon, 01 Jan 2024 10:00:00 AST", "Asia/Riyadh", null)]
    [InlineData("Mon, 01 Jan 2024 10:00:00 BST", "Asia/Dhaka", null)]
    [InlineData("Mon, 01 Jan 2024 10:00:00 EST", "UTC", "2024-01-01T15:00:00Z")]
    public void A_zone_in_brackets_counts_and_one_of_several_places_is_not_guessed(string text, string zone, string? utc) =>
        Assert.Equal(utc, DateText.Parse(text, TimeZoneInfo.FindSystemTimeZoneById(zone))?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("Sat, 26 Mar 2022 10:05:30 +0800", "2022-03-26T02:05:30Z")]
    [InlineData("26 Mar 22 10:05 GMT", "2022-03-26T10:05:00Z")]
    [InlineData("Sat, 26-Mar-2022 10:05:30 GMT", "2022-03-26T10:05:30Z")]
    [InlineData("Saturday, 26 March 2022 10:05:30 EST", "2022-03-26T15:05:30Z")]
    [InlineData("Sat, 26 Mar 2022 10:05:30 +0800 (CST)", "2022-03-26T02:05:30Z")]
    [InlineData("Sat Mar 26 2022 10:05:30 GMT+0800 (China Standard Time)", "2022-03-26T02:05:30Z")]
    [InlineData("Sat Mar 26 10:05:30 UTC 2022", "2022-03-26T10:05:30Z")]
    [InlineData("31 Dec 1999 23:59:60 GMT", "1999-12-31T23:59:59Z")]
    [InlineData("31 Dec 99 24:00 GMT", "2000-01-01T00:00:00Z")]
    [InlineData("Friday, December 22, 2017 - 3:09pm", "2017-12-22T07:09:00Z")]
    [InlineData("March 30 2020 07:02:38 PM", "2020-03-30T11:02:38Z")]
    [InlineData("30 Mar 2020 12:10 a.m. GMT", "2020-03-30T00:10:00Z")]
    [InlineData("2022-03-26T10:05:30Z", "2022-03-26T10:05:30Z")]
    [InlineData("2022-03-26T10:05:30.123456789+08:00", "2022-03-26T02:05:30Z")]
    [InlineData("2022-03-26T10:05:30-0330", "2022-03-26T13:35:30Z")]
    [InlineData("2022-03-26 10:05:30.0", "2022-03-26T02:05:30Z")]
    [InlineData("2022-03-26t10:05:30z", "2022-03-26T10:05:30Z")]
    [InlineData("2022-03", "2022-02-28T16:00:00Z")]
    [InlineData("2022", "2021-12-31T16:00:00Z")]
    [InlineData("2022年3月26日", "2022-03-25T16:00:00Z")]
    [InlineData("2022 年 3 月 26 日", "2022-03-25T16:00:00Z")]
    [InlineData("２０２２年３月２６日", "2022-03-25T16:00:00Z")]
    [InlineData("2022年03月26日 10:05", "2022-03-26T02:05:00Z")]
    [InlineData("2022年03月26日10:05", "2022-03-26T02:05:00Z")]
    [InlineData("2022年03月26日10时05分30秒", "2022-03-26T02:05:30Z")]
    [InlineData("2022年03月26日10时", "2022-03-26T02:00:00Z")]
    [InlineData("2022年03月26日 10时整", "2022-03-26T02:00:00Z")]
    [InlineData("2022-03-26 10时5分", "2022-03-26T02:05:00Z")]
    [InlineData("2022年03月26日10点30分", "2022-03-26T02:30:00Z")]
    [InlineData("2022年03月26日上午10点", "2022-03-26T02:00:00Z")]
    [InlineData("2022年03月26日 下午3时30分", "2022-03-26T07:30:00Z")]
    [InlineData("2022年03月26日下午3點半", "2022-03-26T07:30:00Z")]
    [InlineData("2022年3月26日 下午3:05", "2022-03-26T07:05:00Z")]
    [InlineData("2022年3月26日 上午12:05", "2022-03-25T16:05:00Z")]
    [InlineData("2022年3月26日（星期六）", "2022-03-25T16:00:00Z")]
    [InlineData("2022年3月26日 星期六 10:05", "2022-03-26T02:05:00Z")]
    [InlineData("2022/3/26", "2022-03-25T16:00:00Z")]
    [InlineData("2022.03.26", "2022-03-25T16:00:00Z")]
    [InlineData("20220326", "2022-03-25T16:00:00Z")]
    [InlineData("[2022-03-26]", "2022-03-25T16:00:00Z")]
    [InlineData("（2022-03-26）", "2022-03-25T16:00:00Z")]
    [InlineData("二〇二二年三月二十六日", "2022-03-25T16:00:00Z")]
    [InlineData("发布时间：2022-03-26 10:05:30", "2022-03-26T02:05:30Z")]
    [InlineData("/202203/t20220326_5681234.htm", "2022-03-25T16:00:00Z")]
    [InlineData("1648260330", "2022-03-26T02:05:30Z")]
    [InlineData("1648260330000", "2022-03-26T02:05:30Z")]
    [InlineData("2022-085", "2022-03-25T16:00:00Z")]
    [InlineData("sam., 26 mars 2022 10:05:30 +0800", "2022-03-26T02:05:30Z")]
    [InlineData("mar., 01 déc. 2020 16:11:02 +0000", "2020-12-01T16:11:02Z")]
    [InlineData("2022-március-26T10:05:30+08:00", "2022-03-26T02:05:30Z")]
    [InlineData("2022년 3월 26일 오후 3:05", "2022-03-26T07:05:00Z")]
    [InlineData("Sat, 03/26/2022 - 10:05", "2022-03-26T02:05:00Z")]
    [InlineData("26.03.2022 10:05", "2022-03-26T02:05:00Z")]
    [InlineData("Sun, 11 04 2021 10:05:30 +0800", "2021-04-11T02:05:30Z")]
    [InlineData("2022-03-26T10:05:30+08:00Z", "2022-03-26T02:05:30Z")]
    [InlineData("26 Mar 2022 10:05:30 ET", "2022-03-26T14:05:30Z")]
    [InlineData("26 Jan 2022 10:05:30 ET", "2022-01-26T15:05:30Z")]
    public void A_date_is_read_and_one_without_a_zone_is_the_sources(string text, string utc) => Assert.Equal(utc, Read(text, Shanghai));

    [Theory]
    [InlineData("")]
    [InlineData("yesterday")]
    [InlineData("2小时前")]
    [InlineData("2022年03月26日25时")]
    [InlineData("2022年03月26日10时61分")]
    [InlineData("2022年03月26日晚上8点")]
    [InlineData("Sat, 26 Mar 2022 10:05:30 IST")]
    [InlineData("Sat, 26 Mar 2022 10:05:30 XYZ")]
    [InlineData("Sat, 26 Mar 2022 10:05:30 +zz:00")]
    [InlineData("2022-13-26")]
    [InlineData("2022年2月30日")]
    [InlineData("2022-03-26T25:05:30Z")]
    [InlineData("2022-03-26T10:61:30Z")]
    [InlineData("9999-12-31T23:59:59-99:99")]
    [InlineData("0000-01-01")]
    [InlineData("0001-01-01T00:00:00+14:00")]
    [InlineData("26 Mar 2022 13:05 pm")]
    [InlineData("03/04/2022")]
    [InlineData("0312-01")]
    [InlineData("2022-03-26-01")]
    [InlineData("2022-366")]
    [InlineData("22013")]
    [InlineData("[03-26]")]
    [InlineData("5681234567")]
    [InlineData("26 Mar 2022 10:05:30 +0800 27 Apr 2023")]
    public void What_is_no_date_or_can_be_read_two_ways_or_names_an_unknown_zone_is_none(string text) => Assert.Null(DateText.Parse(text, Shanghai));

    [Theory]
    [InlineData("Asia/Shanghai", "2022-03-26T02:05:30Z")]
    [InlineData("UTC", "2022-03-26T16:05:30Z")]
    public void Cst_is_chinas_where_the_source_is_in_china_and_Americas_elsewhere(string zone, string utc) =>
        Assert.Equal(utc, Read("Sat Mar 26 10:05:30 CST 2022", TimeZoneInfo.FindSystemTimeZoneById(zone)));

    [Theory]
    [InlineData("UTC", "2022-03-26T01:05:30Z")]
    [InlineData("Asia/Shanghai", "2022-03-26T02:05:30Z")]
    public void Korean_words_are_Koreas_time_unless_the_source_has_another(string zone, string utc) =>
        Assert.Equal(utc, Read("2022년 3월 26일 10:05:30", TimeZoneInfo.FindSystemTimeZoneById(zone)));

    [Theory]
    [InlineData("2024-03-31 01:59:59", "2024-03-31T00:59:59Z")]
    [InlineData("2024-03-31 02:30:00", "2024-03-31T01:30:00Z")] // the hour that the spring leaves out, by the winter's clock
    [InlineData("2024-03-31 03:00:00", "2024-03-31T01:00:00Z")]
    [InlineData("2024-10-27 02:30:00", "2024-10-27T01:30:00Z")] // the hour that the autumn has twice: the second
    [InlineData("2024-10-27 01:59:59", "2024-10-26T23:59:59Z")]
    [InlineData("2024-10-27 02:30:00 +02:00", "2024-10-27T00:30:00Z")]
    public void Nights_in_which_clocks_change_are_read_the_same_way_each_time(string text, string utc) => Assert.Equal(utc, Read(text, Berlin));

    [Fact]
    public void A_generated_date_is_read_back_in_every_form_with_a_zone()
    {
        var offsets = Gen.Int[-14 * 60, 14 * 60];
        Gen.Select(Gen.DateTime[new(1950, 1, 3), new(2049, 12, 28)], offsets).Sample((when, minutes) =>
        {
            var local = new DateTimeOffset(new DateTime(when.Ticks - (when.Ticks % TimeSpan.TicksPerSecond)), TimeSpan.FromMinutes(minutes));
            var zone = $"{(minutes < 0 ? '-' : '+')}{Math.Abs(minutes) / 60:D2}{Math.Abs(minutes) % 60:D2}";
            foreach (var text in new[]
            {
                Format(local, "ddd, dd MMM yyyy HH:mm:ss ") + zone, Format(local, "d MMMM yyyy HH:mm:ss ") + zone, Format(local, "ddd, dd MMM yy HH:mm:ss ") + zone,
                Format(local, "ddd MMM d HH:mm:ss ") + zone + Format(local, " yyyy"), Format(local, "dddd, dd-MMM-yyyy HH:mm:ss ") + zone, Format(local, "yyyy-MM-dd'T'HH:mm:sszzz"),
                Format(local, "yyyy-MM-dd HH:mm:ss ") + zone, Format(local, "yyyy'年'M'月'd'日' HH:mm:ss ") + "UTC" + zone, Format(local, "yyyy/M/d H:mm:ss zzz"),
                Format(local.ToUniversalTime(), "R"), Format(local.ToUniversalTime(), "yyyy-MM-dd'T'HH:mm:ss.fff'Z'"),
            })
            {
                Assert.Equal((text, local.UtcDateTime), (text, DateText.Parse(text, Shanghai)?.UtcDateTime));
            }
        });
    }

    [Fact]
    public void No_text_makes_it_fail()
    {
        string[] known = ["2022", "26", "0", "99", "Mar", "Sat,", " ", "T", "+", "-", ":", "/", "年", "月", "日", "时", "下午", "(", ")", "GMT", "IST", "+0800", "10:05", "24:00", "pm", "\ud800", "\uffff", "\0", "٣", "９"];
        var pieces = Gen.Int[0, known.Length - 1].Select(index => known[index]);
        Gen.OneOf(Gen.String[Gen.Char, 0, 60], pieces.Array[0, 14].Select(string.Concat)).Sample(text =>
        {
            DateText.Parse(text, Shanghai);
            DateText.Parse(text, Berlin);
        });
    }

    [Fact]
    public void Every_day_of_every_zone_is_read_without_failing() =>
        Assert.All(TimeZoneInfo.GetSystemTimeZones(), zone => Assert.All(
            new[] { "0001-01-01", "0001-01-02", "1850-01-01", "1900-12-31", "1945-05-01 02:30", "2011-12-30 00:30", "9998-12-31 23:59" },
            text => DateText.Parse(text, zone)));

    private static string Format(DateTimeOffset value, string format) => value.ToString(format, CultureInfo.InvariantCulture);

    private static string? Read(string text, TimeZoneInfo zone) =>
        DateText.Parse(text, zone)?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}

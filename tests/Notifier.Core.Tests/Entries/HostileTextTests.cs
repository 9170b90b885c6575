using System.Globalization;
using System.Text;
using CsCheck;
using Notifier.Core.Entries.Dates;
using Notifier.Core.Entries.Quantities;
using Notifier.Core.Entries.Topics;

namespace Notifier.Core.Tests.Entries;

/// <summary>A stranger wrote the text: nothing is thrown, every place lies in it, and no text takes for ever.</summary>
public sealed class HostileTextTests
{
    private static readonly string[] Pieces =
    [
        "碳酸锂", "价格", "涨", "跌至", "10", "3.5", "1,000", "万", "亿", "元/吨", "%", "个百分点", "倍", "番", "翻", "从", "到", "至", "三成", "百分之", "-", "~", " ", "\n\n", "。", "，", ".", ",",
        "from ", "to ", "by ", "rose ", "lithium carbonate ", "$", "per ton", "times ", "as high as ", "doubled", "\\u4e2d", "\\u", "&#x5145;", "&amp", "&;", "\u200b", "\ud83d", "\udd0b", "🔋", "é", "e\u0301", "㎏", "½", "ﬁ", "İ", "ß", "鋰", "2022年4月15日", "前", "自", "起施行", "五月", "1月32日", "May 5", "公布之日起", "\0",
    ];

    [Fact]
    public void Whatever_is_written_every_place_lies_in_the_text() =>
        Gen.Int[0, Pieces.Length - 1].Select(index => Pieces[index]).List[0, 30].Select(parts => string.Concat(parts)).Sample(
            text =>
            {
                Assert.All(TopicClassifier.Default.Classify(text, text).SelectMany(hit => hit.Terms), term => Cited(text, term.Start, term.Length, term.Sentence));
                Assert.All(QuantityReader.Read(text), quantity => Cited(text, quantity.Start, quantity.Length, quantity.Sentence));
                Assert.All(PolicyDateReader.Read(text, new DateOnly(2022, 3, 26)), date => Cited(text, date.Start, date.Length, date.Sentence));
            },
            iter: 5_000);

    [Fact]
    public void Any_characters_at_all_are_read() =>
        Gen.Char.Array[0, 60].Select(characters => new string(characters)).Sample(
            text =>
            {
                TopicClassifier.Default.Classify(text, text);
                QuantityReader.Read(text);
                PolicyDateReader.Read(text);
            },
            iter: 3_000);

    [Fact]
    public void The_culture_of_the_machine_changes_no_number()
    {
        const string Text = "碳酸锂从5.5万涨到50.5万元/吨，涨了10倍；cobalt fell 12.5% to $15.50/lb by 15 April 2022";
        var before = CultureInfo.CurrentCulture;
        var expected = All(Text);
        try
        {
            foreach (var culture in new[] { "de-DE", "tr-TR", "ar-SA", "th-TH", "zh-TW" })
            {
                CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
                Assert.Equal(expected, All(Text));
            }
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    public static TheoryData<string> Openers => [.. new[] { "啊", "a", "1", "一", "百", "从", "涨", "锂", "碳酸锂价格涨", "万", "(", "\\", "\\u", "&", "&#", "-", "\u0301", "\ud800", "%", "1,", "1.", "$", "到", "comments ", "自", "from 1 ", "2022年", "a third ", "as ", "每吨1", "\n", "千", "百千", "近百", "加征5%", "exports of ", "by half ", "a quarter point ", "账期", "动力电池", "slipped below 1%" }];

    /// <summary>A megabyte of one thing: were anything quadratic, this would take hours.</summary>
    [Theory]
    [MemberData(nameof(Openers))]
    public void A_megabyte_of_one_thing_is_read_and_cited_in_few_words(string piece)
    {
        var text = new StringBuilder(1 << 20).Insert(0, piece, (1 << 20) / piece.Length).ToString();

        var topics = TopicClassifier.Default.Classify("", text);
        var quantities = QuantityReader.Read(text);
        var dates = PolicyDateReader.Read(text);

        Assert.All(topics.SelectMany(hit => hit.Terms), term => Assert.InRange(term.Sentence.Length, 0, 1_000));
        Assert.All(quantities, quantity => Assert.InRange(quantity.Sentence.Length, 0, 1_000));
        Assert.All(dates, date => Assert.InRange(date.Sentence.Length, 0, 1_000));
    }

    private static void Cited(string text, int start, int length, string sentence)
    {
        Assert.InRange(start, 0, text.Length);
        Assert.InRange(length, 1, text.Length - start);
        Assert.Contains(sentence, text, StringComparison.Ordinal);
    }

    private static string All(string text) => string.Join('\n', [
        .. TopicClassifier.Default.Classify("", text).Select(hit => FormattableString.Invariant($"{hit.Topic} {hit.Score}")),
        .. QuantityReader.Read(text).Select(quantity => FormattableString.Invariant($"{quantity.Type} {quantity.Value} {quantity.From} {quantity.To} {quantity.Unit} {quantity.Text}")),
        .. PolicyDateReader.Read(text).Select(date => FormattableString.Invariant($"{date.Kind} {date.Date:yyyy-MM-dd}")),
    ]);
}

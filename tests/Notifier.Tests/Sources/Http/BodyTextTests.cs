using System.Text;
using Notifier.Sources.Http;

namespace Notifier.Tests.Sources.Http;

public sealed class BodyTextTests
{
    private const string Text = "碳酸锂价格";

    static BodyTextTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    [Theory]
    [InlineData("utf-8", "utf-8")]
    [InlineData("utf-8", null)]
    [InlineData("gb18030", "gb2312")]
    [InlineData("gb18030", "GBK")]
    [InlineData("gb18030", null)]
    [InlineData("gb18030", "utf-8")]
    [InlineData("utf-8", "no-such-charset")]
    public void The_header_is_believed_where_the_bytes_agree_and_else_the_bytes(string written, string? header) =>
        Assert.Equal(Text, BodyText.Decode(Encoding.GetEncoding(written).GetBytes(Text), header));

    [Fact]
    public void Traditional_characters_come_by_the_header_too() =>
        Assert.Equal("碳酸鋰價格", BodyText.Decode(Encoding.GetEncoding("big5").GetBytes("碳酸鋰價格"), "big5"));

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    [InlineData("utf-32")]
    public void A_byte_order_mark_decides(string written)
    {
        var encoding = Encoding.GetEncoding(written);

        Assert.Equal(Text, BodyText.Decode([.. encoding.GetPreamble(), .. encoding.GetBytes(Text)], "iso-8859-1"));
    }

    [Theory]
    [InlineData("<?xml version='1.0' encoding='big5'?><t>{0}</t>")]
    [InlineData("<html><head><meta http-equiv=\"Content-Type\" content=\"text/html; charset=big5\"></head>{0}")]
    [InlineData("<meta charset=big5>{0}")]
    public void A_declaration_of_the_document_is_believed_where_the_header_says_nothing(string document)
    {
        var text = string.Format(null, document, "碳酸鋰價格");

        Assert.Equal(text, BodyText.Decode(Encoding.GetEncoding("big5").GetBytes(text), null));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("utf-8")]
    public void A_damaged_byte_is_replaced_and_the_rest_stays_what_it_was(string? header)
    {
        var whole = Encoding.UTF8.GetBytes("<t>关于碳酸锂价格的通知</t><t>工信部公告</t>");
        for (var at = 0; at < whole.Length; at++)
        {
            var cut = BodyText.Decode(whole.AsSpan(0, at), header);
            Assert.Equal((at, ""), (at, cut.TrimEnd('\uFFFD').Trim("<t>关于碳酸锂价格的通知</t><t>工信部公告</t>".ToCharArray())));
            byte[] without = [.. whole[..at], .. whole[(at + 1)..]];
            Assert.True(BodyText.Decode(without, header).Contains("工信部公告", StringComparison.Ordinal) || BodyText.Decode(without, header).Contains("关于碳酸锂价格", StringComparison.Ordinal), $"without byte {at}");
        }
    }

    [Fact]
    public void What_a_server_says_of_all_it_sends_does_not_spoil_UTF8()
    {
        Assert.Equal("碳酸锂", BodyText.Decode(Encoding.UTF8.GetBytes("碳酸锂"), "ISO-8859-1"));
        Assert.Equal("café", BodyText.Decode(Encoding.Latin1.GetBytes("café"), "ISO-8859-1"));
        Assert.Equal("碳酸锂价格", BodyText.Decode(Encoding.GetEncoding("gb18030").GetBytes("碳酸锂价格"), "ISO-8859-1"));
        Assert.Equal("«Émilie» à Besançon, où l'été fut très doré", BodyText.Decode(Encoding.Latin1.GetBytes("«Émilie» à Besançon, où l'été fut très doré"), "ISO-8859-1"));
    }

    [Theory]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    public void UTF16_without_a_mark_is_known_by_its_first_character_and_may_break_off_anywhere(string charset)
    {
        var bytes = Encoding.GetEncoding(charset).GetBytes("<?xml version='1.0'?><t>碳酸锂</t>");

        Assert.Equal("<?xml version='1.0'?><t>碳酸锂</t>", BodyText.Decode(bytes, null));
        Assert.StartsWith("<?xml version='1.0'?><t>碳酸", BodyText.Decode(bytes.AsSpan(0, bytes.Length - 9), null), StringComparison.Ordinal);
    }

    [Fact]
    public void Bytes_of_no_charset_are_still_text() => Assert.Contains("ok", BodyText.Decode([0xFF, 0x80, (byte)'o', (byte)'k', 0xFF], null), StringComparison.Ordinal);
}

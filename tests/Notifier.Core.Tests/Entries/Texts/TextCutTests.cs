using CsCheck;
using Notifier.Core.Entries.Texts;

namespace Notifier.Core.Tests.Entries.Texts;

/// <summary>Where a text is cut, its last character is whole.</summary>
public sealed class TextCutTests
{
    private static readonly string[] Pieces = ["电", "a", "🔋", "é"];

    [Theory]
    [InlineData("abc", 3, "abc")]
    [InlineData("abcd", 3, "abc…")]
    [InlineData("ab🔋", 3, "ab…")]
    [InlineData("ab🔋", 4, "ab🔋")]
    [InlineData("🔋", 0, "…")]
    public void A_text_is_shortened_between_characters(string text, int most, string expected) => Assert.Equal(expected, TextCut.Short(text, most));

    [Fact]
    public void A_whole_text_stays_whole_and_short() => Gen.Select(Gen.Int[0, 3].List[0, 40], Gen.Int[0, 60]).Sample((parts, most) =>
    {
        var text = string.Concat(parts.Select(part => Pieces[part]));
        var cut = TextCut.At(text, most);
        Assert.StartsWith(cut, text, StringComparison.Ordinal);
        Assert.InRange(cut.Length, Math.Min(text.Length, most) - 1, Math.Min(text.Length, most));
        Assert.Equal(cut, new System.Text.UTF8Encoding(false, true).GetString(new System.Text.UTF8Encoding(false, true).GetBytes(cut)));
    });
}

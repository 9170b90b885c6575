using Notifier.Core.Entries;

namespace Notifier.Core.Tests.Entries;

public sealed class EntryWordsTests
{
    [Theory]
    [InlineData("EV", "the EV market", true)]
    [InlineData("EV", "level", false)]
    [InlineData("EV", "EVs", false)]
    [InlineData("EV", "EV-makers", true)]
    [InlineData("EV", "新能源EV汽车", true)] // Chinese has no spaces
    [InlineData("EV", "2EV", false)]
    [InlineData("ev", "ＥＶ", true)] // full width
    [InlineData("电池", "动力电池行业", true)]
    [InlineData("电池", "动力电 池", false)]
    [InlineData("battery storage", "new Battery\n  Storage rules", true)]
    [InlineData("battery storage", "battery-storage", false)]
    [InlineData("lithium-ion", "Lithium-Ion cells", true)]
    [InlineData("straße", "STRAßE", true)]
    [InlineData("λίθος", "ΛΊΘΟΣ", true)] // final sigma
    [InlineData("école", "e\u0301cole", true)] // composed and decomposed
    [InlineData("ecole", "école", false)]
    [InlineData("a|b", "x b x", true)]
    [InlineData("a||b", "c", false)]
    [InlineData("|", "anything", false)]
    [InlineData("C++", "in C++ code", true)]
    [InlineData("锂", "lone \ud800 surrogate 锂", true)]
    public void Words_match_as_people_read_them(string words, string text, bool expected) =>
        Assert.Equal(expected, EntryWords.Parse(words).Matches(text));
}

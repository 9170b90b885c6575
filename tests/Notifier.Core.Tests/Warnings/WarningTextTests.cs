using System.Text;
using System.Text.Json;
using Notifier.Core.Episodes;
using Notifier.Core.Observations;
using Notifier.Core.Warnings;

namespace Notifier.Core.Tests.Warnings;

public sealed class WarningTextTests
{
    public static TheoryData<TransitionKind> Kinds => new(Enum.GetValues<TransitionKind>());

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Each_kind_has_its_JSON_and_its_line(TransitionKind kind)
    {
        var warning = WarningSamples.Of(kind, Severity.Moderate, Severity.Extreme);

        GoldenFile.Match($"warning-{kind.Word()}.json", Encoding.UTF8.GetString(WarningJson.Write(warning)));
        GoldenFile.Match($"warning-{kind.Word()}.txt", WarningLine.Format(warning));
    }

    [Fact]
    public void Chinese_stays_readable_and_markup_is_escaped()
    {
        var json = Encoding.UTF8.GetString(WarningJson.Write(WarningSamples.OfEntry("工信部：<b>锂</b> & \"quotas\"\u2028")));

        GoldenFile.Match("warning-entry.json", json);
    }

    [Fact]
    public void What_is_written_is_read_again()
    {
        Warning[] all = [.. Enum.GetValues<TransitionKind>().Select(kind => WarningSamples.Of(kind)), WarningSamples.OfEntry("x")];

        var read = WarningJson.ReadAll(WarningJson.WriteAll(all));

        Assert.Equal(WarningJson.WriteAll(all), WarningJson.WriteAll(read));
        Assert.Equal(all.Select(WarningLine.Format), read.Select(WarningLine.Format));
    }

    [Fact]
    public void A_warning_from_before_there_were_Chinese_reasons_is_read()
    {
        var old = WarningSamples.Of() with { ReasonZh = null, Transitions = [.. WarningSamples.Of().Transitions.Select(step => step with { ReasonZh = null })] };
        var json = Encoding.UTF8.GetString(WarningJson.Write(old));

        Assert.DoesNotContain("reasonZh", json, StringComparison.Ordinal);
        var read = WarningJson.Read(Encoding.UTF8.GetBytes(json));
        Assert.Equal((old.Reason, null, null), (read.Reason, read.ReasonZh, read.Transitions[0].ReasonZh));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("{\"id\":1}")]
    public void What_is_not_a_warning_is_refused(string json) =>
        Assert.Throws<JsonException>(() => WarningJson.Read(Encoding.UTF8.GetBytes(json)));

    [Fact]
    public void A_line_stays_one_line_whatever_the_reason_holds()
    {
        var line = WarningLine.Format(WarningSamples.Of() with { Reason = "a\r\nb\u0085c\u001b[31md", Unit = "" });

        Assert.Equal("2021-01-29 severe lithium-carbonate-cn 68000.5 - escalated [orange] a  b c [31md", line);
    }

    [Fact]
    public void Numbers_keep_all_their_digits() =>
        Assert.Contains("\"value\":0.1,", Encoding.UTF8.GetString(WarningJson.Write(WarningSamples.Of() with { Value = 0.1, Period = Period.Parse("2021-02-28") })), StringComparison.Ordinal);
}

using System.Text;
using System.Text.Json;
using Notifier.Core.Deliveries;
using Notifier.Core.Episodes;
using Notifier.Core.Tests.Warnings;
using Notifier.Core.Warnings;

namespace Notifier.Core.Tests.Deliveries;

public sealed class WebhookBodyTests
{
    private const string Rest = "https://warnings.example.org/warnings";

    private static readonly DateTimeOffset Time = new(2021, 1, 29, 17, 0, 0, 250, TimeSpan.FromHours(8));

    [Fact]
    public void A_warning_is_wrapped_with_its_kind_and_the_time_it_was_recorded() =>
        GoldenFile.Match("webhook-warning.json", Text(WebhookBody.Of(WarningSamples.Of(), Time)));

    [Fact]
    public void A_challenge_names_its_subscription() =>
        GoldenFile.Match("webhook-challenge.json", Text(WebhookBody.Challenge("c0ffee", "0123", Time)));

    [Fact]
    public void A_test_names_its_subscription() =>
        GoldenFile.Match("webhook-test.json", Text(WebhookBody.Test("0123", Time)));

    [Fact]
    public void Several_warnings_are_one_body_the_worst_first() => GoldenFile.Match(
        "webhook-summary.json",
        Text(WebhookBody.Of(
            WarningSummary.Of(SummaryReason.QuietHours, [Of(1, 1, Severity.Minor), Of(2, 1, Severity.Moderate), Of(2, 2, Severity.Extreme), Of(1, 2, Severity.Minor, TransitionKind.Resolved)]), Time, Rest)));

    [Theory]
    [InlineData(SummaryReason.Group, "group")]
    [InlineData(SummaryReason.QuietHours, "quietHours")]
    [InlineData(SummaryReason.DailyDigest, "dailyDigest")]
    [InlineData(SummaryReason.WeeklyDigest, "weeklyDigest")]
    [InlineData(SummaryReason.Outage, "outage")]
    public void Why_they_are_one_is_said_in_a_word(SummaryReason reason, string word) =>
        Assert.Equal(word, Summary([Of(1, 1, Severity.Minor)], reason).GetProperty("reason").GetString());

    [Fact]
    public void Two_thousand_warnings_are_cut_with_a_count_and_where_the_rest_is()
    {
        var warnings = Enumerable.Range(0, 2000).Select(number => Of(number, 1, number == 1999 ? Severity.Extreme : Severity.Minor)).ToList();

        var body = WebhookBody.Of(WarningSummary.Of(SummaryReason.DailyDigest, warnings), Time, Rest);
        var data = JsonDocument.Parse(body.Data).RootElement;
        var told = data.GetProperty("warnings");

        Assert.InRange(body.Native().Length, 50_000, WebhookBody.LongestBody);
        Assert.InRange(CloudEvent.Write(body, new string('d', 32), "https://example.org/" + new string('x', 2000)).Length, 50_000, WebhookBody.LongestBody);
        Assert.Equal((2000, 2000 - told.GetArrayLength(), Rest), (data.GetProperty("count").GetInt32(), data.GetProperty("omitted").GetInt32(), data.GetProperty("rest").GetString()));
        Assert.Equal("extreme", told[0].GetProperty("severity").GetString());
    }

    [Fact]
    public void The_newest_of_each_episode_has_room_before_the_earlier_ones()
    {
        // One episode alone would fill the body.
        var warnings = Enumerable.Range(1, 200).Select(sequence => Of(0, sequence, Severity.Extreme)).Append(Of(1, 1, Severity.Minor)).ToList();

        var told = Summary(warnings).GetProperty("warnings").EnumerateArray().Select(warning => (warning.GetProperty("episode").GetString(), warning.GetProperty("sequence").GetInt32())).ToList();

        Assert.Contains((Id(0), 200), told);
        Assert.Equal((Id(1), 1), told[^1]);
        Assert.InRange(told.Count, 3, 200);
    }

    [Fact]
    public void Nothing_is_omitted_of_a_few()
    {
        var data = Summary([Of(1, 1, Severity.Minor), Of(2, 1, Severity.Severe)]);

        Assert.Equal((2, 2, "severe"), (data.GetProperty("count").GetInt32(), data.GetProperty("warnings").GetArrayLength(), data.GetProperty("severity").GetString()));
        Assert.False(data.TryGetProperty("omitted", out _) || data.TryGetProperty("rest", out _));
    }

    [Fact]
    public void One_warning_that_is_longer_than_a_body_is_told_all_the_same()
    {
        var long_ = Of(1, 1, Severity.Minor) with { Reason = new string('x', 100_000) };

        Assert.Equal((2, 1), (Summary([long_, Of(2, 1, Severity.Minor)]).GetProperty("count").GetInt32(), Summary([long_, Of(2, 1, Severity.Minor)]).GetProperty("warnings").GetArrayLength()));
    }

    internal static Warning Of(int episode, int sequence, Severity severity, TransitionKind kind = TransitionKind.Escalated) =>
        WarningSamples.Of(kind, severity, sequence: sequence, series: $"series-{episode}") with { Id = $"{episode:x24}{sequence:x8}", Episode = Id(episode) };

    private static string Id(int episode) => episode.ToString("x32", System.Globalization.CultureInfo.InvariantCulture);

    private static JsonElement Summary(IReadOnlyList<Warning> warnings, SummaryReason reason = SummaryReason.Group) =>
        JsonDocument.Parse(WebhookBody.Of(WarningSummary.Of(reason, warnings), Time, Rest).Data).RootElement;

    private static string Text(WebhookBody body) => Encoding.UTF8.GetString(body.Native());
}

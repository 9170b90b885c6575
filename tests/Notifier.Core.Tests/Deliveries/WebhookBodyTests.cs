using System.Text;
using System.Text.Json;
using Notifier.Core.Deliveries;
using Notifier.Core.Tests.Warnings;

namespace Notifier.Core.Tests.Deliveries;

public sealed class WebhookBodyTests
{
    private static readonly DateTimeOffset Time = new(2021, 1, 29, 17, 0, 0, 250, TimeSpan.FromHours(8));

    [Fact]
    public void A_warning_is_wrapped_with_its_kind_and_the_time_it_was_recorded() =>
        GoldenFile.Match("webhook-warning.json", Encoding.UTF8.GetString(WebhookBody.Of(WarningSamples.Of(), Time)));

    [Fact]
    public void A_challenge_names_its_subscription() =>
        GoldenFile.Match("webhook-challenge.json", Encoding.UTF8.GetString(WebhookBody.Challenge("c0ffee", "0123", Time)));

    [Fact]
    public void Both_are_JSON()
    {
        using var warning = JsonDocument.Parse(WebhookBody.Of(WarningSamples.Of(), Time));
        using var challenge = JsonDocument.Parse(WebhookBody.Challenge("c0ffee", "0123", Time));

        Assert.Equal("notifier.warning.escalated", warning.RootElement.GetProperty("type").GetString());
        Assert.Equal("notifier.challenge", challenge.RootElement.GetProperty("type").GetString());
    }
}

using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Notifier.Core.Deliveries;
using Notifier.Core.Subscriptions;
using Notifier.Core.Tests;
using Notifier.Core.Tests.Warnings;
using Notifier.Deliveries;
using Notifier.Deliveries.SendGrid;
using Notifier.Deliveries.Suppressions;
using Notifier.Subscriptions;
using Notifier.Tests.Driving;
using Notifier.Tests.Storage;

namespace Notifier.Tests.Deliveries;

/// <summary>SendGrid's Event Webhook: who may post, and what each event leads to.</summary>
public sealed class SendGridEventTests(SendGridEventTests.Signed signed) : IClassFixture<SendGridEventTests.Signed>
{
    private const string Path = "/api/sendgrid/events";
    private static int _readers;

    private readonly NotifierHost _host = signed.Host;

    [Fact]
    public void The_published_vectors_verify_and_what_was_changed_does_not()
    {
        using var document = JsonDocument.Parse(SharedData.Read("security/email/sendgrid-event-webhook-vectors.json"));
        var vectors = document.RootElement.GetProperty("vectors").EnumerateArray().ToList();
        Assert.Equal(2, vectors.Count);
        foreach (var vector in vectors)
        {
            var (key, timestamp, signature, body) = (vector.Text("public_key"), vector.Text("timestamp"), vector.Text("signature"), Encoding.UTF8.GetBytes(vector.Text("body")));
            Assert.True(EventSignature.IsKey(key));
            Assert.True(EventSignature.Verify(key, timestamp, signature, body), vector.Text("name"));
            // The five ways that the vectors name in words.
            Assert.False(EventSignature.Verify("MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEqTxd43gyp8IOEto2LdIfjRQrIbsd4SXZkLW6jDutdhXSJCWHw8REntlo7aNDthvj+y7GjUuFDb/R1NGe1OPzpA==", timestamp, signature, body));
            Assert.False(EventSignature.Verify(key, timestamp, signature, "payload"u8));
            Assert.False(EventSignature.Verify(key, timestamp, signature, body.AsSpan(0, body.Length - 2)));
            Assert.False(EventSignature.Verify(key, "timestamp", signature, body));
            Assert.False(EventSignature.Verify(key, timestamp, "MEQCIB3bJQOarffIdM7+MEee+kYAdoViz6RUoScOASwMcXQxAiAcrus/j853JUlVm5qIRfbKBJwJq89znqOTedy3RetXLQ==", body));
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("not base64")]
    [InlineData("MEUCIGHQVtGj")]
    public async Task What_is_not_signed_is_refused(string? signature)
    {
        var headers = signature is null ? [] : new[] { (EventSignature.SignatureHeader, signature), (EventSignature.TimestampHeader, Signed.Now) };

        await _host.Anybody.SendAsync("POST", Path, "[]", headers).ProblemAsync(HttpStatusCode.Forbidden, "forbidden");
    }

    [Theory]
    [InlineData(-11)]
    [InlineData(11)]
    public async Task What_was_signed_long_ago_is_refused(int minutes) =>
        await signed.PostAsync("[]", DateTimeOffset.UtcNow.AddMinutes(minutes)).ProblemAsync(HttpStatusCode.Forbidden, "forbidden");

    [Theory]
    [InlineData("{}")]
    [InlineData("[")]
    [InlineData("")]
    public async Task What_is_signed_and_no_list_of_events_is_refused(string body) =>
        await signed.PostAsync(body).ProblemAsync(HttpStatusCode.BadRequest, "invalid-json");

    [Fact]
    public async Task More_than_a_megabyte_is_refused() =>
        await signed.PostAsync($"[\"{new string('x', 1024 * 1024)}\"]").ProblemAsync(HttpStatusCode.RequestEntityTooLarge, "too-large");

    [Fact]
    public async Task What_is_no_event_among_events_is_passed_over()
    {
        await signed.PostAsync("""[1,null,"x",{"event":7},{"event":"bounce"},{"event":"bounce","email":"a\r\nb@example.org"},{"event":"new kind","email":"a@example.org","timestamp":"soon"}]""").ReadAsync(HttpStatusCode.NoContent);
        await signed.PostAsync(SharedData.Read("security/email/sendgrid-events.json")).ReadAsync(HttpStatusCode.NoContent);

        // Of the published samples the bounce came first, and the first note of an address stays.
        Assert.Equal(SuppressionReason.Bounced, (await ListAsync("example@test.com"))!.Reason);
    }

    [Theory]
    [InlineData("bounce", "type\":\"bounce\",\"status\":\"5.1.1", nameof(SuppressionReason.Bounced))]
    [InlineData("bounce", "status\":\"5.0.0", nameof(SuppressionReason.Bounced))]
    [InlineData("bounce", "type\":\"blocked\",\"status\":\"5.2.2", null)]
    [InlineData("dropped", "reason\":\"Bounced Address", nameof(SuppressionReason.Bounced))]
    [InlineData("dropped", "reason\":\"Spam Reporting Address", nameof(SuppressionReason.Complained))]
    [InlineData("dropped", "reason\":\"Recipient List over Package Quota", null)]
    [InlineData("spamreport", "ip\":\"1.2.3.4", nameof(SuppressionReason.Complained))]
    [InlineData("unsubscribe", "ip\":\"1.2.3.4", nameof(SuppressionReason.Unsubscribed))]
    [InlineData("group_unsubscribe", "asm_group_id\":\"10", nameof(SuppressionReason.Unsubscribed))]
    [InlineData("deferred", "response\":\"400 later", null)]
    [InlineData("open", "ip\":\"1.2.3.4", null)]
    public async Task An_event_leads_to_what_it_says_and_the_second_time_to_nothing_more(string name, string more, string? reason)
    {
        var (address, stored, delivery) = await TellAsync();
        var told = Event(name, address, delivery, more);

        await signed.PostAsync($"[{told},\r\n{told}]\r\n").ReadAsync(HttpStatusCode.NoContent);

        Assert.Equal(reason, (await ListAsync(address))?.Reason.ToString());
        var after = await Get<SubscriptionStore>().FindAsync(stored.Id, CancellationToken.None);
        Assert.Equal(
            reason is nameof(SuppressionReason.Unsubscribed) ? "gone" : reason ?? "",
            after is null ? "gone" : after.Disabled?.ToString() ?? "");
    }

    [Fact]
    public async Task An_event_of_a_delivery_to_somebody_else_touches_no_subscription()
    {
        var (_, stored, delivery) = await TellAsync();

        await signed.PostAsync($"[{Event("spamreport", "stranger@example.org", delivery, "x\":\"1")}]").ReadAsync(HttpStatusCode.NoContent);

        Assert.Null((await Get<SubscriptionStore>().FindAsync(stored.Id, CancellationToken.None))!.Disabled);
        Assert.NotNull(await ListAsync("stranger@example.org"));
    }

    [Fact]
    public async Task A_mail_whose_answer_never_came_is_recorded_as_sent_when_SendGrid_has_it()
    {
        var (address, _, delivery) = await TellAsync();
        var claimed = (await Get<DeliveryStore>().ClaimAsync((await FindAsync(delivery))!, DateTimeOffset.UtcNow.AddMinutes(2), CancellationToken.None))!;
        Assert.Equal(DeliveryState.Sending, claimed.State);

        await signed.PostAsync($"[{Event("processed", address, delivery, "x\":\"1")},{Event("delivered", address, delivery, "x\":\"1")}]").ReadAsync(HttpStatusCode.NoContent);

        var proven = (await FindAsync(delivery))!;
        Assert.Equal((DeliveryState.Sent, AttemptReason.Accepted), (proven.State, Assert.Single(proven.Attempts).Reason));
    }

    [Fact]
    public async Task An_operator_sees_addresses_masked_and_lifts_one_and_late_news_do_not_bring_it_back()
    {
        var (address, _, delivery) = await TellAsync();
        var bounce = Event("bounce", address, delivery, "type\":\"bounce");
        await signed.PostAsync($"[{bounce}]").ReadAsync(HttpStatusCode.NoContent);
        var id = (await ListAsync(address))!.Id;

        var listed = (await _host.Admin.SendAsync("GET", "/api/suppressions?limit=200").ReadAsync()).GetProperty("items").EnumerateArray().Single(each => each.Text("id") == id);
        Assert.Equal(("r…@example.org", "bounced"), (listed.Text("address"), listed.Text("reason")));
        await _host.Anybody.SendAsync("GET", "/api/suppressions").ProblemAsync(HttpStatusCode.Unauthorized, "unauthorized");

        await _host.Admin.SendAsync("DELETE", $"/api/suppressions/{id}").ReadAsync(HttpStatusCode.NoContent);
        await _host.Admin.SendAsync("DELETE", $"/api/suppressions/{id}").ProblemAsync(HttpStatusCode.NotFound, "not-found");
        await signed.PostAsync($"[{bounce}]").ReadAsync(HttpStatusCode.NoContent);
        Assert.Null(await ListAsync(address));
        await Get<SuppressionList>().AddAsync(address, SuppressionReason.Complained, null, DateTimeOffset.UtcNow.AddMinutes(1), CancellationToken.None);
        Assert.Equal(SuppressionReason.Complained, (await ListAsync(address))!.Reason);
    }

    [Fact]
    public async Task A_suppressed_address_is_sent_nothing_and_its_other_subscriptions_end_too()
    {
        var (address, stored, delivery) = await TellAsync();
        await Get<SuppressionList>().AddAsync(address.ToUpperInvariant(), SuppressionReason.Bounced, null, CancellationToken.None);

        await Get<Deliverer>().HandleAsync(Notifier.Hosting.QueueMessages.Deliver(delivery.Shard, delivery.Id), CancellationToken.None);

        var dead = (await FindAsync(delivery))!;
        Assert.Equal((DeliveryState.Dead, AttemptReason.Suppressed), (dead.State, dead.Attempts[^1].Reason));
        Assert.Equal(DisabledReason.Bounced, (await Get<SubscriptionStore>().FindAsync(stored.Id, CancellationToken.None))!.Disabled);
    }

    [Fact]
    public async Task The_pages_of_the_list_hold_each_address_once()
    {
        for (var number = 0; number < 5; number++)
            await Get<SuppressionList>().AddAsync($"page{number}@example.net", SuppressionReason.Bounced, null, CancellationToken.None);

        var (seen, next) = (new List<string>(), "/api/suppressions?limit=2");
        while (next is not null)
        {
            var page = await _host.Admin.SendAsync("GET", next).ReadAsync();
            seen.AddRange(page.GetProperty("items").EnumerateArray().Select(each => each.Text("id")));
            next = page.TryGetProperty("next", out var cursor) && cursor.GetString() is { } text ? $"/api/suppressions?limit=2&cursor={Uri.EscapeDataString(text)}" : null;
        }

        Assert.True(seen.Count >= 5);
        Assert.Equal(seen.Order(StringComparer.Ordinal), seen);
        Assert.Equal(seen.Distinct(), seen);
    }

    private T Get<T>()
        where T : notnull => _host.Services.GetRequiredService<T>();

    private Task<Suppression?> ListAsync(string address) => Get<SuppressionList>().FindAsync(address, CancellationToken.None);

    private Task<Delivery?> FindAsync(Delivery delivery) => Get<DeliveryStore>().FindAsync(delivery.Shard, delivery.Id, CancellationToken.None);

    /// <summary>An active subscription of a new address, and a delivery to it that waits for its first attempt.</summary>
    private async Task<(string Address, StoredSubscription Subscription, Delivery Delivery)> TellAsync()
    {
        var (now, address) = (DateTimeOffset.UtcNow, $"reader{Interlocked.Increment(ref _readers)}@example.org");
        var subscription = new Subscription(
            RandomNumberGenerator.GetHexString(32, lowercase: true), new Channel(ChannelType.Email, address), new SubscriptionMatch([], [], [], []), SubscriptionState.Pending);
        await Get<SubscriptionStore>().AddAsync(new StoredSubscription(subscription, now, now, 1), CancellationToken.None);
        var stored = (await Get<SubscriptionStore>().ActivateAsync(subscription.Id, now, CancellationToken.None))!;
        await Get<WarningStore>().RecordAsync(WarningSamples.Of(), CancellationToken.None);
        var delivery = new Delivery(DeliveryId.Of(WarningSamples.Of(), stored.Id), stored.Id, DeliveryKind.Warning, WarningSamples.Of().Id, now);
        await Get<DeliveryStore>().AddAsync([delivery], CancellationToken.None);
        return (address, stored, delivery);
    }

    private static string Event(string name, string address, Delivery delivery, string more) => string.Create(
        CultureInfo.InvariantCulture,
        $$"""{"email":"{{address}}","timestamp":{{DateTimeOffset.UtcNow.ToUnixTimeSeconds()}},"event":"{{name}}","delivery_id":"{{delivery.Id}}","subscription_id":"{{delivery.Subscription}}","sg_event_id":"x","{{more}}"}""");

    /// <summary>One application that takes events, and the key that they are signed by.</summary>
    public sealed class Signed(AzuriteFixture azurite) : SharedHost(azurite)
    {
        private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

        public static string Now => DateTimeOffset.UtcNow.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

        internal Task<HttpResponseMessage> PostAsync(string body, DateTimeOffset? at = null)
        {
            var timestamp = (at ?? DateTimeOffset.UtcNow).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
            var signature = _key.SignData(Encoding.UTF8.GetBytes(timestamp + body), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
            return Host.Anybody.SendAsync("POST", Path, body, (EventSignature.SignatureHeader, Convert.ToBase64String(signature)), (EventSignature.TimestampHeader, timestamp));
        }

        private protected override Task<NotifierHost> StartAsync(string connectionString) => NotifierHost.StartAsync(
            connectionString, settings: new Dictionary<string, string?> { ["SendGrid:WebhookKey"] = Convert.ToBase64String(_key.ExportSubjectPublicKeyInfo()) });
    }
}

using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using CsCheck;
using Notifier.Core.Deliveries;
using Notifier.Core.Subscriptions;
using Notifier.Core.Tests.Warnings;
using Notifier.Core.Warnings;

namespace Notifier.Core.Tests.Deliveries;

/// <summary>Against the rules of CloudEvents 1.0.2: its JSON schema (cloudevents.json) and the types of its attributes.</summary>
public sealed partial class CloudEventTests
{
    private const string Id = "0123456789abcdef0123456789abcdef";
    private const string Source = "https://warnings.example.org";

    private static readonly DateTimeOffset Time = new(2021, 1, 29, 17, 0, 0, 250, TimeSpan.FromHours(8));

    [Fact]
    public void A_warning_is_an_event() =>
        GoldenFile.Match("cloudevent-warning.json", Encoding.UTF8.GetString(WebhookBody.Of(WarningSamples.Of(), Time).Write(WebhookForm.CloudEvents, Id, Source)));

    [Fact]
    public void Every_body_holds_to_the_schema_and_has_the_same_data_as_the_native_form()
    {
        WebhookBody[] bodies =
        [
            WebhookBody.Of(WarningSamples.Of(), Time),
            WebhookBody.Of(WarningSamples.OfEntry("工信部：<b>锂</b> & \"quotas\" €95 🌾\u2028\uFFFF"), Time),
            WebhookBody.Of(WarningSummary.Of(SummaryReason.Group, [WarningSamples.Of()]), Time, Source + "/warnings"),
            WebhookBody.Challenge("c0ffee", Id, Time),
            WebhookBody.Test(Id, Time),
        ];

        foreach (var body in bodies)
        {
            var (data, native) = (Held(body.Write(WebhookForm.CloudEvents, Id, Source)).GetProperty("data"), Parse(body.Write(WebhookForm.Native, Id, Source)).GetProperty("data"));
            Assert.True(JsonElement.DeepEquals(data, native), body.Type);
        }
    }

    [Fact]
    public void Sequences_of_an_episode_are_ordered_as_text()
    {
        var sequences = new[] { 2, 10, 9, 100, int.MaxValue }.Select(sequence =>
            Parse(WebhookBody.Of(WarningSamples.Of(sequence: sequence), Time).Write(WebhookForm.CloudEvents, Id, Source)).GetProperty("sequence").GetString()!);

        Assert.Equal(["0000000002", "0000000009", "0000000010", "0000000100", "2147483647"], sequences.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Whatever_it_is_about_the_attributes_hold_only_what_they_may() =>
        Gen.String.Sample(text => { Held(new WebhookBody("notifier.test", Time, text, "{}"u8.ToArray()).Write(WebhookForm.CloudEvents, Id, Source)); });

    /// <summary>Fails where the event breaks a rule of the schema or of the attributes' types.</summary>
    private static JsonElement Held(byte[] json)
    {
        var read = Parse(json);
        foreach (var required in new[] { "id", "source", "specversion", "type" })
            Assert.True(read.TryGetProperty(required, out var value) && value.GetString()!.Length > 0, required);
        Assert.Equal("1.0", read.GetProperty("specversion").GetString());
        Assert.True(Uri.TryCreate(read.GetProperty("source").GetString(), UriKind.RelativeOrAbsolute, out _));
        Assert.Matches(Rfc3339(), read.GetProperty("time").GetString());
        Assert.True(DateTimeOffset.TryParse(read.GetProperty("time").GetString(), CultureInfo.InvariantCulture, out _));
        Assert.Equal("application/json", read.GetProperty("datacontenttype").GetString());
        Assert.Equal(JsonValueKind.Object, read.GetProperty("data").ValueKind);
        Assert.False(read.TryGetProperty("data_base64", out _));
        foreach (var attribute in read.EnumerateObject().Where(member => member.Name != "data"))
        {
            Assert.Matches(AttributeName(), attribute.Name);
            Assert.Equal(JsonValueKind.String, attribute.Value.ValueKind);
            Assert.NotEqual("", attribute.Value.GetString());
            Assert.All(attribute.Value.GetString()!.EnumerateRunes(), rune => Assert.False(IsForbidden(rune), attribute.Name));
        }

        return read;
    }

    private static bool IsForbidden(Rune rune) =>
        rune.Value is <= 0x1F or (>= 0x7F and <= 0x9F) or (>= 0xFDD0 and <= 0xFDEF) || (rune.Value & 0xFFFF) is 0xFFFE or 0xFFFF;

    private static JsonElement Parse(byte[] json) => JsonDocument.Parse(json, new JsonDocumentOptions { AllowDuplicateProperties = false }).RootElement;

    [GeneratedRegex("^[a-z0-9]{1,20}$")]
    private static partial Regex AttributeName();

    [GeneratedRegex(@"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$")]
    private static partial Regex Rfc3339();
}

using System.Text;
using System.Text.Json;
using CsCheck;
using Notifier.Core.Deliveries;

namespace Notifier.Core.Tests.Deliveries;

public sealed class StandardWebhookSignatureTests
{
    private const string Id = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private const string Body = "{\"test\": 2432232314}";
    private const string Wrong = "v1,Ceo5qEr07ixe2NLpvHk3FH9bwy/WavXrAFQ/9tdO6mc=";

    private static readonly WebhookSecret Secret = WebhookSecret.From([.. Enumerable.Range(1, 32).Select(number => (byte)number)]);
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1614265330);

    [Fact]
    public void The_published_vectors_are_reproduced()
    {
        using var vectors = JsonDocument.Parse(SharedData.Read("security/webhooks/standard-webhooks-vectors.json"));
        var symmetric = vectors.RootElement.GetProperty("sign").EnumerateArray()
            .Where(vector => vector.GetProperty("signature").GetString()!.StartsWith("v1,", StringComparison.Ordinal)).ToList();

        Assert.Equal(3, symmetric.Count);
        foreach (var vector in symmetric)
        {
            string Text(string name) => vector.GetProperty(name).GetString()!;
            var time = DateTimeOffset.FromUnixTimeSeconds(vector.GetProperty("timestamp").GetInt64());
            var body = Encoding.UTF8.GetBytes(Text("body"));
            Assert.Equal(Text("signature"), StandardWebhookSignature.Sign(Text("id"), time, body, WebhookSecret.Parse(Text("secret"))));
        }
    }

    [Fact]
    public void Secrets_are_accepted_and_refused_as_the_libraries_do()
    {
        using var vectors = JsonDocument.Parse(SharedData.Read("security/webhooks/standard-webhooks-vectors.json"));
        var parse = vectors.RootElement.GetProperty("secret_parse");

        foreach (var text in Words(parse.GetProperty("accept")))
            Assert.True(WebhookSecret.TryParse(text, out _), text);
        foreach (var text in Words(parse.GetProperty("reject")))
            Assert.False(WebhookSecret.TryParse(text, out _), text);

        static IEnumerable<string> Words(JsonElement list) => list.EnumerateArray().Select(item => item.GetString()!.Split(' ')[0]);
    }

    [Theory]
    [InlineData(0, WebhookVerdict.Valid)]
    [InlineData(299, WebhookVerdict.Valid)]
    [InlineData(-299, WebhookVerdict.Valid)]
    [InlineData(301, WebhookVerdict.TooOld)]
    [InlineData(-301, WebhookVerdict.TooNew)]
    public void A_timestamp_holds_for_five_minutes_each_way(int age, WebhookVerdict expected) =>
        Assert.Equal(expected, Verify(now: Now.AddSeconds(age)));

    [Fact]
    public void One_right_signature_among_others_is_enough() =>
        Assert.Equal(WebhookVerdict.Valid, Verify(signature: $"{Wrong} v2,{Signature()[3..]} {Signature()} {Wrong}"));

    [Fact]
    public void During_a_rotation_both_secrets_verify()
    {
        var old = WebhookSecret.From("the old key of 28 bytes....."u8);
        var header = StandardWebhookSignature.Sign(Id, Now, Bytes(Body), Secret, old);

        Assert.Equal(WebhookVerdict.Valid, Verify(signature: header));
        Assert.Equal(WebhookVerdict.Valid, Verify(signature: header, secret: old));
        Assert.Equal(WebhookVerdict.NotSigned, Verify(signature: header, secret: WebhookSecret.From("another key of thirty bytes...."u8)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("v1,")]
    [InlineData("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLawdd")]
    [InlineData("v1,g0hM9SsE")]
    [InlineData("v2,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")]
    public void What_is_no_signature_of_this_version_is_refused(string signature) => Assert.NotEqual(WebhookVerdict.Valid, Verify(signature: signature));

    [Fact]
    public void A_changed_body_id_or_time_is_refused()
    {
        Assert.Equal(WebhookVerdict.NotSigned, Verify(body: Body.Replace(" ", "", StringComparison.Ordinal)));
        Assert.Equal(WebhookVerdict.NotSigned, Verify(id: Id + "x"));
        Assert.Equal(WebhookVerdict.NotSigned, Verify(timestamp: "1614265331"));
    }

    [Theory]
    [InlineData(null, "1614265330")]
    [InlineData("", "1614265330")]
    [InlineData("m", null)]
    [InlineData("m", "")]
    public void A_missing_header_is_named(string? id, string? timestamp) =>
        Assert.Equal(WebhookVerdict.HeaderMissing, StandardWebhookSignature.Verify(id, timestamp, Signature(), Bytes(Body), Secret, Now));

    [Theory]
    [InlineData("hello")]
    [InlineData("-1614265330")]
    [InlineData(" 1614265330")]
    [InlineData("1614265330.0")]
    [InlineData("99999999999999999999999")]
    public void A_timestamp_that_is_no_number_is_named(string timestamp) => Assert.Equal(WebhookVerdict.TimestampMalformed, Verify(timestamp: timestamp));

    [Fact]
    public void What_is_signed_verifies_and_one_flipped_bit_does_not() =>
        Gen.Select(Gen.Byte.Array[1, 200], Gen.Byte.Array[24, 64], Gen.Int[0, 1599]).Sample((body, key, bit) =>
        {
            var secret = WebhookSecret.From(key);
            var header = StandardWebhookSignature.Sign(Id, Now, body, secret);
            var whole = Verify(header, body, secret);
            body[bit / 8 % body.Length] ^= (byte)(1 << (bit % 8));
            return whole == WebhookVerdict.Valid && Verify(header, body, secret) == WebhookVerdict.NotSigned;
        });

    [Fact]
    public void A_secret_does_not_show_itself()
    {
        Assert.Equal("whsec_…", Secret.ToString());
        Assert.Equal("whsec_AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA=", Secret.Reveal());
        Assert.Equal(Secret.Reveal(), WebhookSecret.Parse(Secret.Reveal()).Reveal());
        Assert.DoesNotContain("secretsecret", Assert.Throws<FormatException>(() => WebhookSecret.Parse("secretsecret")).Message, StringComparison.Ordinal);
    }

    private static string Signature() => StandardWebhookSignature.Sign(Id, Now, Bytes(Body), Secret);

    private static WebhookVerdict Verify(
        string? id = Id, string? timestamp = "1614265330", string? signature = null, string body = Body, WebhookSecret? secret = null, DateTimeOffset? now = null) =>
        StandardWebhookSignature.Verify(id, timestamp, signature ?? Signature(), Bytes(body), secret ?? Secret, now ?? Now);

    private static WebhookVerdict Verify(string header, byte[] body, WebhookSecret secret) =>
        StandardWebhookSignature.Verify(Id, "1614265330", header, body, secret, Now);

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}

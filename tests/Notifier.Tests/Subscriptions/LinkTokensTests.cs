using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Notifier.Subscriptions;
using Notifier.Tests.Storage;

namespace Notifier.Tests.Subscriptions;

public sealed class LinkTokensTests(AzuriteFixture azurite)
{
    private const string Id = "a5000000000000000000000000000001";
    private const string Told = "ffffffffffffffffffffffffffffff02";
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task A_token_says_what_it_is_for_until_it_expires()
    {
        var tokens = await TokensAsync();
        var text = await tokens.CreateAsync(LinkPurpose.Confirm, Id, CancellationToken.None);

        Assert.Equal(new LinkToken(LinkPurpose.Confirm, Id, false) { Made = _time.GetUtcNow() }, await tokens.ReadAsync(text, CancellationToken.None));
        _time.Advance(TimeSpan.FromDays(7) - TimeSpan.FromSeconds(1));
        Assert.False((await tokens.ReadAsync(text, CancellationToken.None))!.Expired);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.True((await tokens.ReadAsync(text, CancellationToken.None))!.Expired);
    }

    [Fact]
    public async Task One_that_acknowledges_names_the_warning_for_ninety_days()
    {
        var tokens = await TokensAsync();
        var text = await tokens.CreateAcknowledgeAsync(Id, Told, CancellationToken.None);

        Assert.Equal(new LinkToken(LinkPurpose.Acknowledge, Id, false, Told) { Made = _time.GetUtcNow() }, await tokens.ReadAsync(text, CancellationToken.None));
        _time.Advance(TimeSpan.FromDays(90));
        Assert.Equal(new LinkToken(LinkPurpose.Acknowledge, Id, true, Told) { Made = _time.GetUtcNow() - TimeSpan.FromDays(90) }, await tokens.ReadAsync(text, CancellationToken.None));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task One_changed_bit_makes_it_none_of_ours(bool ofWarning)
    {
        var tokens = await TokensAsync();
        var bytes = System.Buffers.Text.Base64Url.DecodeFromChars(ofWarning
            ? await tokens.CreateAcknowledgeAsync(Id, Told, CancellationToken.None)
            : await tokens.CreateAsync(LinkPurpose.Confirm, Id, CancellationToken.None));

        for (var bit = 0; bit < bytes.Length * 8; bit++)
        {
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.Null(await tokens.ReadAsync(System.Buffers.Text.Base64Url.EncodeToString(bytes), CancellationToken.None));
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("????????????????????????????????????????????????????????")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task Whatever_else_is_none_of_ours(string? text) => Assert.Null(await (await TokensAsync()).ReadAsync(text, CancellationToken.None));

    [Fact]
    public async Task Another_key_reads_nothing_and_the_kept_key_outlives_the_process()
    {
        var storage = await azurite.StorageAsync();
        var first = new LinkTokens(new LinkKey(storage.Tables, Options.Create(new LinkOptions())), _time);
        var text = await first.CreateAsync(LinkPurpose.Manage, Id, CancellationToken.None);

        var later = new LinkTokens(new LinkKey(storage.Tables, Options.Create(new LinkOptions())), _time);
        var other = new LinkTokens(new LinkKey(storage.Tables, Options.Create(new LinkOptions { LinkKey = Convert.ToBase64String(new byte[32]) })), _time);

        Assert.Equal(LinkPurpose.Manage, (await later.ReadAsync(text, CancellationToken.None))!.Purpose);
        Assert.Null(await other.ReadAsync(text, CancellationToken.None));
    }

    [Theory]
    [InlineData("short", null, false)]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=", null, true)]
    [InlineData(null, "https://warnings.example.org/base", true)]
    [InlineData(null, "warnings.example.org", false)]
    [InlineData(null, "https://user@warnings.example.org", false)]
    [InlineData(null, "ftp://warnings.example.org", false)]
    public void Settings_are_judged_at_start_without_repeating_the_key(string? key, string? url, bool valid)
    {
        var verdict = new LinkOptionsCheck().Validate(null, new LinkOptions { LinkKey = key, PublicUrl = url });

        Assert.Equal(valid, verdict.Succeeded);
        Assert.DoesNotContain("short", verdict.FailureMessage ?? "", StringComparison.Ordinal);
    }

    private async Task<LinkTokens> TokensAsync() =>
        new(new LinkKey((await azurite.StorageAsync()).Tables, Options.Create(new LinkOptions())), _time);
}

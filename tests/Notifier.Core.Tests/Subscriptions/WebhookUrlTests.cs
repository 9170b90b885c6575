using Notifier.Core.Subscriptions;

namespace Notifier.Core.Tests.Subscriptions;

public sealed class WebhookUrlTests
{
    [Theory]
    [InlineData("https://hooks.example.org/t/secret?key=1")]
    [InlineData("https://hooks.example.org:8443/a@b")]
    [InlineData("https://[2001:db8::1]/x")]
    public void An_https_URL_is_accepted(string text)
    {
        Assert.True(WebhookUrl.TryParse(text, allowHttp: false, out var url, out var problem), problem);
        Assert.Equal(text, url.Value.AbsoluteUri);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/relative")]
    [InlineData("hooks.example.org")]
    [InlineData("http://hooks.example.org/")]
    [InlineData("ftp://hooks.example.org/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("https://")]
    [InlineData("https:///x")]
    [InlineData("https://user@hooks.example.org/")]
    [InlineData("https://user:password@hooks.example.org/")]
    [InlineData("https://@hooks.example.org/")]
    [InlineData("https://hooks.example.org/#part")]
    [InlineData("https://hooks.example.org/a b")]
    [InlineData("https://hooks.example.org/\r\nX: y")]
    [InlineData("https://hooks.example.org\\@evil.example/")]
    public void What_is_no_https_URL_is_refused_with_a_sentence(string text)
    {
        Assert.False(WebhookUrl.TryParse(text, allowHttp: false, out var url, out var problem));
        Assert.Null(url);
        Assert.NotEmpty(problem);
        Assert.DoesNotContain("password", problem.Replace("a user name or password", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void Http_is_for_one_machine_only()
    {
        Assert.True(WebhookUrl.TryParse("http://127.0.0.1:5000/hook", allowHttp: true, out _, out _));
        Assert.False(WebhookUrl.TryParse("http://127.0.0.1:5000/hook", allowHttp: false, out _, out var problem));
        Assert.Equal("only https is possible", problem);
    }

    [Fact]
    public void It_shows_its_host_only()
    {
        Assert.True(WebhookUrl.TryParse("https://hooks.bücher.example/t/secret?key=1", allowHttp: false, out var url, out _));

        Assert.Equal("https://hooks.xn--bcher-kva.example/…", url.ToString());
    }

    [Fact]
    public void A_URL_has_at_most_2048_characters() =>
        Assert.False(WebhookUrl.TryParse("https://e.example/" + new string('a', 2048), allowHttp: false, out _, out _));
}

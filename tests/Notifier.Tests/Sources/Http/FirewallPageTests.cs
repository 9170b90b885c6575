using Notifier.Sources;
using static Notifier.Tests.Sources.SourceBench;

namespace Notifier.Tests.Sources.Http;

/// <summary>Firewalls answer programs with status 200 and a page for people: it is told as what it is, whatever was wanted. Pages in the shape of the real ones, written for these tests.</summary>
public sealed class FirewallPageTests : IAsyncLifetime
{
    private const string Refused = "Blocked 127.0.0.1 answered with a page that tests for a browser: it refuses programs; ask its owner, or use another source";
    private const string LeadsOn = "NotTheFormat 127.0.0.1 answered with a page that only leads to another by script: open it in a browser and write the address where it ends";

    private readonly SourceBench _bench = new();
    private StandIn _server = null!;

    public static TheoryData<string> Pages =>
    [
        "<html><script>var arg1='A9F2';var _0x=function(){document.cookie='acw_sc__v2='+x;location.reload()}</script></html>",
        "<!doctypehtml><html lang=zh-CN><meta charset=utf-8><meta name=aliyun_waf_aa content=ab12><title></title><div id=renderData style=display:none>{}</div><script src=/x.js></script></html>",
        "<html><head><title>405</title></head><body><p>很抱歉，由于您访问的URL有可能对网站造成安全威胁，您的访问被阻断。</p><p>您的请求ID是: 76b20f</p></body></html>",
        "<html><head><title>创宇盾</title></head><body><div>当前访问疑似黑客攻击，已被创宇盾拦截。</div><a href=//help>误报反馈</a></body></html>",
        "<HTML><HEAD>\n<TITLE>Access Denied</TITLE>\n</HEAD><BODY>\n<H1>Access Denied</H1>\nYou don't have permission to access \"http&#58;&#47;&#47;example&#46;org\" on this server.<P>\nReference&#32;&#35;18&#46;5f7a</BODY></HTML>",
        "<html><head><title>Request Rejected</title></head><body>The requested URL was rejected. Please consult with your administrator.<br><br>Your support ID is: 1234567890<br><br><a href='javascript:history.back();'>[Go Back]</a></body></html>",
        "<!DOCTYPE html><html lang=\"en-US\"><head><title>Just a moment...</title><meta http-equiv=\"refresh\" content=\"390\"></head><body><noscript>Enable JavaScript and cookies to continue</noscript><script src=/cdn-cgi/challenge-platform/x></script></body></html>",
        "<html style=\"height:100%\"><head><META NAME=\"ROBOTS\" CONTENT=\"NOINDEX\"><script src=\"/_Incapsula_Resource?SWJIYLWA=7\"></script></head><body style=\"margin:0\"><iframe src=\"/_Incapsula_Resource?CWUDNSAI=2\">Request unsuccessful. Incapsula incident ID: 1</iframe></body></html>",
        "<html><head><title>滑动验证页面</title></head><body><div id=nc></div><p>访问验证：请按住滑块，拖动到最右边</p><script>initialize()</script></body></html>",
        "<html><body><form>您的访问过于频繁，请输入验证码<input name=code><button>提交</button></form></body></html>",
        "<title>Attention Required! | Cloudflare</title><h1>Sorry, you have been blocked</h1>",
    ];

    public static TheoryData<string> Kinds => ["feed", "json", "csv", "html", "json+html"];

    public async ValueTask InitializeAsync() => _server = await StandIn.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _bench.Dispose();
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task A_firewall_is_told_alike_whatever_was_wanted(string page)
    {
        foreach (var kind in Kinds.Select(kind => kind.Data))
            Assert.Equal((kind, Refused), (kind, await FailureAsync(kind, page)));
    }

    [Theory]
    [InlineData("<html><head><script>window.location.href='./list/'</script></head><body></body></html>", LeadsOn)]
    [InlineData("<html><head><meta http-equiv='refresh' content='0;url=/new/'></head><body>Moved</body></html>", LeadsOn)]
    [InlineData("<html><title>Prices</title><body><div id=root></div><script src=/app.js></script></body></html>", "Blocked 127.0.0.1 answered with a page of scripts and no text: it tests for a browser, or its list is made by a script; ask its owner, or find the address that the script asks")]
    public async Task A_page_that_holds_nothing_is_told_alike_whatever_was_wanted(string page, string expected)
    {
        foreach (var kind in Kinds.Select(kind => kind.Data))
            Assert.Equal((kind, expected), (kind, await FailureAsync(kind, page)));
    }

    [Theory]
    [InlineData("<ul><li><a href=/1>滑块验证码将于下月停用</a><span>2024-07-12</span></ul><script src=/captcha.js></script>")]
    [InlineData("<ul><li><a href=/1>Access Denied: how firewalls block programs (Reference #18)</a><span>2024-07-12</span></ul>")]
    public async Task A_list_that_speaks_of_captchas_is_a_list(string page)
    {
        _server.Answer("<html><body>" + page + "</body></html>", "text/html; charset=utf-8");

        Assert.Single((await _bench.ReadAsync(Definition("html", _server.Address + "list") with { Items = "li", Entries = new("a", "a@href", "span") })).Entries);
    }

    [Fact]
    public async Task A_feed_that_speaks_of_captchas_is_a_feed()
    {
        _server.Answer("<rss version='2.0'><channel><title>安全验证</title><item><title>请输入验证码</title><description>&lt;script&gt;captcha&lt;/script&gt;</description></item></channel></rss>", "text/xml");

        Assert.Single((await _bench.ReadAsync(Definition("feed", _server.Address + "feed"))).Entries);
    }

    [Theory]
    [InlineData("<html><body><h1>Maintenance</h1><script>count()</script></body></html>")]
    [InlineData("<html><body><p>Our captcha policy</p>LONG</body></html>")]
    public async Task A_page_with_something_to_read_is_only_the_wrong_one(string page)
    {
        page = page.Replace("LONG", string.Concat(Enumerable.Repeat("What we ask of those who come. ", 60)), StringComparison.Ordinal);

        Assert.Equal("NotTheFormat 127.0.0.1 answered with an HTML page where JSON was expected: check its address", await FailureAsync("json", page));
    }

    private async Task<string> FailureAsync(string kind, string page)
    {
        _server.Answer(page, "text/html; charset=utf-8");
        var definition = kind switch
        {
            "feed" => Definition(kind, _server.Address + "x"),
            "html" => Definition(kind, _server.Address + "x") with { Items = "ul.list li, p", Entries = new("a", "a@href", "span") },
            "json+html" => Definition(kind, _server.Address + "x") with { Items = "li", Script = "script[querydata]", Entries = new("a", "a@href", "span") },
            _ => Definition(kind, _server.Address + "x", Series("li", "date", "close")),
        };
        var failure = (await _bench.ReadAsync(definition)).Failure;
        return $"{failure?.Reason} {failure?.Detail}";
    }
}

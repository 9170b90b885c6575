using System.Text.RegularExpressions;
using Notifier.Sources.Feed;

namespace Notifier.Sources.Http;

/// <summary>
/// Pages that come with status 200 and hold nothing: a firewall's refusal, a test for a browser, a script that leads elsewhere. It
/// is asked only where what was wanted is not there, so that a page which speaks of captchas is never taken for one.
/// </summary>
internal static partial class FirewallPage
{
    /// <summary>In characters. Pages that hold something have more to read.</summary>
    private const int LongestNotice = 1_000;

    // "Please wait", "Loading…".
    private const int LongestShell = 200;

    private const int MostLinks = 5;

    // Of their scripts and cookies: Huawei Cloud (100ppi), Alibaba Cloud, Knownsec, Yunsuo, Ruishu, Tencent Cloud, Cloudflare, Imperva,
    // AWS, DataDome, HUMAN, and captchas.
    private static readonly string[] Marks =
    [
        "HW_CHECK", "HWWAFSESID", "acw_sc__v", "aliyun_waf", "errors.aliyun.com", "jsl_clearance", "365cyd", "yunsuo_", "$_ts", "safedog", "TencentCaptcha",
        "cf-chl", "cf_chl", "challenge-platform", "_Incapsula_", "awswaf", "captcha", "datadome", "px-cloud", "geetest",
    ];

    // What they say to people: the same firms, Akamai, F5, Sucuri, CloudFront, and the usual words.
    private static readonly string[] Notices =
    [
        "Just a moment...", "Attention Required!", "Checking your browser", "Enable JavaScript and cookies", "Incapsula incident", "Access Denied", "You don't have permission to access",
        "The requested URL was rejected", "Request Rejected", "Your support ID is", "Website Firewall", "The request could not be satisfied", "Request blocked",
        "创宇盾", "知道创宇", "云防护", "云锁", "安全狗", "网站防火墙", "应用防火墙", "安全验证", "访问验证", "人机验证", "人机识别", "滑块", "滑动验证", "请输入验证码", "输入图中", "完成验证",
        "访问被拒绝", "访问被拦截", "访问被阻断", "访问已被", "请求被拦截", "请求被阻断", "请求已被", "访问过于频繁", "访问频率", "安全威胁", "疑似攻击",
    ];

    private static readonly string[] Tests = ["document.cookie", "challenge"];

    /// <returns>Null where the page is one like others.</returns>
    public static SourceFailure? Explain(string html, string host)
    {
        var text = FeedText.OfHtml(html) ?? "";
        if (text.Length <= LongestNotice && (Contains(html, Marks) || (Contains(text, Notices) && Links().Count(html) <= MostLinks)))
            return Refused(host);
        var refreshes = Refresh().IsMatch(html);
        var shown = FeedText.OfHtml(html[Math.Max(0, html.IndexOf("</title>", StringComparison.OrdinalIgnoreCase))..])?.Length ?? 0;
        if (shown > LongestShell || !(refreshes || html.Contains("<script", StringComparison.OrdinalIgnoreCase)))
            return null;
        var leads = html.Contains("location", StringComparison.Ordinal);
        if (shown == 0 && leads && Contains(html, Tests))
            return Refused(host);
        if (refreshes || leads)
            return new(SourceFailureReason.NotTheFormat, $"{host} answered with a page that only leads to another by script: open it in a browser and write the address where it ends");
        return shown > 0 ? null
            : new(SourceFailureReason.Blocked, $"{host} answered with a page of scripts and no text: it tests for a browser, or its list is made by a script; ask its owner, or find the address that the script asks");
    }

    private static SourceFailure Refused(string host) =>
        new(SourceFailureReason.Blocked, $"{host} answered with a page that tests for a browser: it refuses programs; ask its owner, or use another source");

    private static bool Contains(string text, string[] words) => words.Any(word => text.Contains(word, StringComparison.OrdinalIgnoreCase));

    [GeneratedRegex(@"<a\s", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Links();

    [GeneratedRegex(@"<meta\s[^>]{0,200}http-equiv\s*=\s*[""']?refresh", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Refresh();
}

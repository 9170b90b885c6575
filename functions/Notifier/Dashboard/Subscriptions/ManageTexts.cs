namespace Notifier.Dashboard.Subscriptions;

/// <summary>What the manage page says, in the language of the subscription: each text stands where it is used, in both.</summary>
public sealed record ManageTexts(bool Chinese)
{
    public static ManageTexts For(string? language) => new(language?.StartsWith("zh", StringComparison.OrdinalIgnoreCase) == true);

    public string Language => Chinese ? "zh-Hans" : "en";

    public string Colon => Chinese ? "：" : ": ";

    public string Say(string english, string chinese) => Chinese ? chinese : english;

    public IReadOnlyList<(string Value, string Text)> Severities =>
    [
        ("minor", Say("minor (blue)", "蓝色（一般）")), ("moderate", Say("moderate (yellow)", "黄色（较重）")),
        ("severe", Say("severe (orange)", "橙色（严重）")), ("extreme", Say("extreme (red)", "红色（特别严重）")),
    ];

    public IReadOnlyList<(string Value, string Text)> Overrides => [.. Severities.SkipLast(1).Select(one => (one.Value, Say($"{one.Text} and worse", $"{one.Text}及以上"))), Severities[^1], ("none", Say("nothing", "无"))];

    public IReadOnlyList<(string Value, string Text)> Digests =>
        [("immediate", Say("each message at once", "每条立即发送")), ("daily", Say("one digest a day", "每日摘要")), ("weekly", Say("one digest a week", "每周摘要"))];

    public IReadOnlyList<(string Value, string Text)> Days =>
    [
        ("monday", Say("Monday", "星期一")), ("tuesday", Say("Tuesday", "星期二")), ("wednesday", Say("Wednesday", "星期三")), ("thursday", Say("Thursday", "星期四")),
        ("friday", Say("Friday", "星期五")), ("saturday", Say("Saturday", "星期六")), ("sunday", Say("Sunday", "星期日")),
    ];

    /// <summary>An error beside its field.</summary>
    /// <param name="english">As the API says it.</param>
    public string Error(string pointer, string english) => Chinese
        ? pointer switch
        {
            "/zone" => "不是有效的时区：例如 Asia/Shanghai",
            "/digestAt" or "/quiet/from" => "请填写 00:00 至 23:59 的时间，例如 08:00",
            "/quiet/to" => "请填写与开始不同的时间，例如 07:00",
            _ when pointer.StartsWith("/match/", StringComparison.Ordinal) => "所选内容已不存在：请取消选择",
            _ => "请从列表中选择",
        }
        : $"{char.ToUpperInvariant(english[0])}{english[1..]}.";
}

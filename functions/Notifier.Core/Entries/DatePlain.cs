using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Notifier.Core.Entries;

/// <summary>
/// The text of a date without what says nothing about it: width of letters, accents, brackets, labels, remarks, Chinese weekdays;
/// with numbers as digits, lower case, and the day's 24 hours.
/// </summary>
/// <param name="IsKorean">True where it has Korean words.</param>
internal readonly partial record struct DatePlain(string Text, bool IsKorean)
{
    public static DatePlain Of(string text)
    {
        var plain = WithoutAccents(text).Trim().ToLowerInvariant();
        var korean = plain.AsSpan().ContainsAnyInRange('\uAC00', '\uD7A3');
        if (korean)
            plain = Korean().Replace(plain, static match => match.Value switch { "년" => "年", "월" => "月", "일" => "日", "오전" => "上午", "오후" => "下午", _ => ":" });
        plain = Label().Replace(plain, "");
        if (Slug().Match(plain) is { Success: true } slug)
            plain = slug.Groups[1].Value;
        if (plain is ['[', .., ']'] or ['(', .., ')'])
            plain = plain[1..^1];
        plain = ChineseNumber().Replace(plain, InDigits);
        // RFC 822 section 3.1.4 allows comments; "+0800 (CST)" is the usual one. Directly behind the time it is the zone itself.
        plain = ZoneInBrackets().Replace(plain, "$1 $2");
        plain = Remark().Replace(plain, " ");
        plain = MonthInWords().Replace(plain, static match => DateWords.Month(match.Groups[2].Value) is { } month ? string.Create(CultureInfo.InvariantCulture, $"{match.Groups[1].Value}{month}{match.Groups[3].Value}") : match.Value);
        plain = ChineseHour().Replace(plain, static match => $"{match.Groups[1].Value}:{(match.Groups[3].Success ? "30" : match.Groups[2].Success ? match.Groups[2].Value.PadLeft(2, '0') : "00")}{(match.Groups[4].Success ? $":{match.Groups[4].Value.PadLeft(2, '0')}" : "")}");
        return new(TwelveHours().Replace(plain, InTwentyFour).Trim(), korean);
    }

    private static string WithoutAccents(string text)
    {
        var letters = Encoding.Unicode.GetString(Encoding.Unicode.GetBytes(text)).Normalize(NormalizationForm.FormKD)
            .Where(letter => CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark);
        return string.Concat(letters).Normalize(NormalizationForm.FormC);
    }

    private static string InTwentyFour(Match match)
    {
        var half = match.Groups[1].Value + match.Groups[4].Value;
        var hour = int.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture);
        if (half.Length == 0 || hour is < 1 or > 12)
            return match.Value;
        var late = half[0] is '下' or 'p';
        return string.Create(CultureInfo.InvariantCulture, $" {(hour % 12) + (late ? 12 : 0):D2}{match.Groups[3].Value}");
    }

    /// <summary>Years digit by digit, months and days as they are counted.</summary>
    private static string InDigits(Match match) => match.Groups[2].Value switch
    {
        "年" => string.Concat(match.Groups[1].Value.Select(digit => Digit(digit))) + "年",
        var unit => Counted(match.Groups[1].Value).ToString(CultureInfo.InvariantCulture) + unit,
    };

    private static int Counted(string text)
    {
        var number = 0;
        foreach (var letter in text)
        {
            number = letter switch
            {
                '十' => Math.Max(number, 1) * 10,
                '廿' => 20,
                '卅' => 30,
                _ => number + Digit(letter),
            };
        }

        return number;
    }

    private static int Digit(char letter) => letter is '零' or '○' ? 0 : "〇一二三四五六七八九".IndexOf(letter, StringComparison.Ordinal);

    [GeneratedRegex("년|월|일|오전|오후|시|분(?=\\s*[0-9])", RegexOptions.CultureInvariant)]
    private static partial Regex Korean();

    [GeneratedRegex(@"^.*(?:时间|日期|时 间|日 期|published|date|updated)\s*:\s*", RegexOptions.CultureInvariant)]
    private static partial Regex Label();

    // Chinese ministries: /202203/t20220326_5681234.htm
    [GeneratedRegex(@"/t([0-9]{8})_[0-9]+\.s?html?$", RegexOptions.CultureInvariant)]
    private static partial Regex Slug();

    [GeneratedRegex("(?<![一二三四五六七八九十])([〇○零一二三四五六七八九]{4}(?=年)|[一二三四五六七八九十廿卅]{1,3}(?=[月日]))([年月日])", RegexOptions.CultureInvariant)]
    private static partial Regex ChineseNumber();

    [GeneratedRegex(@"([0-9]:[0-9]{2}(?:[.,][0-9]+)?)\s*\((?!mon|tue|wed|thu|fri|sat|sun)([a-z]{3,5}|z|ut|[ecmpa]t)\)", RegexOptions.CultureInvariant)]
    private static partial Regex ZoneInBrackets();

    [GeneratedRegex(@"\([^()]*\)|(?:星期|周)[一二三四五六日天]", RegexOptions.CultureInvariant)]
    private static partial Regex Remark();

    [GeneratedRegex(@"^([0-9]{4}-)(\p{L}{3,12})(-[0-9]{1,2}(?:t|\s|$))", RegexOptions.CultureInvariant)]
    private static partial Regex MonthInWords();

    // 10时, 10点30分, 上午10點半, 10时05分30秒; 时 and minutes stand with or without their 分.
    [GeneratedRegex("(?<![0-9])([0-9]{1,2})[时時点點](?:整|([0-9]{1,2})分?|(半))?(?:(?<=分)([0-9]{1,2})秒)?(?![0-9])", RegexOptions.CultureInvariant)]
    private static partial Regex ChineseHour();

    [GeneratedRegex(@"(上午|下午)?\s*(?<![0-9])([0-9]{1,2})([:时][0-9]{2}(?:[:分][0-9]{2})?)\s*([ap]\.?m\b\.?)?", RegexOptions.CultureInvariant)]
    private static partial Regex TwelveHours();
}

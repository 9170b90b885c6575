using System.Globalization;
using System.Text.RegularExpressions;

namespace Notifier.Core.Entries;

/// <summary>A date in words, in its parts: what each is, is told by what it looks like; which of the numbers is the day may be open.</summary>
/// <param name="Numbers">Day, month and year where they are numbers, as written, in their order.</param>
internal sealed partial record DateParts(IReadOnlyList<string> Numbers, int? Month, DayOfWeek? Weekday, string Time, string Offset, char Separator)
{
    /// <returns>Null where a part is there twice, or is nothing that belongs to a date.</returns>
    public static DateParts? Of(string text)
    {
        var (numbers, time, offset, separator) = (new List<string>(), "", "", ' ');
        (int? month, DayOfWeek? weekday) = (null, null);
        var words = text.Split([' ', ',', '\t', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries);
        foreach (var (index, part) in words.SelectMany(Pieces).Index())
        {
            // "Friday, December 22, 2017 - 15:09"; in front of a time "at" is no zone.
            if (part is "-" || (part == "at" && time.Length == 0))
                continue;
            if (Slashed().Match(part) is { Success: true } slashed && numbers.Count == 0)
                (numbers, separator) = ([.. slashed.Groups.Values.Skip(1).Where(group => group.Name != "s").Select(group => group.Value)], slashed.Groups["s"].Value[0]);
            else if (part.Contains(':', StringComparison.Ordinal) && time.Length == 0 && char.IsAsciiDigit(part[0]))
                time = part;
            else if (DateWords.Weekday(part) is { } day && weekday is null && (index == 0 || DateWords.Month(part) is null))
                // French and Italian Tuesdays are English Marches.
                (weekday, month) = (day, DateWords.Month(part));
            else if (DateWords.Month(part) is { } named)
                month = named;
            else if (part.All(char.IsAsciiDigit) && part.Length <= 4)
                numbers.Add(part);
            else
                offset += part;
        }

        return numbers.Count is 2 or 3 && (month is null) == (numbers.Count == 3) ? new(numbers, month, weekday, time, offset, separator) : null;
    }

    /// <summary>The days that it may mean.</summary>
    public IEnumerable<(int Year, int Month, int Day)> Days()
    {
        var days = Readings().Where(day => day.Day >= 1 && day.Month is >= 1 and <= 12 && day.Year is >= 1 and <= 9999 && day.Day <= DateTime.DaysInMonth(day.Year, day.Month)).Distinct().ToList();
        // The weekday decides where the order of numbers does not; where there is no doubt a wrong one is only wrong.
        return days.Count < 2 || Weekday is null ? days : days.Where(day => new DateTime(day.Year, day.Month, day.Day).DayOfWeek == Weekday);
    }

    private IEnumerable<(int Year, int Month, int Day)> Readings()
    {
        if (Month is { } month)
        {
            // The year is last, but in asctime and "2022-Mar-26" told by its length.
            var (day, year) = Numbers[0].Length > 2 ? (Numbers[1], Numbers[0]) : (Numbers[0], Numbers[1]);
            if (day.Length <= 2 && Year(year) is { } known)
                yield return (known, month, Number(day));
            yield break;
        }

        var (first, second, third) = (Numbers[0], Numbers[1], Numbers[2]);
        if (Year(third) is { } last && first.Length <= 2 && second.Length <= 2)
        {
            yield return (last, Number(second), Number(first));
            // Days come first wherever they are written with dots.
            if (Separator != '.')
                yield return (last, Number(first), Number(second));
        }

        if (Year(first) is { } leading && third.Length <= 2 && (first.Length == 4 || third.Length == 2))
            yield return (leading, Number(second), Number(third));
    }

    /// <summary><c>26-Mar-2022</c> is three parts; an offset is one.</summary>
    private static IEnumerable<string> Pieces(string part) =>
        Dashed().Match(part) is { Success: true } match ? match.Groups.Values.Skip(1).Select(group => group.Value) : [part];

    // RFC 2822 section 4.3.
    private static int? Year(string digits) => digits.Length switch
    {
        2 => Number(digits) < 50 ? 2000 + Number(digits) : 1900 + Number(digits),
        3 => 1900 + Number(digits),
        4 => Number(digits),
        _ => null,
    };

    private static int Number(string digits) => int.Parse(digits, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^([0-9]{1,4})[-/](\p{L}{3,12}\.?)[-/]([0-9]{1,4})$", RegexOptions.CultureInvariant)]
    private static partial Regex Dashed();

    [GeneratedRegex(@"^([0-9]{1,4})(?<s>[-/.])([0-9]{1,2})\k<s>([0-9]{1,4})$", RegexOptions.CultureInvariant)]
    private static partial Regex Slashed();
}

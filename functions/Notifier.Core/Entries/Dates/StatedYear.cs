using System.Globalization;

namespace Notifier.Core.Entries.Dates;

/// <summary>The year of a date as its text gives it: in figures, of the Republic of China, with its last two figures, counted from this year, or not at all.</summary>
internal readonly record struct StatedYear(StatedYear.Form As, int Number)
{
    // NFKC keeps the circles that are written for 〇; a full-width or Cyrillic O is one too.
    public const string Figures = "0-9〇零○◯oо一二三四五六七八九";

    // A two-figure year is one of these years around the publication: older ones may be of another calendar.
    private const int YearsBack = 5;
    private const int YearsAhead = 20;
    private const string Digits = "零一二三四五六七八九";

    public enum Form
    {
        Unsaid,
        Full,
        Short,

        /// <summary>明年 is one year from that of the publication.</summary>
        Counted,
    }

    public static StatedYear? InFigures(string text) =>
        Value(text) is not { } number ? null : text.Length == 4 ? new(Form.Full, number) : new(Form.Short, number);

    /// <summary>民国117年 is 2028: the calendar counts from 1912 as its first year.</summary>
    public static StatedYear? OfRepublic(string text) => Count(text) is > 0 and var number ? new(Form.Full, 1911 + number) : null;

    /// <summary>今年, 明年, 去年 and the years beside them.</summary>
    public static StatedYear OfWord(char word) => new(Form.Counted, word switch { '前' => -2, '去' => -1, '明' => 1, '后' => 2, _ => 0 });

    /// <returns>Null where it is not said, or counts from a publication that is not known.</returns>
    public int? Resolve(DateOnly? published) => As switch
    {
        Form.Full => Number,
        Form.Counted => published?.Year + Number,
        Form.Short when published is { } day && 2000 + Number - day.Year is >= -YearsBack and <= YearsAhead => 2000 + Number,
        _ => null,
    };

    private static int? Value(string text)
    {
        var number = 0;
        foreach (var character in text)
        {
            var figure = char.IsAsciiDigit(character) ? character - '0' : character is '〇' or '○' or '◯' or 'o' or 'о' ? 0 : Digits.IndexOf(character, StringComparison.Ordinal);
            if (figure < 0)
                return null;
            number = (number * 10) + figure;
        }

        return number;
    }

    private static int? Count(string text)
    {
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var digits))
            return digits;
        var number = new Quantities.ChineseNumber();
        return text.All(character => number.Add(character)) ? (int)number.Value : null;
    }
}

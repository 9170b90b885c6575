namespace Notifier.Core.Entries.Quantities;

/// <summary>Adds up a Chinese numeral character by character: 三十, 一百二十, 两千万, 三点五, 二〇二六.</summary>
internal struct ChineseNumber
{
    private const string Figures = "零一二三四五六七八九";

    private decimal _total;
    private decimal _section;
    private decimal _figure;
    private decimal _fraction;
    private int _length;
    private bool _endsInFigure;

    public readonly decimal Value => _total + _section + _figure;

    /// <summary>万 alone is a unit of counting, not a number.</summary>
    public bool IsNumber { get; private set; }

    public static bool IsFigure(char character) => character is '两' or '〇' || Figures.Contains(character, StringComparison.Ordinal);

    /// <returns>False where the character does not continue the number.</returns>
    public bool Add(char character)
    {
        var figure = character switch { '两' => 2, '〇' => 0, _ => Figures.IndexOf(character, StringComparison.Ordinal) };
        _length++;
        if (figure >= 0)
            AddFigure(figure);
        else if (character is '点' && IsNumber && _fraction == 0)
            _fraction = 1;
        else if (Power(character) is var power and > 0 && !(power >= 10_000 && !IsNumber && _length == 1) && Value < 1e12m)
            AddPower(power);
        else
            return false;
        return true;
    }

    private void AddFigure(int figure)
    {
        IsNumber = true;
        if (_fraction > 0)
        {
            _fraction /= 10;
            _figure += figure * _fraction;
        }
        else
        {
            // 二〇二六 is written figure by figure.
            _figure = _endsInFigure && _figure < 1e9m ? (_figure * 10) + figure : figure;
        }

        _endsInFigure = true;
    }

    private void AddPower(int power)
    {
        if (power >= 10_000)
        {
            var section = _section + _figure;
            (_total, _section) = power == 100_000_000 ? ((_total + section) * power, 0) : (_total + (section * power), 0);
        }
        else
        {
            _section += (_figure == 0 && !_endsInFigure ? 1 : _figure) * power;
        }

        (_figure, _fraction, _endsInFigure, IsNumber) = (0, 0, false, true);
    }

    private static int Power(char character) => character switch
    {
        '十' => 10,
        '百' => 100,
        '千' => 1_000,
        '万' => 10_000,
        '亿' => 100_000_000,
        _ => 0,
    };
}

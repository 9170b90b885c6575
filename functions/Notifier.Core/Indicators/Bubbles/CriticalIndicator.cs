using Notifier.Core.Observations;

namespace Notifier.Core.Indicators.Bubbles;

/// <summary>
/// <c>critical(95%, 24)</c>: the critical value of <c>bsadf(24, …)</c> at as many observations as there are (<see cref="CriticalValues"/>):
/// under a random walk 5 % of the statistics lie above it. Shares 90%, 95% and 99%. Without a window it takes over that of the
/// <c>bsadf</c> that it is compared with; 24 where it stands alone.
/// </summary>
internal sealed class CriticalIndicator(double share, int? least) : Indicator
{
    private const int Usual = 24;

    internal static IndicatorSyntax Syntax { get; } = new(
        "critical",
        [
            new IndicatorParameter("share", ArgumentKind.Percent),
            new IndicatorParameter("observations", ArgumentKind.Number, Default: new(ArgumentKind.Number, Number: 0)),
        ],
        static arguments => new CriticalIndicator(Share(arguments[0]), arguments[1].Number == 0 ? null : Window(arguments[1])),
        "the value that bsadf stays below in that share of random walks, by the number of observations",
        "bsadf(24, 0) >= critical(95%)");

    private readonly int _least = least ?? Usual;

    public override string Text { get; } = least is null ? $"critical({NumberText.Share(share)})" : $"critical({NumberText.Share(share)}, {least})";

    public override IndicatorUnit Unit => IndicatorUnit.Number;

    /// <exception cref="ArgumentException">There are no critical values for its window.</exception>
    public override Indicator Against(Indicator other) => least is not null || other is not BsadfIndicator bsadf ? this
        : CriticalValues.Covers(bsadf.Least) ? new CriticalIndicator(share, bsadf.Least)
        : throw new ArgumentException($"there are critical values for windows of {CriticalValues.Shortest} to {CriticalValues.Longest} observations, not {bsadf.Least}");

    public override Reading Read(in Moment moment)
    {
        if (moment.IsEmpty)
            return Reading.NoObservation;
        if (!CriticalValues.Covers(_least))
            return Reading.Error(
                $"there are critical values for windows of {CriticalValues.Shortest} to {CriticalValues.Longest} observations, not {_least}",
                $"临界值仅适用于{CriticalValues.Shortest}至{CriticalValues.Longest}期的窗口，不适用于{_least}期");
        var count = Count(moment);
        return count < _least ? Shortage.Of(_least - count, moment) : Reading.Of(CriticalValues.At(share, _least, count));
    }

    public override Phrase Describe(in Reading reading, in Moment moment, double limit, string limitText)
    {
        var (number, of, count) = (NumberText.Significant(reading.Number, limit), NumberText.Share(share), Count(moment));
        return new(
            $"the {of} critical value of bsadf({_least}) at {count} observations is {number}, limit {limitText}",
            $"bsadf({_least})在{count}期时的{of}临界值为{number}，阈值{limitText}");
    }

    /// <summary>The observations that windows may begin at.</summary>
    private static int Count(in Moment moment) => Math.Min(moment.Index + 1, BackwardSupremum.Longest);

    private static double Share(IndicatorArgument argument) => CriticalValues.Shares.Contains(argument.Number)
        ? argument.Number
        : throw new ArgumentException($"there are critical values for 90%, 95% and 99%, not for {NumberText.Share(argument.Number)}");

    private static int Window(IndicatorArgument argument) =>
        WholeNumber.Of(argument, "the least window, in observations,", CriticalValues.Shortest, CriticalValues.Longest);
}

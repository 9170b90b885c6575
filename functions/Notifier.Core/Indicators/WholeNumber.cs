namespace Notifier.Core.Indicators;

/// <summary>Numbers of observations as arguments.</summary>
internal static class WholeNumber
{
    /// <exception cref="ArgumentException">Not a whole number between the two; the message says what it is for.</exception>
    public static int Of(IndicatorArgument argument, string what, int least, int most = 100_000) =>
        argument.Number >= least && argument.Number <= most && Math.Floor(argument.Number) == argument.Number
            ? (int)argument.Number
            : throw new ArgumentException($"{what} is a whole number from {NumberText.Plain(least)} to {NumberText.Plain(most)}, not {NumberText.Plain(argument.Number)}");
}

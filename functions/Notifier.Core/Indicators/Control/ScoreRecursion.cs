using Notifier.Core.Observations;

namespace Notifier.Core.Indicators.Control;

/// <summary>
/// What <c>cusum</c>, <c>ewma</c> and <c>pagehinkley</c> share: a recursion over <c>zscore(52)</c> that begins with the first
/// observation and remembers all of them.
/// </summary>
internal abstract class ScoreRecursion : RunningIndicator<ScoreRecursion.Run>
{
    private const int Window = 52;

    public override IndicatorUnit Unit => IndicatorUnit.Number;

    public override Window? Reach { get; } = ReturnScore.Reach(Window);

    /// <summary>A rule waits for the first score; before it the number is where the recursion begins.</summary>
    public override double NeededShare { get; } = ReturnScore.Share(Window);

    protected abstract ControlChart Chart();

    protected sealed override Run Begin(Series series) => new(new ReturnScore(Window), Chart());

    protected sealed override Run Copy(Run run) => new(run.Score.Copy(), run.Chart.Copy());

    protected sealed override double Step(Run run, History history, int index) =>
        run.Chart.Next(run.Score.Next(history.Values[index], history.Position(index)));

    protected sealed override Reading Undefined(in Moment moment) => ReturnScore.Undefined(Window, moment);

    protected sealed override bool Remembers => true;

    protected sealed override double[] Save(Run run) => [.. run.Score.State, .. run.Chart.State];

    protected sealed override Run Restore(Series series, double[] saved, double level)
    {
        var run = Begin(series);
        var scores = run.Score.State.Length;
        (run.Score.State, run.Chart.State) = (ReturnScore.AtLevel(saved[..scores], level), saved[scores..]);
        return run;
    }

    internal sealed record Run(ReturnScore Score, ControlChart Chart);
}

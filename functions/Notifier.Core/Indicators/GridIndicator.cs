using Notifier.Core.Observations;

namespace Notifier.Core.Indicators;

/// <summary>
/// <c>weekly(X)</c>, <c>monthly(X)</c>: an indicator on the last observation of each ISO week or calendar month, the running one so
/// far included (DESIGN section 3). Durations inside count whole periods. An observation inside a week sees that week as it stands.
/// </summary>
public sealed class GridIndicator : Indicator
{
    private readonly Indicator _inner;
    private readonly Frequency _grid;
    private readonly bool _readsAll;

    /// <exception cref="ArgumentException">The indicator reads no values, or is on a grid itself.</exception>
    public GridIndicator(Indicator inner, Frequency grid)
    {
        (_inner, _grid, Text) = (inner, grid, $"{NameOf(grid)}({inner.Text})");
        foreach (var indicator in Inside)
        {
            if (indicator is GridIndicator)
                throw new ArgumentException($"'{indicator.Text}' is on a grid already");
            if (indicator.ChangesWithTime || indicator.ReadsEntries)
                throw new ArgumentException($"'{indicator.Text}' reads no values of the series, which a grid could thin out");
        }

        _readsAll = Inside.Any(indicator => indicator.Reach is { Kind: WindowKind.All });
    }

    internal static IndicatorSyntax Weekly { get; } = Syntax(
        Frequency.Weekly, "an indicator on the last value of each week, the running one included", "weekly(change(4)) >= 15%");

    internal static IndicatorSyntax Monthly { get; } = Syntax(
        Frequency.Monthly, "an indicator on the last value of each month, the running one included", "monthly(multiple(min, 12)) >= 1.5");

    /// <summary>What is read on the grid.</summary>
    internal Indicator Inner => _inner;

    /// <summary>The coarsest series that it can be read on.</summary>
    public Frequency Grid => _grid;

    public override string Text { get; }

    public override IndicatorUnit Unit => _inner.Unit;

    public override double Neutral => _inner.Neutral;

    public override bool LooksAhead => _inner.LooksAhead;

    public override IEnumerable<string> OtherIds => Inside.SelectMany(indicator => indicator.OtherIds);

    public override IEnumerable<string> NamedUnits => Inside.SelectMany(indicator => indicator.NamedUnits);

    private IEnumerable<Indicator> Inside => _inner.Parts.Prepend(_inner);

    public override Reading Read(in Moment moment) =>
        Refusal(moment) ?? Mapped(_inner.Read(Coarse(moment)), moment);

    public override Indicator Against(Indicator other) =>
        other is GridIndicator grid && _inner.Against(grid._inner) is var bound && bound != _inner ? new GridIndicator(bound, _grid) : this;

    public override Phrase Describe(in Reading reading, in Moment moment, double limit, string limitText)
    {
        var (english, chinese) = _inner.Describe(reading, Coarse(moment), limit, limitText);
        return new($"{NameOf(_grid)}: {english}", $"{ChineseName}：{chinese}");
    }

    /// <summary>As a rule reads it: the gate is that of the periods, not of the observations.</summary>
    internal Reading Gated(in Moment moment)
    {
        if (Refusal(moment) is { } refusal)
            return refusal;
        var coarse = Coarse(moment);
        return _readsAll && coarse.History.Dropped is not null
            ? IndicatorGate.Cut(Text, moment)
            : Mapped(IndicatorGate.Read(_inner, coarse), moment);
    }

    /// <summary>The limit of a comparison with this indicator, on the same grid where it takes over parameters.</summary>
    internal Indicator Bound(Indicator limit) =>
        limit.Against(_inner) is var bound && bound != limit ? new GridIndicator(bound, _grid) : limit.Against(this);

    internal override double NumberOf(TimeSpan duration, Frequency frequency) => _inner.NumberOf(duration, _grid);

    internal override Period? OldestRead(in Moment moment)
    {
        if (Refusal(moment) is not null || _inner.OldestRead(Coarse(moment)) is not { } period)
            return null;
        var index = moment.History.IndexAtOrBefore(period.Add(TimeSpan.FromDays(1) - TimeSpan.FromTicks(1)));
        return moment.History[Math.Max(index, 0)].Period;
    }

    internal override int Needed(Series series)
    {
        var days = _grid == Frequency.Weekly ? 7 : 31;
        var perPeriod = series.Frequency switch
        {
            Frequency.Intraday => days * WindowReach.IntradayPointsPerDay,
            Frequency.Daily => days,
            Frequency.Weekly when _grid == Frequency.Monthly => 5,
            _ => 1,
        };
        return _inner.Needed(On(series)) * perPeriod;
    }

    private static IndicatorSyntax Syntax(Frequency grid, string summary, string example) => new(
        NameOf(grid),
        [new IndicatorParameter("indicator", ArgumentKind.Indicator)],
        arguments => new GridIndicator(arguments[0].Indicator!, grid),
        summary,
        example);

    private static string NameOf(Frequency grid) => grid == Frequency.Weekly ? "weekly" : "monthly";

    private string ChineseName => _grid == Frequency.Weekly ? "周度" : "月度";

    private Reading? Refusal(in Moment moment) =>
        moment.IsEmpty ? Reading.NoObservation
        : moment.Series.Frequency > _grid ? Reading.Error(
            $"'{moment.Series.Id}' is {moment.Series.Frequency.ToString().ToLowerInvariant()}: it has no {NameOf(_grid)} values",
            $"{moment.Series.Id}没有{ChineseName}数据")
        : null;

    /// <summary>Whether the series is as dense as the grid.</summary>
    internal bool Reads(in Moment moment) => Refusal(moment) is null;

    /// <summary>The same moment on the grid.</summary>
    internal Moment Coarse(in Moment moment)
    {
        var (history, index) = CoarseHistory.Of(moment.History, _grid).At(moment.Index);
        return moment with { Series = On(moment.Series), History = history, Index = index, Others = moment.Others?.On(_grid) };
    }

    private Series On(Series series) => series.Frequency == _grid ? series : series with { Frequency = _grid };

    /// <summary>Back to the observations that there are: a week's value is that of its last observation; a week may be read from its first day on.</summary>
    private Reading Mapped(in Reading reading, in Moment moment)
    {
        var mapped = reading;
        if (reading.Basis is { } basis)
        {
            var at = Math.Min(moment.History.IndexAtOrBefore(basis.Period.Add(TimeSpan.FromDays(1) - TimeSpan.FromTicks(1))), moment.Index);
            mapped = mapped with { Basis = moment.History[at] };
        }

        if (reading.Cited is { } cited)
        {
            var (others, at) = (moment.Others!, moment.At);
            mapped = mapped with { Cited = [.. cited.Select(observation => others.AsObserved(observation, at))] };
        }

        return reading.EnoughFrom is { } enough ? mapped with { EnoughFrom = CoarseHistory.FirstDay(_grid, enough) } : mapped;
    }
}

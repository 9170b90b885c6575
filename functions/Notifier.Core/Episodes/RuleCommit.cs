using Notifier.Core.Entries;
using Notifier.Core.Entries.Texts;
using Notifier.Core.Indicators;
using Notifier.Core.Observations;
using Notifier.Core.Rules;
using Notifier.Core.Warnings;

namespace Notifier.Core.Episodes;

/// <summary>
/// One rule's part of a commit:
/// <list type="number">
/// <item>Catch up: where the rule is new, its ladder or the series' frequency changed, or known observations were revised, the machines run silently over
/// the known history, and only the newest verdict is compared with what was told.</item>
/// <item>Appended observations step the machines one by one, each with the ticks that precede it; each transition is recorded.</item>
/// <item>Ticks up to the present do the same; then a rule that counts entries looks at the present itself, because one may just have come in.</item>
/// </list>
/// </summary>
internal sealed class RuleCommit
{
    private const int LongestReason = 400;

    private readonly Rule _rule;
    private readonly RuleState? _before;
    private readonly ObservationMerge _merge;
    private readonly Timeline _timeline;
    private readonly EpisodeRecorder _recorder;
    private readonly string _fingerprint;
    private readonly OtherSeries _others;
    private readonly IReadOnlyList<string> _otherIds;
    private readonly bool _counts;
    private Ladder _ladder;
    private Period? _lastTick;
    private Moment _newest;
    private bool _evaluated;

    public RuleCommit(Rule rule, RuleState? before, Series series, ObservationMerge merge, EntryLog entries, Func<int> nextEpisode, OtherSeries? others)
    {
        (_rule, _before, _merge) = (rule, before, merge);
        (_others, _otherIds) = (others ?? OtherSeries.None, rule.OtherIds());
        _counts = rule.Indicators().Any(indicator => indicator.ReadsEntries);
        _timeline = new Timeline(rule, series, merge.History, entries, others);
        _recorder = new EpisodeRecorder(before?.Episode ?? EpisodeState.None, nextEpisode, before?.Acknowledged);
        _fingerprint = LadderFingerprint.Of(rule, series);
        _lastTick = before?.LastTick;
        _ladder = new Ladder(rule, SameLadder ? before!.Rungs : null);
        var at = merge.History[merge.Known - 1].Period;
        _newest = new Moment(series, merge.History, merge.Known - 1, _lastTick > at ? _lastTick.Value : at, entries, others);
    }

    public IReadOnlyList<RecordedTransition> Recorded => _recorder.Recorded;

    /// <summary>The last observation or tick that was looked at.</summary>
    public Moment Newest => _newest;

    private bool SameLadder => _before?.Ladder == _fingerprint;

    /// <summary>Whether the last evaluation would see other values of other series now: they came later, or were revised.</summary>
    private bool OthersChanged => _otherIds.Count > 0 && _before!.Others != OtherDigest.Of(_others, _otherIds, _newest.At);

    public RuleState Run(Period? tick)
    {
        if (!SameLadder || _merge.OldestRevised is not null || OthersChanged)
            CatchUp();
        foreach (var moment in _timeline.Observations(_merge.Known, _merge.History.Count, _lastTick))
            Step(moment);
        if (tick is { } time)
        {
            foreach (var moment in _timeline.Ticks(_merge.History.Count - 1, _lastTick, time))
                Step(moment);
            Look(time);
        }

        return State();
    }

    private void CatchUp()
    {
        var checkpoint = SameLadder ? _before!.Checkpoint : null;
        var from = checkpoint is null ? 0 : _merge.History.IndexAtOrBefore(checkpoint.Before.Back(TimeSpan.FromTicks(1))) + 1;
        _ladder = new Ladder(_rule, checkpoint?.Rungs);
        foreach (var moment in _timeline.Observations(from, _merge.Known, null))
            _ladder.Step(moment);
        if (_lastTick is { } last)
        {
            foreach (var moment in _timeline.Ticks(_merge.Known - 1, null, last))
                _ladder.Step(moment);
            // What an entry brought between two ticks is seen again.
            if (_counts)
                _ladder.Look(_newest);
        }

        _evaluated = true;
        Compare();
    }

    /// <summary>The newest verdict of a silent run against what was told.</summary>
    private void Compare()
    {
        var (told, now) = (_recorder.Episode.Told, _ladder.Severity);
        if (EpisodeRecorder.Change(told, now) is not { } kind)
            return;
        var evaluation = now is { } firing ? LadderReason.Firing(_rule, firing, _newest) : LadderReason.Ended(_rule, told!.Value, _newest);
        if (kind == TransitionKind.Opened)
            Record(kind, now, evaluation, _ladder.Since, quietly: _before is null && _rule.Arm);
        else if (!SameLadder)
            Record(kind, now, evaluation.Saying(Changed(_before!.RuleVersion == _rule.Version ? new("series", "序列") : new("rule", "规则"), evaluation.Said)));
        else
            Correct(told!.Value, now, evaluation);
    }

    /// <summary>A revision gave another verdict: one correction that names both and, where nothing fires now, the end of the episode.</summary>
    private void Correct(Severity told, Severity? now, Evaluation evaluation)
    {
        var (english, chinese) = evaluation.Said;
        var cause = _merge.OldestRevised is { } revised
            ? new Phrase($"a revision from {revised} on", $"{revised}起的数据修订")
            : new Phrase($"new values of {string.Join(", ", _otherIds)}", $"{string.Join("、", _otherIds)}的新数据");
        Record(TransitionKind.Corrected, now, evaluation.Saying(new(
            $"{now?.Word() ?? "not firing"} instead of {told.Word()} after {cause.English}: {english}",
            $"因{cause.Chinese}，由{told.Chinese()}更正为{now?.Chinese() ?? "未触发"}：{chinese}")));
        if (now is null)
            Record(TransitionKind.Resolved, null, evaluation);
    }

    private static Phrase Changed(Phrase what, Phrase reason) =>
        new($"the {what.English} was changed: {reason.English}", $"{what.Chinese}已修改：{reason.Chinese}");

    private void Step(in Moment moment)
    {
        _ladder.Step(moment);
        Judged(moment);
    }

    private void Look(Period time)
    {
        if (!_counts || time <= _newest.At)
            return;
        var moment = _newest with { At = time };
        if (_ladder.Look(moment))
            Judged(moment);
    }

    private void Judged(in Moment moment)
    {
        _newest = moment;
        _evaluated = true;
        if (moment.At > moment.Newest.Period)
            _lastTick = moment.At;
        var (told, now) = (_recorder.Episode.Told, _ladder.Severity);
        if (EpisodeRecorder.Change(told, now) is { } kind)
            Record(kind, now, LadderReason.Of(_rule, kind, told, now, moment));
    }

    private void Record(TransitionKind kind, Severity? severity, Evaluation evaluation, Period? alreadySince = null, bool quietly = false) =>
        _recorder.Record(kind, severity, evaluation, _newest.At, _newest.Newest.Value, alreadySince, quietly);

    private RuleState State()
    {
        var evaluation = _evaluated ? LadderReason.Newest(_rule, _newest) : null;
        return new(
            _rule.Version,
            _fingerprint,
            _rule.Title,
            _rule.Tags,
            _ladder.States,
            SameLadder ? _before!.Checkpoint : null,
            _lastTick,
            _recorder.Episode,
            evaluation?.Outcome ?? _before!.LastOutcome,
            evaluation is null ? _before!.LastReason : Shortened(evaluation.Reason))
        {
            Others = OtherDigest.Of(_others, _otherIds, _newest.At),
            Acknowledged = _recorder.Acknowledged,
        };
    }

    /// <summary>The state's row is bounded; warnings carry their reasons whole.</summary>
    private static string Shortened(string reason) => TextCut.Short(reason, LongestReason);
}

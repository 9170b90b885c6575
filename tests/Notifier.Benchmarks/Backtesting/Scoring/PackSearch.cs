using Notifier.Core.Backtesting.Scoring;

namespace Notifier.Benchmarks.Backtesting.Scoring;

/// <summary>
/// Scores conditions on the shared panels: the search behind the thresholds of the default rules. Each line of a candidate file is
/// a family of rungs (<see cref="RungFamily"/>). Of a family the member is named that stands best in its neighbourhood, because
/// the best one of many tried on 47 doublings is the luckiest one, not the one that will do best elsewhere.
/// </summary>
internal static class PackSearch
{
    public static void Run(string candidates, bool monthly)
    {
        var panel = monthly ? SharedPanels.Monthly() : SharedPanels.Daily();
        Console.WriteLine($"{panel.Count} series, {panel.Sum(series => series.Doublings.Count)} doublings");
        Console.WriteLine("onsets falseE precE recall lead q25 up | margin | one series left out, the worst: falseE precE recall lead | rung");
        foreach (var family in File.ReadLines(candidates).Where(line => line.Length > 0 && line[0] != '#').Select(line => new RungFamily(line)))
            Write(family, family.Members.Select(member => (member, Trial: RungTrial.Of(member.Text, panel))).ToDictionary(scored => scored.member, scored => scored.Trial));
    }

    private static void Write(RungFamily family, Dictionary<RungFamily.Member, RungTrial> trials)
    {
        foreach (var trial in trials.Values)
            Console.WriteLine(trial);
        if (trials.Count < 3)
            return;
        var (best, near) = trials.Keys
            .Select(member => (member, Near: family.Neighbours(member).ToList()))
            .OrderByDescending(placed => placed.Near.Count(near => trials[near].Holds)).ThenByDescending(placed => trials[placed.member].Margin)
            .First();
        Console.WriteLine($"  of {trials.Count}, {trials.Values.Count(trial => trial.Holds)} hold every bar of a moderate rung; best placed, with {near.Count(member => trials[member].Holds)} of {near.Count} around it: {best.Text}");
    }
}

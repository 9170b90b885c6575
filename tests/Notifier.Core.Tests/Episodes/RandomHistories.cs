using CsCheck;
using Notifier.Core.Observations;
using Notifier.Core.Rules;

namespace Notifier.Core.Tests.Episodes;

/// <summary>Histories with gaps, plateaus and jumps, and rules whose limits they cross often.</summary>
internal static class RandomHistories
{
    private static readonly string[] Conditions =
    [
        "value > 10", "value >= 12", "value < 8", "value <= 9", "multiple(min, 20d) >= 1.5", "multiple(median, 9) > 1.2", "change(10d) >= 15%",
        "logreturn(7) < 0", "multiple(min, 30d) >= 1.3 and change(12d) >= 10%", "drawdown(all) <= -40% or value > 15", "not drawdown(15d) < -10%",
        "weekly(multiple(min, 4)) >= 1.3", "weekly(change(14d)) >= 20%", "monthly(multiple(mean, 60d)) < 0.9", "vote(2, value > 10, change(10d) >= 15%, drawdown(15d) < -10%)",
        "multiple(min, 9) > multiple(first, 20d)", "timeto(20, 10d) <= 12d", "weekly(vote(1, change(1) > 10%, value < 7)) >= 1", "value > bollinger(5, up)",
    ];

    public static Gen<Observation[]> Daily { get; } =
        from first in Gen.Int[0, 2000]
        from steps in Gen.Select(Gen.Frequency((8, Gen.Const(1)), (2, Gen.Int[2, 5]), (1, Gen.Int[6, 40])), Gen.Frequency((3, Gen.Const(0)), (5, Gen.Int[-2, 2]), (1, Gen.Int[-6, 8]))).Array[2, 160]
        select Walk(first, steps);

    public static Gen<Rule> Rule { get; } =
        from rungs in Gen.Select(OneOf(Conditions), OneOf("", "value < 9", "change(5d) < 0%"), Persistence(1), Persistence(0)).Array[1, 4]
        select WrittenRules.Parse($$"""{"id":"r","title":"t","series":["s"],"ladder":[{{string.Join(',', rungs.Select(Rung))}}]}""", allowWarnings: true);

    public static Gen<int[]> Cuts { get; } = Gen.Int[1, 30].Array[1, 40];

    private static Gen<string> OneOf(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(index => texts[index]);

    private static Gen<string> Persistence(int least) =>
        Gen.OneOf(Gen.Int[least, 4].Select(count => $"{count}"), Gen.Int[1, 6].Select(days => $"\"{days}d\""));

    private static string Rung((string When, string Clear, string For, string Keep) rung, int index)
    {
        var clear = rung.Clear.Length == 0 ? "" : $",\"clear\":\"{rung.Clear}\"";
        return $$"""{"severity":"{{((Core.Warnings.Severity)(index + 1)).ToString().ToLowerInvariant()}}","when":"{{rung.When}}"{{clear}},"for":{{rung.For}},"keepFiringFor":{{rung.Keep}}}""";
    }

    private static Observation[] Walk(int first, (int Days, int Move)[] steps)
    {
        var (day, value) = (new DateOnly(2018, 1, 1).AddDays(first), 10.0);
        return [.. steps.Select(step =>
        {
            day = day.AddDays(step.Days);
            value = Math.Max(value + step.Move, -2);
            return new Observation(Period.From(day), value);
        })];
    }
}

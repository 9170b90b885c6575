using Notifier.Core.Indicators;
using Notifier.Core.Observations;

namespace Notifier.Core.Rules;

/// <summary>What a reason says of the changes of the futures contract between its observations: why its numbers are not those of the raw prices.</summary>
internal static class RollWords
{
    /// <param name="oldest">The oldest period that the numbers read; null where they read the newest observation alone.</param>
    public static Phrase? Of(in Moment moment, Period? oldest)
    {
        if (oldest is null || moment.IsEmpty)
            return null;
        var rolls = moment.History.TakenOut.Where(roll => roll.At > oldest).ToList();
        return rolls.Count switch
        {
            0 => null,
            1 => One(rolls[0]),
            var count => Several(count, rolls[^1]),
        };
    }

    private static Phrase One(Roll roll) => roll.Measured is null
        ? new(
            $"{roll.From} rolled to {roll.To} on {roll.At} without a day on which both settled: that step of {Ratio(roll)} counts as none",
            $"{roll.From}于{roll.At}换月至{roll.To}，无共同结算日，该日{Ratio(roll)}的价差不计")
        : new(
            $"{roll.From} rolled to {roll.To} on {roll.At} at {Ratio(roll)}, which is taken out",
            $"{roll.From}于{roll.At}换月至{roll.To}（{Ratio(roll)}），价差已剔除");

    private static Phrase Several(int count, Roll last)
    {
        var (english, chinese) = One(last);
        return new($"{count} rolls of the contract are taken out, the last: {english}", $"已剔除{count}次换月的价差，最近一次：{chinese}");
    }

    private static string Ratio(Roll roll) => $"×{NumberText.Significant(roll.Ratio, 1)}";
}

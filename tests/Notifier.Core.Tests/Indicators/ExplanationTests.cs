using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using CsCheck;
using Notifier.Core.Entries;
using Notifier.Core.Indicators;
using Notifier.Core.Observations;
using Notifier.Core.Rules;

namespace Notifier.Core.Tests.Indicators;

/// <summary>Every indicator says its numbers in English and in Chinese, and they are the same numbers.</summary>
public sealed partial class ExplanationTests
{
    public static TheoryData<string> Names => [.. IndicatorCatalog.All.Select(syntax => syntax.Name)];

    [Fact]
    public void Each_indicator_has_its_sentence_in_both_languages()
    {
        var text = new StringBuilder();
        foreach (var syntax in IndicatorCatalog.All)
        {
            var frequency = syntax.Name is "alps" or "ipa" ? Frequency.Monthly : Frequency.Daily;
            var evaluation = Explain(syntax.Example, Prices(frequency), frequency);
            Assert.True(evaluation.Outcome is EvaluationOutcome.Met or EvaluationOutcome.NotMet, $"{syntax.Name}: {evaluation.Reason}");
            text.Append(CultureInfo.InvariantCulture, $"{syntax.Example}\n  {evaluation.Reason}\n  {evaluation.ReasonZh}\n");
        }

        GoldenFile.Match("explanations.txt", text.ToString());
    }

    [Fact]
    public void The_other_forms_have_their_sentences_too()
    {
        string[] conditions =
        [
            "multiple(max, 365d) <= 0.5", "multiple(mean, 52) >= 2", "multiple(median, 26h) >= 2", "multiple(first, 365d) >= 2", "change(90d) <= -15%", "drawdown(all) <= -30%",
            "value > donchian(52, lo)", "value < bollinger(20, lo)", "ewma(0.2) > ewma(0.2, ucl)", "cusum(0.5, lo) >= 5", "critical(95%) < bsadf(24, 0)", "donchian(5, up) > 1",
            "timeto(1000, 90d) <= 60d", "count('锂|lithium', 14d) >= 1", "not value > 1 CNY/t", "monthly(drawdown(12)) < 0", "multiple(min, 3650d) >= 2", "ratio(absent) > 1",
        ];
        var text = new StringBuilder();
        foreach (var condition in conditions)
        {
            var evaluation = Explain(condition, Prices(Frequency.Daily));
            text.Append(CultureInfo.InvariantCulture, $"{condition}\n  {evaluation.Reason}\n  {evaluation.ReasonZh}\n");
        }

        GoldenFile.Match("explanations-other-forms.txt", text.ToString());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Both_languages_name_the_same_numbers(string name)
    {
        var example = IndicatorCatalog.Find(name)!.Example;
        History[] histories =
        [
            Prices(Frequency.Daily), Readings.History(("2024-01-01", 10)), Readings.History(("2024-01-01", 10), ("2024-01-02", -5)),
            RandomPrices.History([.. Enumerable.Repeat(100.0, 400)]), RandomPrices.History([.. Enumerable.Range(1, 400).Select(day => day % 3 - 1.0)]),
        ];
        foreach (var (frequency, history) in histories.Select(history => (Frequency.Daily, history)).Append((Frequency.Monthly, Prices(Frequency.Monthly))))
        {
            var said = Explain(example, history, frequency);
            Assert.Equal(Numbers(said.Reason), Numbers(said.ReasonZh!));
            Assert.NotEqual(said.Reason, said.ReasonZh);
            Assert.DoesNotMatch("[a-z] (the|of|is|limit|no) |, |; ", Formula().Replace(said.ReasonZh!, ""));
        }
    }

    [Fact]
    public void No_language_rounds_across_the_limit() =>
        Gen.Select(Gen.Double[0.05, 20], Gen.Int[1, 9], Gen.Bool).Sample((limit, magnitude, above) =>
        {
            limit = Math.Round(limit, 2);
            var number = limit * (1 + (above ? 1 : -1) * Math.Pow(10, -magnitude));
            var history = Readings.History(("2024-01-01", 1000), ("2024-01-02", 1000 * number));
            AssertSide($"multiple(first, 4d) >= {limit:R}", history, @"×([\d.,]+) of", @"的([\d.,]+)倍", 1);
            AssertSide($"change(1d) >= {limit:R}", Readings.History(("2024-01-01", 1000), ("2024-01-02", 1000 * (1 + number))), @"\+([\d.,]+)%", @"上涨([\d.,]+)%", 100);
            AssertSide($"logreturn(1d) >= {limit:R}", Readings.History(("2024-01-01", 1000), ("2024-01-02", 1000 * Math.Exp(number))), @"return ([\d.,]+) ", @"收益率([\d.,]+)（", 1);

            void AssertSide(string when, History prices, string english, string chinese, double scale)
            {
                var said = Explain(when, prices);
                foreach (var (text, pattern) in new[] { (said.Reason, english), (said.ReasonZh!, chinese) })
                {
                    var shown = double.Parse(Regex.Match(text, pattern).Groups[1].Value, NumberStyles.Number, CultureInfo.InvariantCulture);
                    Assert.Equal(said.Outcome == EvaluationOutcome.Met, shown >= Math.Round(limit * scale, 10));
                }
            }
        });

    /// <summary>Unsigned and sorted: Chinese says a sign in words, and in another order.</summary>
    private static string[] Numbers(string sentence) => [.. Number().Matches(sentence).Select(match => match.Value).Order(StringComparer.Ordinal)];

    private static Evaluation Explain(string condition, History history, Frequency frequency = Frequency.Daily) =>
        ConditionEvaluation.Explain(
            WrittenRules.Parse($$"""{"id":"r","title":"t","series":["s"],"ladder":[{"severity":"severe","when":"{{condition}}"}]}""", allowWarnings: true).Ladder[0].When,
            Of(frequency, history));

    private static Moment Of(Frequency frequency, History history) => new(
        new Series("s", "CNY/t", frequency),
        history,
        history.Count - 1,
        history.Last.Period,
        EntryLog.Empty,
        OtherSeries.Of(
        [
            (new Series("nickel-lme", "USD/t", frequency), history),
            (new Series("ev-sales", "vehicles", frequency), history),
            (new Series("lithium-carbonate-futures", "CNY/t", frequency), history),
            (new Series("lithium-hydroxide-cn", "CNY/t", frequency), history),
        ]));

    /// <summary>Waves on a slow rise, ten years of months or two of days, with a rise at the end.</summary>
    private static History Prices(Frequency frequency)
    {
        var count = frequency == Frequency.Monthly ? 120 : 730;
        return RandomPrices.History(
            [.. Enumerable.Range(0, count).Select(at => Math.Round(40_000 * Math.Exp((0.4 * Math.Sin(at / (count / 14.0))) + (0.03 * Math.Sin(at * 2.4)) + (at > count - 40 ? 0.02 * (at - count + 40) : 0)), 1))],
            frequency);
    }

    [GeneratedRegex(@"\d+(?:[.,:-]\d+)*")]
    private static partial Regex Number();

    /// <summary>Formulas, units and ids, which stand alike in both.</summary>
    [GeneratedRegex(@"[a-z]+\(.*\)")]
    private static partial Regex Formula();
}

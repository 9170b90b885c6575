using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Notifier.Cli.Backtesting;
using Notifier.Cli.Rules;
using Notifier.Core.Observations;
using Notifier.Core.Rules;

namespace Notifier.Cli.Replay;

/// <summary>What is replayed, read whole before anything starts.</summary>
/// <param name="Label">Where the prices come from, for the header.</param>
/// <param name="Rules">The ladder, or those of <c>--rule</c>, and the rule on battery notices.</param>
/// <param name="Findings">With an error among them nothing is replayed.</param>
internal sealed record ReplayInput(
    string Label,
    IReadOnlyList<(Series Series, History History)> Series,
    IReadOnlyList<Rule> Rules,
    IReadOnlyList<FileFinding> Findings)
{
    public const string Lithium = "lithium-2021";

    /// <summary>The replays that there are.</summary>
    public static IReadOnlyList<string> Names { get; } = [Lithium];

    public bool HasErrors => Findings.Any(located => located.Finding.Level == FindingLevel.Error);

    /// <exception cref="UnreadableInputException">There is no such replay, or a file cannot be read.</exception>
    public static ReplayInput Read(ReplaySettings settings)
    {
        if (!Names.Contains(settings.Name))
            throw new UnreadableInputException($"there is no replay '{settings.Name}': {string.Join(", ", Names)}");
        var file = settings.RuleFile is null ? null : RuleFiles.ReadOne(settings.RuleFile);
        var series = Prices(file, settings);
        var input = BacktestInput.Judge(file ?? Ladder([.. series.Select(one => one.Series.Id)]), series);
        return new(
            settings.SeriesFiles.Count == 0 ? LithiumHistory.Label : "figures from " + string.Join(", ", settings.SeriesFiles.Values.Select(Path.GetFileName)),
            series,
            WithNotices(input.Rules),
            [.. input.Findings, .. Idle(input, settings.RuleFile ?? "")]);
    }

    private static IReadOnlyList<(Series Series, History History)> Prices(RuleFile? rule, ReplaySettings settings)
    {
        // A file in the place of the shipped table is in its unit; of any other, only --unit or the rule can tell.
        var units = new Dictionary<string, string>(settings.Units);
        if (settings.SeriesFiles.ContainsKey(LithiumHistory.Series.Id))
            units.TryAdd(LithiumHistory.Series.Id, LithiumHistory.Series.Unit);
        var written = rule is null ? [] : RuleDocument.Parse(rule.Content).Rules;
        var read = BacktestInput.ReadSeries(written, settings.SeriesFiles, units, new Dictionary<string, string>(), new Dictionary<string, string>());
        return read.Count > 0 ? read : [(LithiumHistory.Series, LithiumHistory.Daily())];
    }

    /// <summary>The shipped ladder, for these series.</summary>
    private static RuleFile Ladder(IReadOnlyList<string> ids)
    {
        var rule = JsonNode.Parse(Shipped("lithium-carbonate-surge.json"))!;
        rule["series"] = new JsonArray([.. ids.Select(id => JsonValue.Create(id))]);
        return new("lithium-carbonate-surge.json", JsonSerializer.SerializeToUtf8Bytes(rule));
    }

    private static IReadOnlyList<Rule> WithNotices(IReadOnlyList<Rule> rules)
    {
        var notices = RuleDocument.Parse(Shipped("battery-notices.json")).Rules.Single();
        return rules.Any(rule => rule.Id == notices.Id) ? rules : [.. rules, notices];
    }

    /// <summary>A prefix such as <c>wti-*</c> may match nothing without being wrong; here it would replay to no end.</summary>
    private static IEnumerable<FileFinding> Idle(BacktestInput input, string path) => input.Rules
        .Where(rule => rule.Entry is null && !input.Series.Any(one => rule.AppliesTo(one.Series.Id)))
        .Select(rule => new FileFinding(path, new Finding(
            1, 1, FindingLevel.Error, FindingCodes.MissingSeries.Word, $"rule '{rule.Id}' applies to none of the series replayed: {string.Join(", ", input.Series.Select(one => one.Series.Id))}")));

    private static byte[] Shipped(string file)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("Notifier.Cli.Replay." + file)!;
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}

using System.Security.Cryptography;
using System.Text;
using Notifier.Core.Observations;
using Notifier.Core.Rules;

namespace Notifier.Core.Episodes;

/// <summary>Sixteen hexadecimal digits for what the machines of a rule depend on, the series' frequency included: a new title or tag does not run them again.</summary>
internal static class LadderFingerprint
{
    public static string Of(Rule rule, Series series)
    {
        var text = new StringBuilder().Append(series.Frequency).Append('|').Append(rule.Tick is { } tick ? DurationText.Format(tick) : "daily");
        if (series.Calendar.Length > 0)
            text.Append('|').Append(series.Calendar);
        foreach (var rung in rule.Ladder)
            text.Append('\n').Append(rung.Severity).Append('|').Append(ConditionText.Format(rung.When)).Append('|').Append(rung.Clear is null ? "" : ConditionText.Format(rung.Clear))
                .Append('|').Append(rung.For).Append('|').Append(rung.KeepFiringFor);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())))[..16];
    }
}

using System.Text;
using Notifier.Core.Rules;

namespace Notifier.Benchmarks;

/// <summary>The ladder of the design on any series.</summary>
internal static class DefaultLadder
{
    public static Rule Rule { get; } = RuleDocument.Parse(Encoding.UTF8.GetBytes("""
        { "id": "surge", "title": "Surge", "series": ["*"],
          "ladder": [
            { "severity": "minor",    "when": "multiple(min, 365d) >= 1.25 and change(90d) >= 15%" },
            { "severity": "moderate", "when": "multiple(min, 365d) >= 1.5 and logreturn(90d) >= 0.25", "for": 3 },
            { "severity": "severe",   "when": "multiple(min, 365d) >= 2", "for": 3 },
            { "severity": "extreme",  "when": "multiple(min, 730d) >= 10" } ],
          "keepFiringFor": 3 }
        """)).Rules[0];
}

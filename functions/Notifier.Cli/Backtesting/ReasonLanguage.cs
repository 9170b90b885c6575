using System.CommandLine;
using Notifier.Core.Episodes;

namespace Notifier.Cli.Backtesting;

/// <summary>The language in which reasons are written for a person; JSON carries all of them.</summary>
internal static class ReasonLanguage
{
    public const string English = "en";
    public const string Chinese = "zh-Hans";

    public static Option<string> Option()
    {
        var option = new Option<string>("--language") { Description = "The language of the reasons.", DefaultValueFactory = static _ => English };
        option.AcceptOnlyFromAmong(English, Chinese);
        return option;
    }

    public static string ReasonIn(this Transition transition, string language) =>
        language == Chinese ? transition.ReasonZh ?? transition.Reason : transition.Reason;
}

using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Notifier.Cli.Replay;
using Notifier.Core.Tests;
using Notifier.EndToEndTests.Readme;
using Notifier.Tests.Driving;
using Notifier.Tests.Storage;

namespace Notifier.EndToEndTests.Replay;

/// <summary>The main job as a process: a source, the service, a mailbox and a receiver in another process.</summary>
public sealed partial class ReplayTests(AzuriteFixture azurite) : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("notifier-test-").FullName;

    [Fact]
    public async Task The_shipped_history_is_told_once_each_and_the_receiver_has_the_same_lines()
    {
        // Without an account it starts Azurite by itself.
        var run = await ReplayAsync([], ("AzureWebJobsStorage", ""));

        Assert.Equal(
            [
                "2020-12-12 opened minor", "2021-01-06 escalated moderate", "2021-02-02 escalated severe", "2022-01-24 escalated extreme", "2023-01-01 resolved extreme",
                "2023-06-17 opened minor", "2023-06-24 escalated moderate", "2023-08-13 resolved minor",
            ],
            Told(run, "lithium-carbonate-cn"));
        // One line for each notice on batteries after the feed's first poll; the feed names more.
        Assert.Equal(8, Told(run, "policy-feed").Count);
        Assert.Equal(Warnings(run), await File.ReadAllLinesAsync(ReceiverLog(run), TestContext.Current.CancellationToken));
        Assert.Equal(ReadmeTail(), ReadmeTail().Select(shown => run.Output.Split('\n').Select(Counted).FirstOrDefault(line => line == shown)));
    }

    [Fact]
    public async Task The_true_series_is_told_once_each()
    {
        var file = SharedData.PathOf("prices/daily/lithium_carbonate_cn_spot.csv");

        var run = await ReplayAsync(["--series", "lithium-carbonate-cn=" + file], Account());

        Assert.Equal(
            [
                "2017-11-02 opened minor", "2017-12-07 resolved minor", "2020-12-07 opened minor", "2021-01-08 escalated moderate", "2021-01-29 escalated severe",
                "2022-01-21 escalated extreme", "2023-01-04 resolved extreme", "2023-06-13 opened severe", "2023-08-17 resolved moderate", "2024-03-14 opened minor",
                "2024-03-20 resolved minor", "2024-03-21 opened minor", "2024-03-28 resolved minor", "2024-04-08 opened minor",
            ],
            Told(run, "lithium-carbonate-cn"));
        Assert.Contains("lead tenfold severe 357\n", run.Output, StringComparison.Ordinal);
        Assert.Equal(Warnings(run), await File.ReadAllLinesAsync(ReceiverLog(run), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Shuffled_prices_of_another_series_are_told_as_a_backtest_tells_them()
    {
        var file = Shuffled(400);

        var run = await ReplayAsync(["--series", "shuffled=" + file, "--unit", "shuffled=CNY/t"], Account());

        var rule = Path.Combine(_folder, "rule.json");
        await File.WriteAllTextAsync(rule, ReadmeText.Blocks("json")[0].Replace("lithium-carbonate-cn", "shuffled", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        var backtest = await CommandRun.Of("backtest", "--rule", rule, "--series", "shuffled=" + file, "--unit", "shuffled=CNY/t");
        var expected = backtest.Output.Split('\n').Where(IsDated).Select(line => string.Join(' ', line.Split(' ').Take(3))).Where(line => !line.Contains(" eased ", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(expected);
        Assert.Equal(expected, Told(run, "shuffled"));
        Assert.DoesNotContain("lithium-carbonate-cn", run.Output, StringComparison.Ordinal);
        Assert.Equal(Warnings(run), await File.ReadAllLinesAsync(ReceiverLog(run), TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task A_signal_to_all_its_processes_ends_it_without_a_trace_and_leaves_none(string signal)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "setsid makes the group of processes");
        var start = new ProcessStartInfo("setsid", [Path.Combine(AppContext.BaseDirectory, "notifier"), "replay", "lithium-2021"]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = _folder };
        (start.Environment["AzureWebJobsStorage"], start.Environment["TMPDIR"]) = ("", _folder);
        using var replay = Process.Start(start)!;
        var error = replay.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        while (await replay.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line && !IsDated(line))
        {
        }

        await SignalAsync(signal, replay.Id);
        await replay.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await replay.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(1, replay.ExitCode);
        Assert.EndsWith("notifier replay: interrupted\n", await error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", await error, StringComparison.Ordinal);
        Assert.NotEqual(0, await SignalAsync("0", replay.Id));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <returns>0 where a process of the group is left.</returns>
    private static async Task<int> SignalAsync(string signal, int group)
    {
        using var kill = Process.Start(new ProcessStartInfo("kill", ["-" + signal, "--", string.Create(CultureInfo.InvariantCulture, $"-{group}")]) { RedirectStandardError = true })!;
        await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        return kill.ExitCode;
    }

    private async Task<CommandRun> ReplayAsync(string[] arguments, params (string Name, string Value)[] environment)
    {
        var run = await CommandRun.Of(["replay", "lithium-2021", .. arguments, "--exit"], [], _folder, [.. environment, ("TMPDIR", _folder)]);
        Assert.True(run.ExitCode == 0, run.Output + run.Error);
        return run;
    }

    private (string, string)[] Account() => [("AzureWebJobsStorage", azurite.ConnectionString), ("Notifier__TablePrefix", NotifierHost.NewPrefix())];

    private static List<string> Warnings(CommandRun run) => [.. run.Output.Split('\n').Where(IsDated)];

    /// <summary>Date, kind and severity of each warning of a series.</summary>
    private static List<string> Told(CommandRun run, string series) =>
        [.. Warnings(run).Select(line => line.Split(' ')).Where(words => words[2] == series).Select(words => $"{words[0]} {words.First(IsKind)} {words[1]}")];

    private static bool IsKind(string word) => word is "opened" or "escalated" or "eased" or "resolved" or "reminder" or "corrected";

    private static bool IsDated(string line) =>
        line.Length > 10 && DateOnly.TryParseExact(line[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    private static string ReceiverLog(CommandRun run) => LogName().Match(run.Output).Groups[1].Value;

    /// <summary>What the README shows of this run.</summary>
    private static List<string> ReadmeTail()
    {
        var block = ReadmeReplay().Match(ReadmeText.Text).Groups[1].Value;
        var lines = block.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Counted).ToList();
        Assert.True(lines.Count > 5 && lines[^1].StartsWith("storage ", StringComparison.Ordinal), "the README shows the end of a replay");
        return lines;
    }

    /// <summary>How many transactions a run costs depends on how its polls fall together.</summary>
    private static string Counted(string line) =>
        line.StartsWith("storage ", StringComparison.Ordinal) ? Figures().Replace(line, "N") : line;

    private string Shuffled(int days)
    {
        var daily = LithiumHistory.Daily().AsSpan()[..days].ToArray();
        var values = daily.Select(observation => observation.Value).ToArray();
        new Random(20211124).Shuffle(values);
        var file = Path.Combine(_folder, "shuffled.csv");
        File.WriteAllLines(file, ["date,value", .. daily.Zip(values, (observation, value) => string.Create(CultureInfo.InvariantCulture, $"{observation.Period},{value}"))]);
        return file;
    }

    [GeneratedRegex("^# receiver .*, log (.+)$", RegexOptions.Multiline)]
    private static partial Regex LogName();

    [GeneratedRegex("<!-- replay -->\n```\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex ReadmeReplay();

    [GeneratedRegex("[0-9.]+")]
    private static partial Regex Figures();
}

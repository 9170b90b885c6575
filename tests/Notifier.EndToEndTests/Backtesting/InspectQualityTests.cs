namespace Notifier.EndToEndTests.Backtesting;

/// <summary><c>notifier inspect quality</c> over a file as a source would deliver it.</summary>
public sealed class InspectQualityTests
{
    [Fact]
    public async Task What_would_be_put_aside_and_what_is_missing_stands_in_order_with_its_reason()
    {
        var run = await InspectAsync(
            "date,price\n2024-09-30,100\n2024-10-08,101\n2024-10-09,10100\n2024-10-11,102\n2024-10-14,\"902,500\"\n2024-10-15,n/a\n2024-10-16,0\n2024-10-17,broken\n2024-10-18,103\n",
            "--unit", "CNY/t", "--calendar", "shfe");

        Assert.Equal(
            """
            date,kind,value,detail
            2024-10-09,scale,10100,"×100 of 101 CNY/t (2024-10-08): a decimal point, or cents?"
            2024-10-10,missing,,no value on a day of cn-exchange
            2024-10-14,unreadable,,"'902,500' on line 6 is no number"
            2024-10-15,missing,,'n/a' on line 7 stands for no value
            2024-10-16,zero,0,zero after 102 CNY/t (2024-10-11): a row without trade?
            2024-10-17,unreadable,,'broken' on line 9 is no number

            """.ReplaceLineEndings("\n"),
            run.Output.ReplaceLineEndings("\n"));
        Assert.Equal((1, ""), (run.ExitCode, run.Error));
    }

    [Fact]
    public async Task A_file_without_faults_exits_with_0_and_a_wrong_calendar_with_2()
    {
        var clean = await InspectAsync("date,price\n2024-09-30,\"102,500\"\n2024-10-08,102600\n", "--calendar", "cn");
        var wrong = await InspectAsync("date,price\n2024-09-30,100\n", "--calendar", "mars");

        // The first value says nothing of its comma.
        Assert.Equal(1, clean.ExitCode);
        Assert.Equal((0, "date,kind,value,detail\n"), await InspectAsync("date,price\n2024-09-30 00:00:00+00:00,102400\n2024-10-08 00:00:00+00:00,102600\n", "--calendar", "cn") is var run ? (run.ExitCode, run.Output.ReplaceLineEndings("\n")) : default);
        Assert.Equal(2, wrong.ExitCode);
        Assert.Contains("There is no calendar 'mars'", wrong.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_planted_fault_of_the_shared_twin_is_listed()
    {
        var shared = Environment.GetEnvironmentVariable("NOTIFIER_SHARED");
        Assert.SkipWhen(string.IsNullOrEmpty(shared), "the shared data is not here: set NOTIFIER_SHARED to the folder that contains data/");
        var folder = Path.Combine(shared!, "data", "sources", "backtest");
        using var faults = System.Text.Json.JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "faults.json")));
        var run = await CommandRun.Of("inspect", "quality", "--series", Path.Combine(folder, "lithium_carbonate_faulty.synthetic.csv"), "--unit", "CNY/t", "--calendar", "weekdays");

        var lines = run.Output.Split('\n');
        foreach (var fault in faults.RootElement.EnumerateArray())
        {
            var (date, kind) = (fault.GetProperty("date").GetString()!, fault.GetProperty("kind").GetString()!);
            // A run is found where it becomes one.
            Assert.False(string.IsNullOrEmpty(kind));
            Assert.Contains(lines, line => line.StartsWith(date[^10..], StringComparison.Ordinal));
        }

        Assert.DoesNotContain(lines, line => line.Contains("unreadable", StringComparison.Ordinal));
    }

    private static async Task<CommandRun> InspectAsync(string csv, params string[] arguments)
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("quality").FullName, "prices.csv");
        await File.WriteAllTextAsync(path, csv);
        return await CommandRun.Of(["inspect", "quality", "--series", path, .. arguments]);
    }
}

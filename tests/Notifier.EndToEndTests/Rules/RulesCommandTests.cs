namespace Notifier.EndToEndTests.Rules;

public sealed class RulesCommandTests
{
    [Fact]
    public async Task The_rules_that_come_with_the_program_are_listed_and_written_as_files_that_lint_accepts()
    {
        var list = await CommandRun.Of("rules");
        var file = await CommandRun.Of("rules", "commodity-surge");
        var lint = await CommandRun.Of(["lint", "-"], System.Text.Encoding.UTF8.GetBytes(file.Output), folder: null);

        Assert.StartsWith("battery-chain-surge  Battery chain surge: cathode-*, ", list.Output, StringComparison.Ordinal);
        Assert.Contains("\ncommodity-surge  Commodity surge: ", list.Output, StringComparison.Ordinal);
        Assert.Equal((0, ""), (lint.ExitCode, lint.Output));
    }

    [Fact]
    public async Task One_that_is_not_there_ends_with_2_and_the_names_of_those_that_are()
    {
        var run = await CommandRun.Of("rules", "surge");

        Assert.Equal((2, "notifier rules: there is no rule 'surge' in the pack: there are battery-chain-surge, commodity-surge, notifier-self\n"), (run.ExitCode, run.Error));
    }
}

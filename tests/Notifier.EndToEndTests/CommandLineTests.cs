namespace Notifier.EndToEndTests;

public sealed class CommandLineTests
{
    [Theory]
    [InlineData("", "notifier: Required command was not provided.", "See: notifier --help")]
    [InlineData("lnit x", "notifier: there is no command 'lnit': did you mean 'lint'?", "See: notifier --help")]
    [InlineData("lint", "notifier lint: Required argument 'PATH' missing for command: 'lint'.", "See: notifier lint --help")]
    [InlineData("lint --jsn x", "notifier lint: there is no option '--jsn': did you mean '--json'?", "See: notifier lint --help")]
    [InlineData("lint x --series", "notifier lint: Required argument missing for option: '--series'.", "See: notifier lint --help")]
    [InlineData("lint x --series brent", "notifier lint: --series takes ID=UNIT, for example lithium-carbonate-cn=CNY/t, not 'brent'.", "See: notifier lint --help")]
    [InlineData("serve --port abc", "notifier serve: --port takes a number from 1 to 65535, not 'abc'.", "See: notifier serve --help")]
    [InlineData("receive --port 70000", "notifier receive: --port takes a number from 0 to 65535, not '70000'.", "See: notifier receive --help")]
    public async Task Wrong_usage_ends_with_2_and_names_the_word_and_the_help(string arguments, params string[] lines)
    {
        var run = await CommandRun.Of(arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        Assert.Equal((2, "", string.Concat(lines.Select(line => line + "\n"))), (run.ExitCode, run.Output, run.Error));
    }

    [Fact]
    public async Task The_version_is_a_line()
    {
        var run = await CommandRun.Of("--version");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Matches(@"^\d+\.\d+\.\d+\S*\n$", run.Output);
    }

    [Fact]
    public async Task Help_ends_with_examples()
    {
        var run = await CommandRun.Of("lint", "--help");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("Examples:\n  notifier lint ", run.Output, StringComparison.Ordinal);
    }
}

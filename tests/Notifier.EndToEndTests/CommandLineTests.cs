using System.Diagnostics;

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
    [InlineData("replay lithium-2021 --speed abc", "notifier replay: --speed takes a number above 0, not 'abc'.", "See: notifier replay --help")]
    [InlineData("replay lithium-2021 --speed 0", "notifier replay: --speed takes a number above 0, not '0'.", "See: notifier replay --help")]
    [InlineData("replay lithium-2021 --port abc", "notifier replay: --port takes a number from 0 to 65535, not 'abc'.", "See: notifier replay --help")]
    [InlineData("receive --port 70000", "notifier receive: --port takes a number from 0 to 65535, not '70000'.", "See: notifier receive --help")]
    public async Task Wrong_usage_ends_with_2_and_names_the_word_and_the_help(string arguments, params string[] lines)
    {
        var run = await CommandRun.Of(arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        Assert.Equal((2, "", string.Concat(lines.Select(line => line + "\n"))), (run.ExitCode, run.Output, run.Error));
    }

    [Theory]
    [InlineData("serve --port 7191")]
    [InlineData("replay lithium-2021")]
    public async Task Storage_that_does_not_answer_is_said_in_a_sentence(string arguments)
    {
        const string nobody = "DefaultEndpointsProtocol=http;AccountName=a;AccountKey=YWJj;TableEndpoint=http://127.0.0.1:1/a;QueueEndpoint=http://127.0.0.1:1/a;";

        var run = await CommandRun.Of(arguments.Split(' '), [], null, ("AzureWebJobsStorage", nobody));

        Assert.Equal(
            (2, "", $"notifier {arguments.Split(' ')[0]}: the storage account cannot be reached: Connection refused (127.0.0.1:1); check AzureWebJobsStorage, or leave it empty to use Azurite on this machine\n"),
            (run.ExitCode, run.Output, run.Error));
    }

    [Fact]
    public async Task A_folder_that_cannot_hold_the_state_is_named()
    {
        var file = Path.GetTempFileName();
        try
        {
            var run = await CommandRun.Of(["serve", "--port", "7192", "--data", file], [], null, ("AzureWebJobsStorage", ""));

            Assert.Equal((2, ""), (run.ExitCode, run.Output));
            Assert.StartsWith($"notifier serve: no state can be kept in '{file}': ", run.Error, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task A_result_that_cannot_be_written_is_no_crash()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "there is no /dev/full here");
        var rule = Path.GetTempFileName();
        using var lint = Process.Start(new ProcessStartInfo("sh", ["-c", $"'{Path.Combine(AppContext.BaseDirectory, "notifier")}' lint '{rule}' > /dev/full"]) { RedirectStandardError = true })!;
        var error = await lint.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await lint.WaitForExitAsync(TestContext.Current.CancellationToken);
        File.Delete(rule);

        Assert.Equal(2, lint.ExitCode);
        Assert.Equal("notifier lint: cannot write: No space left on device\n", error.Replace($" : '{rule}'", "", StringComparison.Ordinal));
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

namespace Notifier.EndToEndTests.Sources;

public sealed class SourcesCommandTests
{
    [Fact]
    public async Task The_sources_that_come_with_the_program_are_listed_and_written_as_files()
    {
        var list = await CommandRun.Of("sources");
        var file = await CommandRun.Of("sources", "gfex-lithium-carbonate");

        Assert.Contains("gfex-lithium-carbonate  Guangzhou Futures Exchange: lithium carbonate, main contract (gfex)\n", list.Output, StringComparison.Ordinal);
        Assert.StartsWith("{\n  \"id\": \"gfex-lithium-carbonate\",\n", file.Output, StringComparison.Ordinal);
        Assert.Equal((0, 0), (list.ExitCode, file.ExitCode));
    }

    [Fact]
    public async Task One_that_is_not_there_ends_with_2()
    {
        var run = await CommandRun.Of("sources", "nothing");

        Assert.Equal((2, "notifier sources: there is no source 'nothing' in the catalogue: 'notifier sources' lists those that there are\n"), (run.ExitCode, run.Error));
    }
}

using System.CommandLine;
using System.CommandLine.Parsing;
using System.Reflection;
using Notifier.Cli;
using Notifier.Core.Tests;
using Notifier.Tests.Architecture;

namespace Notifier.EndToEndTests.Readme;

/// <summary>What the README shows is so.</summary>
public sealed class ReadmeTests
{
    [Fact]
    public void The_rule_is_the_shipped_one() =>
        Assert.Equal(Checkout.Read("functions/Notifier.Cli/Replay/Rules/lithium-carbonate-surge.json"), ReadmeText.Blocks("json")[0]);

    [Fact]
    public async Task Lint_and_backtest_say_what_is_shown()
    {
        var shown = ReadmeText.Blocks("console").Single();
        var folder = Directory.CreateTempSubdirectory("notifier-test-").FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "surge.json"), ReadmeText.Blocks("json")[0].Replace("logreturn", "logretrun", StringComparison.Ordinal));
        var said = "";
        foreach (var line in shown.Split('\n').Where(line => line.StartsWith("$ ", StringComparison.Ordinal)))
        {
            said += line + "\n";
            var words = Words(line[2..]);
            if (words[0] == "cd")
                folder = Checkout.PathOf(words[1]);
            else
                said += (await CommandRun.Of([.. words.Skip(1)], [], folder)).Output;
        }

        Assert.Equal(shown, said);
    }

    [Fact]
    public async Task The_score_that_is_shown_is_the_one_that_is_measured()
    {
        var folder = Directory.CreateTempSubdirectory("notifier-test-").FullName;
        Directory.CreateSymbolicLink(Path.Combine(folder, "prices"), SharedData.PathOf("prices"));
        var shown = ReadmeText.Blocks("text").Single(block => block.Contains("$ notifier score", StringComparison.Ordinal)).Split('\n');
        await File.WriteAllTextAsync(Path.Combine(folder, "surge.json"), (await CommandRun.Of([.. Words(shown[0][2..]).Skip(1).Take(2)], [], folder)).Output);

        var run = await CommandRun.Of([.. Words(shown[1][2..]).Skip(1)], [], folder);

        Directory.Delete(folder, recursive: true);
        Assert.Equal(string.Join('\n', shown.Skip(2)).Trim(), string.Join('\n', run.Output.Split('\n').Select(line => line.TrimEnd())).Trim());
    }

    public static TheoryData<string> Lines() => [.. ReadmeText.NotifierLines().Distinct()];

    [Theory]
    [MemberData(nameof(Lines))]
    public void Every_command_parses(string line)
    {
        var words = Words(line).Skip(1).TakeWhile(word => word is not ("|" or "&" or ">")).ToArray();

        Assert.Empty(Root().Parse(words).Errors);
    }

    [Fact]
    public void The_two_commands_are_there_as_whole_lines()
    {
        var lines = ReadmeText.Blocks("sh").SelectMany(block => block.Split('\n')).ToList();

        Assert.Contains("dotnet run --project functions/Notifier.Cli -c Release -- replay lithium-2021", lines);
        Assert.Contains(lines, line => line.StartsWith("dotnet test Notifier.sln", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_setting_of_the_sample_is_described()
    {
        using var sample = System.Text.Json.JsonDocument.Parse(Checkout.Read("local.settings.sample.json"));

        Assert.All(
            sample.RootElement.GetProperty("Values").EnumerateObject(),
            value => Assert.Contains($"| `{value.Name}` |", ReadmeText.Text, StringComparison.Ordinal));
    }

    private static string[] Words(string line) => [.. CommandLineParser.SplitCommandLine(line)];

    /// <summary>The commands of the executable, without running any.</summary>
    private static RootCommand Root()
    {
        var commands = typeof(Invocation).Assembly.GetTypes()
            .Where(type => type.Namespace == "Notifier.Cli.Commands")
            .Select(type => type.GetMethod("Create", BindingFlags.Public | BindingFlags.Static, []))
            .Where(create => create is not null && create.ReturnType.IsAssignableTo(typeof(Command)))
            .Select(create => (Command)create!.Invoke(null, [])!)
            .ToList();
        var nested = commands.SelectMany(command => command.Subcommands).Select(command => command.Name).ToHashSet();
        var root = new RootCommand();
        commands.Where(command => !nested.Contains(command.Name)).ToList().ForEach(root.Add);
        return root;
    }
}

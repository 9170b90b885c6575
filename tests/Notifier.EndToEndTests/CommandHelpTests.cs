using System.CommandLine;
using System.Reflection;
using Notifier.Cli;

namespace Notifier.EndToEndTests;

public sealed class CommandHelpTests
{
    public static TheoryData<string> Leaves() => [.. Commands().Select(command => command.Name)];

    [Theory]
    [MemberData(nameof(Leaves))]
    public void Every_command_describes_itself_its_options_and_gives_examples(string name)
    {
        var command = Commands().Single(candidate => candidate.Name == name);

        Assert.False(string.IsNullOrWhiteSpace(command.Description));
        Assert.All(command.Options, option => Assert.False(string.IsNullOrWhiteSpace(option.Description), option.Name));
        Assert.All(command.Arguments, argument => Assert.False(string.IsNullOrWhiteSpace(argument.Description), argument.Name));
        Assert.NotEmpty(Assert.IsType<ExampleCommand>(command).Examples);
        Assert.All(((ExampleCommand)command).Examples, example => Assert.Contains("notifier ", example, StringComparison.Ordinal));
    }

    private static IEnumerable<Command> Commands() => typeof(Invocation).Assembly.GetTypes()
        .Where(type => type.Namespace == "Notifier.Cli.Commands")
        .Select(type => type.GetMethod("Create", BindingFlags.Public | BindingFlags.Static, []))
        .Where(create => create is not null && create.ReturnType.IsAssignableTo(typeof(Command)))
        .Select(create => (Command)create!.Invoke(null, [])!)
        .Where(command => command.Subcommands.Count == 0)
        .OrderBy(command => command.Name, StringComparer.Ordinal);
}

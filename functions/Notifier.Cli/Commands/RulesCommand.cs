using System.CommandLine;
using Notifier.Rules;

namespace Notifier.Cli.Commands;

/// <summary><c>notifier rules</c>: the rules that come with the program, as files.</summary>
internal static class RulesCommand
{
    public static Command Create()
    {
        var id = new Argument<string?>("ID") { Description = "The rule to be written out; without it a line per rule.", Arity = ArgumentArity.ZeroOrOne };
        var command = new ExampleCommand(
            "rules",
            "Lists the rules that come with the program, or writes one of them: its ladder and, in its notes, its measured scores and what else was tried. None is switched on by itself. Exit code 0, 2 if there is no such rule.",
            "notifier rules",
            "notifier rules commodity-surge > surge.json")
        {
            id,
        };
        command.SetAction(parsed => Run(parsed.GetValue(id)));
        return command;
    }

    private static int Run(string? id)
    {
        if (id is null)
        {
            foreach (var packed in RulePack.All)
                Console.Out.WriteLine($"{packed.Rule.Id}  {packed.Rule.Title}: {string.Join(", ", packed.Rule.Series)}");
            return Invocation.Ok;
        }

        var found = RulePack.All.FirstOrDefault(packed => packed.Rule.Id == id)
            ?? throw new UnreadableInputException($"there is no rule '{id}' in the pack: there are {string.Join(", ", RulePack.All.Select(packed => packed.Rule.Id))}");
        using var output = Console.OpenStandardOutput();
        output.Write(found.File);
        return Invocation.Ok;
    }
}

using System.CommandLine;
using Notifier.Sources.Catalog;

namespace Notifier.Cli.Commands;

/// <summary><c>notifier sources</c>: the sources that come with the program, as files.</summary>
internal static class SourcesCommand
{
    public static Command Create()
    {
        var id = new Argument<string?>("ID") { Description = "The source to be written out; without it a line per source.", Arity = ArgumentArity.ZeroOrOne };
        var command = new ExampleCommand(
            "sources",
            "Lists the sources that come with the program, or writes one of them as PUT /api/sources/{id} takes it. 'serve' stores those that need no key at its first start, unless Notifier__Catalog says otherwise. Exit code 0, 2 if there is no such source.",
            "notifier sources",
            "notifier sources gfex-lithium-carbonate > source.json")
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
            foreach (var source in SourceCatalog.All)
                Console.Out.WriteLine($"{source.Definition.Id}  {source.Definition.Title} ({source.Definition.Kind}{(source.NeedsKey ? ", needs a key" : "")})");
            return Invocation.Ok;
        }

        var found = SourceCatalog.Find(id) ?? throw new UnreadableInputException($"there is no source '{id}' in the catalogue: 'notifier sources' lists those that there are");
        using var output = Console.OpenStandardOutput();
        output.Write(found.File);
        return Invocation.Ok;
    }
}

using System.CommandLine;
using System.CommandLine.Help;
using System.Globalization;
using System.Text;

namespace Notifier.Cli;

/// <summary>
/// Runs one command line. Exit codes of every command: <see cref="Ok"/>; <see cref="Negative"/>, findings or a negative
/// verdict; <see cref="Wrong"/>, wrong usage or unreadable input, with a message on standard error.
/// </summary>
internal static class Invocation
{
    public const int Ok = 0;
    public const int Negative = 1;
    public const int Wrong = 2;

    // The default, 2 s, is too short for a service that finishes its work, for which the host gives it 30 s, and then lets Azurite
    // write its state, which may take as long: a process that ends before leaves it behind.
    private static readonly TimeSpan EndsWithin = TimeSpan.FromSeconds(75);

    public static async Task<int> RunAsync(RootCommand root, string[] args)
    {
        UseInvariantOutput();
        foreach (var help in root.Options.OfType<HelpOption>())
            help.Action = new HelpWithExamples((HelpAction)help.Action!);
        // A leading @ is part of a name here, not a file with more arguments.
        var parsed = root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        var problems = UsageProblems.Of(parsed);
        if (problems.Count > 0)
            return Refuse(parsed.CommandResult.Command, problems);
        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = EndsWithin });
        }
        catch (UnreadableInputException unreadable)
        {
            await Console.Error.WriteLineAsync($"{Name(parsed.CommandResult.Command)}: {unreadable.Message}");
            return Wrong;
        }
        catch (OperationCanceledException)
        {
            // Ctrl-C or SIGTERM before there was a result.
            return Negative;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // Inputs are read where they are named; what is left is what could not be written: a full disk, a closed folder.
            await Console.Error.WriteLineAsync($"{Name(parsed.CommandResult.Command)}: cannot write: {failure.Message}");
            return Wrong;
        }
    }

    /// <summary>The same bytes on any machine: UTF-8 without a byte order mark, invariant culture, lines that end with LF.</summary>
    private static void UseInvariantOutput()
    {
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.CurrentUICulture = CultureInfo.InvariantCulture;
        Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        Console.Out.NewLine = Console.Error.NewLine = "\n";
    }

    private static int Refuse(Command command, IReadOnlyList<string> problems)
    {
        foreach (var problem in problems)
            Console.Error.WriteLine($"{Name(command)}: {problem}");
        Console.Error.WriteLine($"See: {Name(command)} --help");
        return Wrong;
    }

    private static string Name(Command command) =>
        command is RootCommand ? "notifier" : $"{Name(command.Parents.OfType<Command>().First())} {command.Name}";
}

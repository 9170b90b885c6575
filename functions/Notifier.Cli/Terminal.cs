using Spectre.Console;

namespace Notifier.Cli;

/// <summary>Tables and charts on standard output: in colours and as wide as the terminal; plain and of one width where it is redirected. <c>NO_COLOR</c> is honoured by the library.</summary>
internal static class Terminal
{
    private const int RedirectedWidth = 110;

    public static IAnsiConsole On(TextWriter output)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) });
        if (Console.IsOutputRedirected)
            console.Profile.Width = RedirectedWidth;
        return console;
    }
}

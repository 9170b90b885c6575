using System.CommandLine;
using Notifier.Cli;
using Notifier.Cli.Commands;

// One line a command; each stands in a file of its own in Commands/.
var root = new RootCommand("Early warnings for commodity prices and policy.")
{
    BacktestCommand.Create(),
    InspectCommand.Create(),
    LintCommand.Create(),
    ReceiveCommand.Create(),
    ReplayCommand.Create(),
    RulesCommand.Create(),
    ScoreCommand.Create(),
    ServeCommand.Create(),
    SourcesCommand.Create(),
};

return await Invocation.RunAsync(root, args);

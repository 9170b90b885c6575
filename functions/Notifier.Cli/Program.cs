using System.CommandLine;
using System.Globalization;
using Notifier.Cli.Commands;

// Output is the same in any culture and any time zone.
CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

// One line a command; each stands in a file of its own in Commands/.
var root = new RootCommand("Early warnings for commodity prices and policy.")
{
    ReceiveCommand.Create(),
};

return await root.Parse(args).InvokeAsync();

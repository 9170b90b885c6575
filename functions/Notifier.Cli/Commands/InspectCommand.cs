using System.CommandLine;

namespace Notifier.Cli.Commands;

/// <summary><c>notifier inspect</c>: looks at one part of the machine by itself.</summary>
internal static class InspectCommand
{
    public static Command Create() => new("inspect", "Shows what one part makes of its input, without storing anything.")
    {
        InspectDateCommand.Create(),
        InspectFeedCommand.Create(),
        InspectIndicatorCommand.Create(),
        InspectJsonPathCommand.Create(),
        InspectQualityCommand.Create(),
        InspectTextCommand.Create(),
        InspectUrlCommand.Create(),
    };
}

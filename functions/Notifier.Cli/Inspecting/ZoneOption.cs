using System.CommandLine;

namespace Notifier.Cli.Inspecting;

/// <summary>The zone of dates that name none.</summary>
internal static class ZoneOption
{
    public static Option<string> Create()
    {
        var zone = new Option<string>("--zone")
        {
            Description = "Where dates without a zone were written, for example Asia/Shanghai.",
            HelpName = "ZONE",
            DefaultValueFactory = static _ => "UTC",
        };
        zone.Validators.Add(parsed =>
        {
            if (parsed.GetValueOrDefault<string>() is { } name && !TimeZoneInfo.TryFindSystemTimeZoneById(name, out _))
                parsed.AddError($"There is no time zone '{name}': use a name like Asia/Shanghai or UTC.");
        });
        return zone;
    }

    /// <exception cref="UnreadableInputException">There is no such zone.</exception>
    public static TimeZoneInfo Find(string name) => TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone)
        ? zone
        : throw new UnreadableInputException($"there is no time zone '{name}': use a name like Asia/Shanghai or UTC");
}

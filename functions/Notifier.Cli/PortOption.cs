using System.CommandLine;
using System.Globalization;

namespace Notifier.Cli;

/// <summary>
/// <c>--port</c>, with its range in the message. It parses by itself: a validator that asks the library for the number
/// of a text that is none gets an exception instead of an answer.
/// </summary>
internal sealed class PortOption : Option<int>
{
    /// <param name="smallest">0 where a free port may be asked for, else 1.</param>
    public PortOption(int standard, int smallest, string description)
        : base("--port")
    {
        Description = description;
        DefaultValueFactory = _ => standard;
        CustomParser = argument =>
        {
            var text = argument.Tokens.Count > 0 ? argument.Tokens[^1].Value : "";
            if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port >= smallest && port <= 65_535)
                return port;
            argument.AddError($"--port takes a number from {smallest} to 65535, not '{text}'.");
            return standard;
        };
    }
}

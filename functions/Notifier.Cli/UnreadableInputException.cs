namespace Notifier.Cli;

/// <summary>Input that a command cannot use. The message names it and the mend; it goes to standard error, and the exit code is 2.</summary>
internal sealed class UnreadableInputException(string message) : Exception(message);

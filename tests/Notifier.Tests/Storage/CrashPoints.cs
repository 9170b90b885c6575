namespace Notifier.Tests.Storage;

/// <summary>
/// At which storage calls a process is made to end, where a whole application is started for each: every third one, and every one
/// under <c>NOTIFIER_LONG=1</c>.
/// </summary>
internal static class CrashPoints
{
    public static int Step { get; } = Environment.GetEnvironmentVariable("NOTIFIER_LONG") == "1" ? 1 : 3;
}

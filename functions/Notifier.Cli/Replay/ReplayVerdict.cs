using Notifier.Core.Deliveries;

namespace Notifier.Cli.Replay;

/// <summary>Whether everybody was told the same: the lines printed, the log of the receiver in its process, and the mailbox.</summary>
internal static class ReplayVerdict
{
    /// <returns>Every difference; none where all agree.</returns>
    public static async Task<IReadOnlyList<string>> DifferencesAsync(ReplaySetting setting, ReplayRun run, IReadOnlyList<string> printed, CancellationToken cancellation)
    {
        var received = await File.ReadAllLinesAsync(setting.Receiver.Log, cancellation);
        var mailed = (await setting.WarningMailsAsync(cancellation)).Select(mail => mail.Delivery).ToList();
        var expected = run.Told.Select(warning => DeliveryId.Of(warning, setting.MailSubscription)).ToList();
        return
        [
            .. run.Lost,
            .. printed.Except(received).Select(line => "not in the receiver's log: " + line),
            .. received.Except(printed).Select(line => "only in the receiver's log: " + line),
            .. received.Length == printed.Count ? (string[])[] : [$"{printed.Count} lines printed, {received.Length} received"],
            .. expected.Order(StringComparer.Ordinal).SequenceEqual(mailed.Order(StringComparer.Ordinal)) ? (string[])[] : [$"{expected.Count} warnings told, {mailed.Count} mails in the mailbox"],
        ];
    }
}

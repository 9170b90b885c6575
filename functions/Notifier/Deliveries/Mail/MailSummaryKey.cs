using System.Security.Cryptography;
using System.Text;
using Notifier.Core.Deliveries;

namespace Notifier.Deliveries.Mail;

/// <summary>What a summary tells, as one value: summaries of the same warnings for the same reason read the same.</summary>
internal static class MailSummaryKey
{
    public static string Of(WarningSummary summary) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        $"{summary.Reason}|{string.Join('|', summary.Lines.SelectMany(line => line.Warnings).Select(warning => warning.Id))}")))[..32];
}

using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace Notifier.Core.Subscriptions;

/// <summary>
/// An e-mail address that mail can be sent to: the dot-atom form of RFC 5321 with a domain of at least two labels. Quoted
/// local parts, comments, address literals and display names are legal in places and refused here: they carry injections
/// and no reader. Non-ASCII local parts need SMTPUTF8, which SendGrid does not speak, so they are refused with that reason.
/// </summary>
public sealed record EmailAddress
{
    /// <summary>RFC 5321, 4.5.3.1.1 and the path limit of 256 less its brackets.</summary>
    public const int LongestLocalPart = 64;
    public const int LongestAddress = 254;
    private const int LongestLabel = 63;
    private const int LongestDomain = 253;

    private static readonly SearchValues<char> LocalCharacters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!#$%&'*+/=?^_`{|}~-.");

    private static readonly SearchValues<char> LabelCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");

    private EmailAddress(string local, string domain)
    {
        Local = local;
        Domain = domain;
    }

    /// <summary>As written.</summary>
    public string Local { get; }

    /// <summary>In lower case, international labels as A-labels (<c>xn--…</c>).</summary>
    public string Domain { get; }

    /// <summary>What two spellings of one mailbox have in common; the local part compares without case (our policy: mailboxes that differ in case only are one person).</summary>
    public string Key => $"{Local.ToLowerInvariant()}@{Domain}";

    /// <param name="problem">One sentence for the person who typed it; empty on success. It does not repeat the address.</param>
    public static bool TryParse(string? text, [NotNullWhen(true)] out EmailAddress? address, out string problem)
    {
        address = null;
        var trimmed = (text ?? "").Trim(' ');
        var at = trimmed.LastIndexOf('@');
        problem = trimmed.Length == 0 ? "an address is needed"
            : trimmed.Length > LongestAddress ? $"longer than {LongestAddress} characters"
            : at < 0 ? "there is no @"
            : LocalProblem(trimmed.AsSpan(0, at));
        if (problem.Length > 0)
            return false;
        if (!TryDomain(trimmed[(at + 1)..], out var domain, out problem))
            return false;
        if (at + 1 + domain.Length > LongestAddress)
        {
            problem = $"longer than {LongestAddress} characters";
            return false;
        }

        address = new EmailAddress(trimmed[..at], domain);
        return true;
    }

    public override string ToString() => $"{Local}@{Domain}";

    private static string LocalProblem(ReadOnlySpan<char> local)
    {
        if (local.IsEmpty)
            return "nothing stands before the @";
        if (local.Length > LongestLocalPart)
            return $"more than {LongestLocalPart} characters before the @";
        if (local.ContainsAnyExceptInRange('\u0000', '\u007f'))
            return "only ASCII may stand before the @: mail to other addresses is not supported by every mail service";
        if (local.ContainsAnyExcept(LocalCharacters))
            return "a character before the @ is not allowed";
        return local[0] == '.' || local[^1] == '.' || local.Contains("..", StringComparison.Ordinal) ? "a dot is misplaced before the @" : "";
    }

    private static bool TryDomain(string text, out string domain, out string problem)
    {
        domain = "";
        problem = "";
        try
        {
            // NFC first: IdnMapping compares what people see only in composed form.
            domain = Ascii(text) ? text.ToLowerInvariant() : new IdnMapping { UseStd3AsciiRules = true }.GetAscii(text.Normalize(NormalizationForm.FormC)).ToLowerInvariant();
        }
        catch (ArgumentException)
        {
            problem = "the domain after the @ is not a domain name";
            return false;
        }

        problem = DomainProblem(domain);
        return problem.Length == 0;
    }

    private static string DomainProblem(string domain)
    {
        var labels = domain.Split('.');
        if (domain.Length > LongestDomain || labels.Any(label => !IsLabel(label)))
            return "the domain after the @ is not a domain name";
        if (labels.Length < 2)
            return "the domain after the @ has no dot";
        // A numeric last label is an IPv4 address or nothing at all (RFC 3696, 2).
        return labels[^1].All(char.IsAsciiDigit) ? "the domain after the @ is not a domain name" : "";
    }

    private static bool IsLabel(ReadOnlySpan<char> label) =>
        label.Length is > 0 and <= LongestLabel && label[0] != '-' && label[^1] != '-' && !label.ContainsAnyExcept(LabelCharacters);

    private static bool Ascii(string text) => !text.AsSpan().ContainsAnyExceptInRange('\u0000', '\u007f');
}

using System.Globalization;
using Notifier.Api.Problems;
using Notifier.Api.Silences;
using Notifier.Core.Episodes;
using Notifier.Core.Observations;
using Notifier.Core.Warnings;

namespace Notifier.Api.Episodes;

/// <param name="Author">Who saw it.</param>
/// <param name="WorseBy">How much worse the value has to get to be told again: <c>10%</c> where absent.</param>
internal sealed record AcknowledgeBody(string Author, string? Comment = null, string? WorseBy = null)
{
    private const double Least = 0.001;
    private const double Most = 10;

    /// <summary>0.1 for 10 %.</summary>
    public double Share => WorseBy is null ? Acknowledgement.UsualWorseBy : Parse(WorseBy) ?? double.NaN;

    public IEnumerable<ProblemError> Check()
    {
        foreach (var error in MuteSigning.Check(Author, Comment))
            yield return error;
        if (Comment?.Length > Acknowledgement.LongestComment)
            yield return MuteMatchBody.Wrong("/comment", $"at most {Acknowledgement.LongestComment} characters");
        if (Share is not (>= Least and <= Most))
            yield return MuteMatchBody.Wrong("/worseBy", "give a percentage from 0.1% to 1000%, for example 10%");
    }

    private static double? Parse(string text) =>
        text.EndsWith('%') && double.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percent) ? percent / 100 : null;
}

/// <param name="By">A name, or the masked address of who pressed the button of a mail.</param>
/// <param name="Period">Of the value that it is compared with, and <paramref name="Value"/> that value: as seen, later as told last.</param>
internal sealed record AcknowledgedView(string By, string? Comment, Period At, Severity Severity, Period Period, double Value, string WorseBy)
{
    public static AcknowledgedView Of(Acknowledgement acknowledged) => new(
        acknowledged.By, acknowledged.Comment, acknowledged.At, acknowledged.Severity, acknowledged.Period, acknowledged.Value,
        (acknowledged.WorseBy * 100).ToString("0.##", CultureInfo.InvariantCulture) + "%");
}

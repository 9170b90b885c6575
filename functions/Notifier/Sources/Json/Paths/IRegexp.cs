using System.Text.RegularExpressions;

namespace Notifier.Sources.Json.Paths;

/// <summary>
/// An interoperable regular expression (RFC 9485), carried out by .NET without backtracking: in time proportional to the text,
/// whatever the expression. <c>^</c> and <c>$</c> stand for the ends of the text, as in its mapping to ECMAScript (section 5.3).
/// </summary>
internal sealed class IRegexp
{
    private const int LongestPattern = 1_000;

    // A text of 8 MiB takes less; this is for what nobody thought of.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly Regex _regex;

    private IRegexp(Regex regex) => _regex = regex;

    /// <param name="whole">Whether the whole text must match.</param>
    /// <returns>Null where the pattern is none, or one too large to be built.</returns>
    public static IRegexp? Parse(string pattern, bool whole)
    {
        if (pattern.Length > LongestPattern || new IRegexpTranslation(pattern).Text is not { } translated)
            return null;
        try
        {
            return new(new Regex(whole ? $@"\A(?:{translated})\z" : translated, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant, Patience));
        }
        catch (Exception exception) when (exception is NotSupportedException or ArgumentException)
        {
            // .NET refuses an automaton of more than 10,000 states, and counts beyond 2^31.
            return null;
        }
    }

    public bool Matches(string text)
    {
        try
        {
            return _regex.IsMatch(text);
        }
        catch (RegexMatchTimeoutException)
        {
            throw new PathLimitException("a regular expression takes too long on a text of this document");
        }
    }
}

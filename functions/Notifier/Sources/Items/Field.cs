using System.Text.RegularExpressions;

namespace Notifier.Sources.Items;

/// <summary>
/// A part of an item as a definition writes it: places separated by <c>|</c>, of which the first counts that has something; behind
/// <c>~</c> a regular expression whose group is taken out of what was found: <c>span | a@href ~ t(\d{8})_</c>.
/// </summary>
/// <typeparam name="T">What an item is: an element of HTML, a value of JSON.</typeparam>
internal sealed class Field<T>
{
    // .NET carries it out without backtracking; this is for texts of megabytes.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly List<(Func<T, IEnumerable<string>> Find, Regex? Capture)> _alternatives = [];

    private Field()
    {
    }

    /// <param name="place">Compiles one place: how it is found, or what is wrong with it.</param>
    public static (Field<T>? Field, string? Problem) Read(string text, Func<string, (Func<T, IEnumerable<string>>? Find, string? Problem)> place)
    {
        var field = new Field<T>();
        foreach (var alternative in FieldSyntax.Split(text, '|'))
        {
            var (where, pattern) = FieldSyntax.Capture(alternative);
            var (find, problem) = place(where.Trim());
            if (find is null)
                return (null, problem);
            var (capture, wrong) = pattern is null ? (null, null) : Expression(pattern);
            if (wrong is not null)
                return (null, wrong);
            field._alternatives.Add((find, capture));
        }

        return (field, null);
    }

    /// <summary>All texts at the first place that has any.</summary>
    public IReadOnlyList<string> All(T item) => Texts(item).FirstOrDefault(texts => texts.Count > 0) ?? [];

    public string? First(T item) => All(item) is [var first, ..] ? first : null;

    /// <summary>What the first text stands for that stands for something, whichever place has it.</summary>
    public TResult? First<TResult>(T item, Func<string, TResult?> read)
        where TResult : struct =>
        Texts(item).SelectMany(texts => texts).Select(read).FirstOrDefault(found => found is not null);

    private IEnumerable<IReadOnlyList<string>> Texts(T item) => _alternatives.Select(one =>
        (IReadOnlyList<string>)[.. one.Find(item).Select(text => one.Capture is null ? text : Captured(one.Capture, text)).OfType<string>().Where(text => !string.IsNullOrWhiteSpace(text))]);

    private static string? Captured(Regex capture, string text)
    {
        try
        {
            return capture.Match(text) is { Success: true } match ? match.Groups[1].Value : null;
        }
        catch (RegexMatchTimeoutException)
        {
            return null;
        }
    }

    private static (Regex? Capture, string? Problem) Expression(string pattern)
    {
        try
        {
            var capture = new Regex(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant, Patience);
            return capture.GetGroupNumbers().Length == 2 ? (capture, null) : (null, $"the regular expression '{pattern}' has one group in parentheses: what is taken");
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            return (null, $"'{pattern}' is no regular expression that is carried out without backtracking: {exception.Message}");
        }
    }
}

using System.Text;
using AngleSharp.Css.Parser;
using AngleSharp.Dom;
using Notifier.Sources.Feed;
using Notifier.Sources.Items;

namespace Notifier.Sources.Html;

/// <summary>
/// A place within an item of HTML: a CSS selector, <c>.</c> for the item itself, each with <c>@attribute</c> behind it or with
/// <c>@after</c>, the text that follows the element: <c>a@title</c>, <c>@href</c>, <c>a@after</c>.
/// </summary>
internal static class HtmlField
{
    private const string After = "after";
    private const int MostElements = 100;

    private static readonly string[] Line = ["br", "wbr"];

    public static (Field<HtmlItem>? Field, string? Problem) Read(string text) => Field<HtmlItem>.Read(text, Place);

    public static string? Problem(string text) => Read(text).Problem;

    /// <summary>What is wrong with a selector; null where nothing is.</summary>
    public static string? SelectorProblem(string selector)
    {
        try
        {
            return selector.Trim().Length > 0 && new CssSelectorParser().ParseSelector(selector) is not null ? null : Wrong(selector);
        }
        catch (DomException)
        {
            return Wrong(selector);
        }
    }

    public static (Func<HtmlItem, IEnumerable<string>>? Find, string? Problem) Place(string text)
    {
        var at = text.LastIndexOf('@');
        // [data-mail="a@b"] is part of the selector.
        var hasName = at >= 0 && text.IndexOfAny(['"', '\'', ']', ')'], at) < 0;
        var (selector, name) = hasName ? (text[..at].Trim(), text[(at + 1)..].Trim().ToLowerInvariant()) : (text.Trim(), "");
        if (hasName && (name.Length == 0 || name.Any(letter => !char.IsAsciiLetterOrDigit(letter) && letter is not ('-' or '_' or ':'))))
            return (null, $"'{text}' names no attribute behind '@': for example a@href");
        if (selector is not ("" or ".") && SelectorProblem(selector) is { } problem)
            return (null, problem);
        if (selector.Length == 0 && !hasName)
            return (null, "a selector is missing: for example a, or . for the item itself");
        var below = selector is "" or "." ? null : new CssSelectorParser().ParseSelector(selector);
        return (item => (below is null ? [item.Element] : item.Select(below).Take(MostElements)).Select(element => Text(item, element, name)).OfType<string>(), null);
    }

    private static string? Text(HtmlItem item, IElement element, string name) => name switch
    {
        "" => item.Text(element),
        After => FeedText.Plain(Following(element)),
        _ => FeedText.Plain(element.GetAttribute(name)),
    };

    /// <summary>Up to the next element: old lists write the date behind the link.</summary>
    private static string Following(IElement element)
    {
        var text = new StringBuilder();
        for (var node = element.NextSibling; node is not null && (node is not IElement next || Line.Contains(next.LocalName)); node = node.NextSibling)
            text.Append(node is IText ? node.TextContent : " ");
        return text.ToString();
    }

    private static string Wrong(string selector) => $"'{selector}' is no CSS selector: for example ul.list li:has(a)";
}

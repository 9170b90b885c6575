using System.Text;
using AngleSharp.Css.Dom;
using AngleSharp.Dom;
using Notifier.Sources.Feed;

namespace Notifier.Sources.Html;

/// <summary>An element of a page, and until when the page may be read.</summary>
/// <remarks>The tree's own queries cannot be stopped, and its text is made of all that is below an element.</remarks>
internal readonly record struct HtmlItem(IElement Element, CancellationToken Limit)
{
    // No field of an entry keeps more than a tenth of it.
    private const int LongestText = 200_000;

    /// <summary>What is below it and matches, in the order of the page.</summary>
    /// <exception cref="OperationCanceledException">It takes too long.</exception>
    public IEnumerable<IElement> Select(ISelector selector) => Below(Element, Element, selector, Limit);

    public static IEnumerable<IElement> Below(INode node, IElement? scope, ISelector selector, CancellationToken limit)
    {
        var open = new Stack<INode>([node]);
        while (open.TryPop(out var next))
        {
            limit.ThrowIfCancellationRequested();
            if (next is IElement element && next != node && selector.Match(element, scope))
                yield return element;
            for (var index = next.ChildNodes.Length - 1; index >= 0; index--)
            {
                if (next.ChildNodes[index] is IElement child)
                    open.Push(child);
            }
        }
    }

    /// <summary>The text of an element below it: without scripts and styles, blanks collapsed. Null where there is none.</summary>
    /// <exception cref="OperationCanceledException">It takes too long.</exception>
    public string? Text(IElement element)
    {
        var text = new StringBuilder();
        Append(element, text);
        return FeedText.Plain(text.ToString());
    }

    // As deep as the parser lets a page be: 512.
    private void Append(INode node, StringBuilder text)
    {
        Limit.ThrowIfCancellationRequested();
        foreach (var child in node.ChildNodes)
        {
            if (text.Length > LongestText)
                return;
            if (child is IText words)
                text.Append(words.Data);
            else if (child is IElement element && !FeedText.IsHidden(element.LocalName))
                Append(element, FeedText.IsInline(element.LocalName), text);
        }
    }

    private void Append(IElement element, bool isInline, StringBuilder text)
    {
        text.Append(isInline ? "" : " ");
        Append(element, text);
        text.Append(isInline ? "" : " ");
    }
}

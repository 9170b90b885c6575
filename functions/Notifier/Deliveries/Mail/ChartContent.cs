namespace Notifier.Deliveries.Mail;

/// <summary>What stands in letters around the picture of a series: it holds none, so that it is right where no font is.</summary>
/// <param name="Alternative">What the picture shows, for whoever does not see it.</param>
/// <param name="Legend">The rungs drawn as lines: colour and words.</param>
public sealed record ChartContent(string Source, string Alternative, ChartEnds Ends, IReadOnlyList<(string Color, string Text)> Legend);

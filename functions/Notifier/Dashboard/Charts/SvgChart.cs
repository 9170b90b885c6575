using System.Globalization;
using System.Net;
using System.Text;
using Notifier.Core.Warnings;

namespace Notifier.Dashboard.Charts;

/// <summary>
/// A chart as SVG. Colours stand as attributes, which a page's style sheet overrides by class (dark mode), so that the same
/// text is right in a page, alone, and in a picture element. Words are <c>text</c>, in the reader's own fonts.
/// </summary>
internal sealed class SvgChart
{
    private readonly StringBuilder _svg = new();
    private readonly ChartModel _model;
    private readonly ChartSize _size;
    private readonly ValueScale _scale;
    private readonly (DateTime From, DateTime To) _time;

    private SvgChart(ChartModel model, ChartSize size)
    {
        (_model, _size) = (model, size);
        _scale = ValueScale.Over(model.Points.Select(point => point.Value));
        _time = model.Points.Count == 0 ? (DateTime.UnixEpoch, DateTime.UnixEpoch.AddDays(1)) : (model.Points[0].Period.Utc, model.Points[^1].Period.Utc);
        if (_time.To == _time.From)
            _time = (_time.From.AddDays(-1), _time.To.AddDays(1));
    }

    private double Right => _size.Width - ChartSize.RightMargin;

    private double Bottom => _size.Height - ChartSize.BottomMargin;

    /// <param name="id">Unique in the page: the title and the description are referred to by it.</param>
    public static string Draw(ChartModel model, ChartSize size, string id) => new SvgChart(model, size).Draw(id);

    private string Draw(string id)
    {
        Add($"""<svg xmlns="http://www.w3.org/2000/svg" class="chart {_size.Name}" viewBox="0 0 {_size.Width} {_size.Height}" role="img" aria-labelledby="{id}-t {id}-d" font-family="system-ui, sans-serif" font-size="{_size.FontSize}">""");
        Add($"""<title id="{id}-t">{Escaped(_model.Series.Id)}</title><desc id="{id}-d">{Escaped(_model.Description)}</desc>""");
        Add($"""<rect class="ground" width="{_size.Width}" height="{_size.Height}" fill="#ffffff"/>""");
        foreach (var band in _model.Bands)
            AddBand(band);
        AddValueAxis();
        AddTimeAxis();
        AddLine();
        return _svg.Append("</svg>").ToString();
    }

    private void AddBand(ChartBand band)
    {
        var (from, to) = (Math.Max(_size.LeftMargin, X(band.From.Utc)), Math.Min(Right, X(band.To?.Utc ?? _time.To)));
        if (to < _size.LeftMargin || from > Right)
            return;
        Add($"""<rect class="band {band.Severity.Word()}" x="{from:0.#}" y="{ChartSize.TopMargin}" width="{Math.Max(1.5, to - from):0.#}" height="{Bottom - ChartSize.TopMargin}" fill="{Color(band.Severity)}" fill-opacity="0.16"/>""");
    }

    private void AddValueAxis()
    {
        foreach (var tick in _scale.Ticks())
        {
            var y = Y(tick);
            Add($"""<line class="grid" x1="{_size.LeftMargin}" x2="{Right}" y1="{y:0.#}" y2="{y:0.#}" stroke="#dfe3e8"/>""");
            Add($"""<text class="label" x="{_size.LeftMargin - 6}" y="{y + (_size.FontSize * 0.35):0.#}" text-anchor="end" fill="#57606a">{NumberText.Of(tick)}</text>""");
        }

        Add($"""<text class="label" x="{_size.LeftMargin - 6}" y="{_size.FontSize}" text-anchor="end" fill="#57606a">{Escaped(_model.Series.Unit)}</text>""");
    }

    private void AddTimeAxis()
    {
        Add($"""<line class="axis" x1="{_size.LeftMargin}" x2="{Right}" y1="{Bottom}" y2="{Bottom}" stroke="#8c959f"/>""");
        foreach (var (at, text) in TimeTicks.Over(_time.From, _time.To, _size.TimeTicks))
        {
            var x = X(at);
            Add($"""<line class="axis" x1="{x:0.#}" x2="{x:0.#}" y1="{Bottom}" y2="{Bottom + 4}" stroke="#8c959f"/>""");
            Add($"""<text class="label" x="{x:0.#}" y="{Bottom + 6 + _size.FontSize}" text-anchor="middle" fill="#57606a">{text}</text>""");
        }
    }

    private void AddLine()
    {
        if (_model.Points.Count == 0)
        {
            Add($"""<text class="label" x="{(_size.LeftMargin + Right) / 2}" y="{_size.Height / 2}" text-anchor="middle" fill="#57606a">no observations</text>""");
            return;
        }

        var points = LinePoints.Thin(_model.Points, (int)(Right - _size.LeftMargin) / 2);
        Add($"""<polyline class="line" points="{LinePoints.Text(points.Select(point => (X(point.Period.Utc), Y(point.Value))))}" fill="none" stroke="#0a6cbd" stroke-width="1.8" stroke-linejoin="round"/>""");
        var last = _model.Points[^1];
        Add($"""<circle class="last" cx="{X(last.Period.Utc):0.#}" cy="{Y(last.Value):0.#}" r="3.5" fill="#0a6cbd"/>""");
    }

    private double X(DateTime at) => _size.LeftMargin + ((at - _time.From) / (_time.To - _time.From) * (Right - _size.LeftMargin));

    private double Y(double value) => Bottom - (_scale.Share(value) * (Bottom - ChartSize.TopMargin));

    private void Add(FormattableString text) => _svg.Append(text.ToString(CultureInfo.InvariantCulture));

    private static string Escaped(string text) => WebUtility.HtmlEncode(new string([.. text.Where(letter => !char.IsControl(letter))]));

    private static string Color(Severity severity) => severity switch
    {
        Severity.Minor => "#1f6feb",
        Severity.Moderate => "#e0b000",
        Severity.Severe => "#ea6b0c",
        _ => "#d1242f",
    };
}

/// <summary>The sizes that a chart is drawn in: its letters must be readable where it is shown.</summary>
internal sealed record ChartSize(string Name, double Width, double Height, double FontSize, double LeftMargin, int TimeTicks)
{
    public static ChartSize Wide { get; } = new("wide", 960, 360, 13, 78, 10);

    public static ChartSize Narrow { get; } = new("narrow", 380, 280, 12, 66, 4);

    public const double RightMargin = 14;
    public const double TopMargin = 34;
    public const double BottomMargin = 30;
}

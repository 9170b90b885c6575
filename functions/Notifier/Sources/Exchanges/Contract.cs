namespace Notifier.Sources.Exchanges;

/// <summary>One contract on one day.</summary>
/// <param name="Symbol">Of its variety, lower case.</param>
/// <param name="Month">Delivery month, <c>yyMM</c>: later ones sort behind (until 2099).</param>
/// <param name="Settlement">Null where the day has none yet.</param>
/// <param name="OpenInterest">Lots.</param>
internal sealed record Contract(string Variety, string Symbol, string Month, double? Settlement, double Volume, double OpenInterest)
{
    /// <summary>Settlement of the trading day before; null where none is stated.</summary>
    public double? LastSettlement { get; init; }

    /// <summary>As traders write it: <c>lc2411</c>.</summary>
    public string Name => Symbol + Month;
}

namespace Notifier.Dashboard;

/// <summary>Who may see the pages.</summary>
internal sealed class DashboardOptions
{
    /// <summary>
    /// Whether requests over loopback need no key. Set by <c>serve</c> and <c>replay</c>, which listen on loopback only; never by
    /// configuration, because behind the Functions host every request comes over loopback.
    /// </summary>
    public bool OpenOnLoopback { get; set; }
}

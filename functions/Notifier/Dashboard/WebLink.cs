namespace Notifier.Dashboard;

/// <summary>A stranger's address as a link: http and https only, so that nothing runs where it is followed.</summary>
internal static class WebLink
{
    public static string? Of(string? text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" && address.UserInfo.Length == 0 ? address.AbsoluteUri : null;
}

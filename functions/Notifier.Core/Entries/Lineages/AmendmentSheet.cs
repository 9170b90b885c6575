using System.Text.RegularExpressions;

namespace Notifier.Core.Entries.Lineages;

/// <summary>
/// A sheet that amends a standard (修改单, GB/T 1.1 and the rules on national standards) is consulted on and issued by itself: it is
/// known by the standard's name and its own number, not by the name alone.
/// </summary>
internal static partial class AmendmentSheet
{
    /// <param name="behind">What stands behind the quoted name.</param>
    /// <returns>“+第1号修改单”; empty where the name is meant itself.</returns>
    public static string Behind(string behind) => Sheet().Match(behind) is { Success: true } sheet ? Mark(sheet.Groups[1].Value) : "";

    /// <summary>A name that ends in the sheet, as <see cref="Behind"/> marks it.</summary>
    public static string Named(string name) => Ending().Match(name) is { Success: true } ending ? name[..ending.Index] + Mark(ending.Groups[1].Value) : name;

    private static string Mark(string sheet) => $"+{sheet}";

    [GeneratedRegex("^[^《》,。;:]{0,16}?((?:第[0-9一二三四五六七八九十]+号)?修改单)", RegexOptions.CultureInvariant)]
    private static partial Regex Sheet();

    [GeneratedRegex("(?:(?:强制性|推荐性)?(?:国家|行业)标准)?((?:第[0-9一二三四五六七八九十]+号)?修改单)$", RegexOptions.CultureInvariant)]
    private static partial Regex Ending();
}

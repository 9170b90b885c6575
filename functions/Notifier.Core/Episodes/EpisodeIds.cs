using System.Security.Cryptography;
using System.Text;
using Notifier.Core.Observations;

namespace Notifier.Core.Episodes;

/// <summary>
/// Ids of episodes and warnings, 32 hexadecimal digits of SHA-256: derived, so that a retry of the same commit gives the same ones.
/// The period stands beside the number, so that a state rebuilt from scratch does not give an old id to a new episode.
/// </summary>
public static class EpisodeIds
{
    public static string Episode(string ruleId, string seriesId, int number, Period openedAt) =>
        Hash(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{ruleId}|{seriesId}|{number}|{openedAt}"));

    public static string Warning(string episode, int sequence) =>
        Hash(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{episode}|{sequence}"));

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..32];
}

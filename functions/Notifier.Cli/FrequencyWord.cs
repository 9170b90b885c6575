using Notifier.Core.Observations;

namespace Notifier.Cli;

/// <summary>Frequencies as written on the command line.</summary>
internal static class FrequencyWord
{
    public static bool IsKnown(string word) => Enum.GetNames<Frequency>().Contains(word, StringComparer.OrdinalIgnoreCase);
}

using System.Text;
using System.Text.Json;

namespace Notifier.Sources.Json;

/// <summary>Tells JSON that is wrong from JSON that is not whole.</summary>
internal static class JsonEnd
{
    /// <summary>True where everything is right as far as it goes, and more should follow.</summary>
    public static bool BreaksOff(string text)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(text.TrimStart('\uFEFF')), isFinalBlock: false, default);
        try
        {
            while (reader.Read())
            {
            }

            return reader.BytesConsumed > 0;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}

using System.Text.Json;
using System.Text.Json.Nodes;

namespace Notifier.Api.Bodies;

/// <summary>JSON Merge Patch (RFC 7396): what is given replaces, null removes, the rest stays.</summary>
internal static class MergePatch
{
    /// <param name="patch">A JSON object that was judged before by itself, as a <typeparamref name="T"/>.</param>
    public static T Apply<T>(T value, ReadOnlyMemory<byte> patch)
        where T : class =>
        Apply(JsonSerializer.SerializeToNode(value, ApiJson.Options), JsonNode.Parse(patch.Span)).Deserialize<T>(ApiJson.Options)!;

    private static JsonNode? Apply(JsonNode? target, JsonNode? patch)
    {
        if (patch is not JsonObject changes)
            return patch?.DeepClone();
        var result = target is JsonObject known ? known.DeepClone().AsObject() : [];
        foreach (var (name, change) in changes)
        {
            if (change is null)
                result.Remove(name);
            else
                result[name] = Apply(result[name], change);
        }

        return result;
    }
}

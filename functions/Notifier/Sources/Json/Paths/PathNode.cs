using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Notifier.Sources.Json.Paths;

/// <summary>A value that a query found, and where it stands.</summary>
/// <param name="Step">Null where nobody asked for places: a step for each of a million values would be most of what a query costs.</param>
internal readonly record struct PathNode(JsonElement Value, PathStep? Step)
{
    public PathNode Child(JsonProperty member) => new(member.Value, Step is null ? null : new(Step, member.Name, 0));

    public PathNode Child(string name, JsonElement value) => new(value, Step is null ? null : new(Step, name, 0));

    public PathNode Child(int index, JsonElement value) => new(value, Step is null ? null : new(Step, null, index));

    /// <summary>Its normalized path (RFC 9535 section 2.7), for example <c>$['a'][3]</c>.</summary>
    public string Location()
    {
        var steps = new Stack<PathStep>();
        for (var step = Step; step?.Parent is not null; step = step.Parent)
            steps.Push(step);
        var text = new StringBuilder("$");
        foreach (var step in steps)
            step.Write(text);
        return text.ToString();
    }
}

/// <param name="Parent">Null for that of the root, which is written as <c>$</c>.</param>
/// <param name="Name">Of a member; null for an item of an array.</param>
internal sealed record PathStep(PathStep? Parent, string? Name, int Index)
{
    public static readonly PathStep Root = new(null, null, 0);

    public void Write(StringBuilder text)
    {
        if (Name is null)
        {
            text.Append(CultureInfo.InvariantCulture, $"[{Index}]");
            return;
        }

        text.Append("['");
        foreach (var letter in Name)
            text.Append(Written(letter));
        text.Append("']");
    }

    private static string Written(char letter) => letter switch
    {
        '\b' => "\\b",
        '\f' => "\\f",
        '\n' => "\\n",
        '\r' => "\\r",
        '\t' => "\\t",
        '\'' => "\\'",
        '\\' => "\\\\",
        < ' ' => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)letter:x4}"),
        _ => letter.ToString(),
    };
}

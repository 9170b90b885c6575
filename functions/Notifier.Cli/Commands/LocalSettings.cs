using System.Text.Json;

namespace Notifier.Cli.Commands;

/// <summary>
/// Reads the settings file that the Functions tools use: <c>{"IsEncrypted": false, "Values": {…}}</c>. The first that exists of
/// local.settings.json and local.settings.sample.json in the working directory, then beside the executable.
/// </summary>
internal static class LocalSettings
{
    private static readonly string[] Names = ["local.settings.json", "local.settings.sample.json"];

    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <returns>The settings as configuration keys; none where there is no file.</returns>
    /// <exception cref="UnreadableInputException">The file is not of that form.</exception>
    public static Dictionary<string, string?> Read(string workingDirectory, string executableDirectory)
    {
        var path = new[] { workingDirectory, executableDirectory }
            .SelectMany(folder => Names.Select(name => Path.Combine(folder, name)))
            .FirstOrDefault(File.Exists);
        return path is null ? [] : Parse(path);
    }

    private static Dictionary<string, string?> Parse(string path)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path), Lenient);
            var root = document.RootElement;
            if (root.TryGetProperty("IsEncrypted", out var encrypted) && encrypted.ValueKind == JsonValueKind.True)
                throw new UnreadableInputException($"{path}: encrypted settings are not read; decrypt them with 'func settings decrypt'");
            return root.TryGetProperty("Values", out var values) && values.ValueKind == JsonValueKind.Object
                ? Nested(values)
                : throw new UnreadableInputException($"{path}: there is no object \"Values\"");
        }
        catch (Exception exception) when (exception is JsonException or IOException or UnauthorizedAccessException or InvalidOperationException or ArgumentException)
        {
            throw new UnreadableInputException($"{path}: {exception.Message}");
        }
    }

    /// <summary>As environment variables: <c>__</c> nests.</summary>
    private static Dictionary<string, string?> Nested(JsonElement values) =>
        values.EnumerateObject().ToDictionary(value => value.Name.Replace("__", ":", StringComparison.Ordinal), value => (string?)Text(value.Value));

    private static string Text(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
}

using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Notifier.Storage.Azurite;

/// <summary><c>DIR/azurite.json</c>: the Azurite of a data folder, and the processes that use it.</summary>
/// <param name="Pid">Azurite's process.</param>
/// <param name="Users">Processes of <c>notifier</c> that use it; the last one to end stops it.</param>
internal sealed record AzuriteRecord(int Pid, Uri Blob, Uri Queue, Uri Table, IReadOnlyList<int> Users)
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    [JsonIgnore]
    public AzuriteEndpoints Endpoints => new(Blob, Queue, Table);

    /// <summary>Null where there is none, or none that can be read: then it is made anew.</summary>
    public static AzuriteRecord? Read(string file)
    {
        try
        {
            return File.Exists(file) ? JsonSerializer.Deserialize<AzuriteRecord>(File.ReadAllText(file), Format) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public void Write(string file)
    {
        File.WriteAllText(file + ".new", JsonSerializer.Serialize(this, Format));
        File.Move(file + ".new", file, overwrite: true);
    }

    public AzuriteRecord With(int user) => this with { Users = [.. LivingUsers().Where(other => other != user), user] };

    public AzuriteRecord Without(int user) => this with { Users = [.. LivingUsers().Where(other => other != user)] };

    /// <summary>The process with this id, or null where it has ended.</summary>
    public static Process? Living(int pid)
    {
        try
        {
            var process = Process.GetProcessById(pid);
            if (!process.HasExited)
                return process;
            process.Dispose();
            return null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private IEnumerable<int> LivingUsers() => Users.Where(user =>
    {
        using var process = Living(user);
        return process is not null;
    });
}

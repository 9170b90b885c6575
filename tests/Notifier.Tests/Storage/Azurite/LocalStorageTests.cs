using System.Diagnostics;
using Azure.Data.Tables;
using Notifier.Storage.Azurite;

namespace Notifier.Tests.Storage.Azurite;

/// <summary>An Azurite of our own, on disk: started, shared, left behind, adopted, ended with its state.</summary>
public sealed class LocalStorageTests : IDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("notifier-azurite-");

    private string Record => Path.Combine(_folder.FullName, "azurite.json");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task What_is_configured_is_used_and_nothing_is_started()
    {
        await using var storage = await LocalStorage.OpenAsync("UseDevelopmentStorage=false;x", _folder.FullName, TextWriter.Null, None);

        Assert.Equal("UseDevelopmentStorage=false;x", storage.ConnectionString);
        Assert.Empty(_folder.GetFileSystemInfos());
    }

    [Fact]
    public async Task State_outlives_a_gentle_end()
    {
        await SkipWhereUsualPortsAnswerAsync();
        await using (var storage = await OpenAsync())
        {
            Assert.True(File.Exists(Record));
            await WriteAsync(storage, "kept");
        }

        Assert.False(File.Exists(Record));
        await using var again = await OpenAsync();
        Assert.Equal("kept", await ReadAsync(again));
    }

    [Fact]
    public async Task Two_that_use_one_folder_share_it_and_the_last_one_ends_it()
    {
        await SkipWhereUsualPortsAnswerAsync();
        await using var first = await OpenAsync();
        Assert.SkipWhen(OperatingSystem.IsWindows(), "no ps there");
        // Stands for another process of the same user, this one's parent.
        using var other = Process.GetProcessById(ParentOf(Environment.ProcessId));
        (AzuriteRecord.Read(Record)!).With(other.Id).Write(Record);
        var azurite = AzuriteRecord.Read(Record)!.Pid;

        await first.DisposeAsync();

        using var alive = AzuriteRecord.Living(azurite);
        Assert.NotNull(alive);
        Assert.Equal([other.Id], AzuriteRecord.Read(Record)!.Users);
        AzuriteRecord.Read(Record)!.Without(other.Id).Write(Record);
        await (await OpenAsync()).DisposeAsync();
        await alive.WaitForExitAsync(new CancellationTokenSource(TimeSpan.FromSeconds(20)).Token);
    }

    [Fact]
    public async Task One_that_was_left_behind_is_adopted_with_its_state_and_ended_gently()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "there an adopted Azurite is ended after its saving interval");
        await SkipWhereUsualPortsAnswerAsync();
        var installation = await AzuriteInstallation.EnsureAsync(_folder.FullName, TextWriter.Null, None);
        var left = await AzuriteProcess.StartAsync(installation, Path.Combine(_folder.FullName, "azurite"), None);
        new AzuriteRecord(left.Id, left.Endpoints.Blob, left.Endpoints.Queue, left.Endpoints.Table, [int.MaxValue]).Write(Record);

        await using (var storage = await OpenAsync())
        {
            Assert.Equal(left.Endpoints.ConnectionString, storage.ConnectionString);
            await WriteAsync(storage, "adopted");
        }

        Assert.Null(AzuriteRecord.Living(left.Id));
        await using var again = await OpenAsync();
        Assert.Equal("adopted", await ReadAsync(again));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task One_whose_owner_is_gone_ends_by_itself_unless_somebody_uses_it(bool isUsed)
    {
        var location = Path.Combine(_folder.FullName, "azurite");
        var installation = await AzuriteInstallation.EnsureAsync(_folder.FullName, TextWriter.Null, None);
        using var azurite = Process.Start(new ProcessStartInfo("node", [Path.Combine(installation, "start.js"), "--location", location, "--skipApiVersionCheck", "--disableTelemetry", "--silent", "--blobPort", "0", "--queuePort", "0", "--tablePort", "0"])
        {
            WorkingDirectory = installation,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        for (var listening = 0; listening < 3;)
            listening += (await azurite.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken))!.Contains("listening", StringComparison.Ordinal) ? 1 : 0;
        var nowhere = new Uri("http://127.0.0.1:1");
        new AzuriteRecord(azurite.Id, nowhere, nowhere, nowhere, isUsed ? [int.MaxValue, Environment.ProcessId] : [int.MaxValue]).Write(Record);

        // As the system does with the pipes of a process that was killed.
        azurite.StandardInput.Close();
        var ended = azurite.WaitForExitAsync(TestContext.Current.CancellationToken);

        if (isUsed)
        {
            Assert.NotSame(ended, await Task.WhenAny(ended, Task.Delay(TimeSpan.FromSeconds(14), TestContext.Current.CancellationToken)));
            AzuriteRecord.Read(Record)!.Without(Environment.ProcessId).Write(Record);
        }

        await ended.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData("{ \"pid\": 1, ")]
    [InlineData("null")]
    [InlineData("{\"pid\":1,\"blob\":\"http://127.0.0.1:1\",\"queue\":\"http://127.0.0.1:1\",\"table\":\"http://127.0.0.1:1\",\"users\":[]}")]
    public async Task A_record_that_is_broken_or_of_another_process_is_not_believed(string record)
    {
        await SkipWhereUsualPortsAnswerAsync();
        await File.WriteAllTextAsync(Record, record);

        await using var storage = await OpenAsync();

        await WriteAsync(storage, "fresh");
        Assert.NotEqual(1, AzuriteRecord.Read(Record)!.Pid);
    }

    [Theory]
    [InlineData("-INT")]
    [InlineData("-TERM")]
    public async Task A_signal_to_all_processes_does_not_end_it_before_its_owner_is_done(string signal)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "no signals there");
        await SkipWhereUsualPortsAnswerAsync();
        await using var storage = await OpenAsync();
        using var interrupt = Process.Start("kill", [signal, $"{AzuriteRecord.Read(Record)!.Pid}"]);
        await interrupt.WaitForExitAsync();

        await WriteAsync(storage, "after the signal");

        Assert.Equal("after the signal", await ReadAsync(storage));
    }

    private Task<LocalStorage> OpenAsync() => LocalStorage.OpenAsync("", _folder.FullName, TextWriter.Null, None);

    private static async Task SkipWhereUsualPortsAnswerAsync() =>
        Assert.SkipWhen(await AzuriteEndpoints.Usual.AnswersAsync(None), "an Azurite answers on the usual ports and would be used");

    private static async Task WriteAsync(LocalStorage storage, string text)
    {
        var table = new TableClient(storage.ConnectionString, "Kept");
        await table.CreateIfNotExistsAsync();
        await table.UpsertEntityAsync(new TableEntity("p", "r") { ["text"] = text });
    }

    private static async Task<string> ReadAsync(LocalStorage storage) =>
        (await new TableClient(storage.ConnectionString, "Kept").GetEntityAsync<TableEntity>("p", "r")).Value.GetString("text");

    private static int ParentOf(int process)
    {
        using var ps = Process.Start(new ProcessStartInfo("ps", ["-o", "ppid=", "-p", $"{process}"]) { RedirectStandardOutput = true })!;
        return int.Parse(ps.StandardOutput.ReadToEnd(), System.Globalization.CultureInfo.InvariantCulture);
    }
}

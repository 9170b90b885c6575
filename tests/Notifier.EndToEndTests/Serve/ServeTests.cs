using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Notifier.Api.Keys;
using Notifier.Tests.Driving;
using Notifier.Tests.Storage;

namespace Notifier.EndToEndTests.Serve;

/// <summary><c>notifier serve</c> as somebody runs it: start, key, ready, restart with its state, a gentle end, clear refusals.</summary>
public sealed class ServeTests(AzuriteFixture azurite) : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("notifier-serve-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task It_starts_its_own_storage_prints_its_first_key_once_and_keeps_its_state_over_a_restart()
    {
        var own = ("AzureWebJobsStorage", "UseDevelopmentStorage=true");
        SkipWhereSomebodyServesStorage();
        string key;
        await using (var first = await ServeProcess.StartAsync(_folder, [], own))
        {
            Assert.Matches("^key ntf_[A-Za-z0-9_-]{43}  \\(admin; shown once\\)$", first.Output[0]);
            Assert.Equal([first.Output[0], $"ready {first.Address.ToString().TrimEnd('/')}"], first.Output);
            key = first.Key!;
            using var client = first.Client(key);
            await client.SendAsync("POST", "/api/keys", new { name = "kept", scope = "read" }).ReadAsync(HttpStatusCode.Created);
            Assert.Equal(0, await first.EndAsync());
            Assert.Equal("", first.Errors);
        }

        Assert.False(File.Exists(Path.Combine(_folder, ".notifier", "azurite.json")), "its Azurite still runs");
        await using var second = await ServeProcess.StartAsync(_folder, [], own);
        Assert.Equal([$"ready {second.Address.ToString().TrimEnd('/')}"], second.Output);
        using var again = second.Client(key);
        var keys = await again.SendAsync("GET", "/api/keys").ReadAsync();
        Assert.Contains(keys.GetProperty("items").EnumerateArray(), item => item.Text("name") == "kept");
        Assert.Equal(0, await second.EndAsync());
    }

    [Fact]
    public async Task Two_on_one_folder_share_the_storage_which_ends_with_the_last()
    {
        SkipWhereSomebodyServesStorage();
        var own = ("AzureWebJobsStorage", "");
        await using var first = await ServeProcess.StartAsync(_folder, ["--data", "here"], own);
        await using var second = await ServeProcess.StartAsync(_folder, ["--data", "here"], own);
        Assert.Null(second.Key);
        Assert.Equal(0, await first.EndAsync());

        using var client = second.Client(first.Key);
        await client.SendAsync("GET", "/api/keys").ReadAsync();
        Assert.Equal(0, await second.EndAsync());
        Assert.False(File.Exists(Path.Combine(_folder, "here", "azurite.json")));
    }

    [Theory]
    [InlineData("TERM")]
    [InlineData("INT")]
    public async Task A_signal_ends_it_gently(string signal)
    {
        await using var serve = await ServeProcess.StartAsync(_folder, [], Storage());

        Assert.Equal(0, await serve.EndAsync(signal));
        Assert.Equal("", serve.Errors);
    }

    [Fact]
    public async Task Nothing_is_kept_in_the_users_home()
    {
        var home = Directory.CreateDirectory(Path.Combine(_folder, "home")).FullName;

        await using var serve = await ServeProcess.StartAsync(_folder, [], Storage(("HOME", home)));
        using var client = serve.Client(null);
        await client.GetStringAsync("/");

        Assert.Equal(0, await serve.EndAsync());
        Assert.Equal("", serve.Errors);
        Assert.Empty(Directory.GetFileSystemEntries(home));
    }

    [Fact]
    public async Task A_port_in_use_is_said_and_nothing_is_started()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);

        var run = await CommandRun.Of(["serve", "--port", port], [], _folder);

        Assert.Equal(2, run.ExitCode);
        Assert.Equal($"notifier serve: port {port} on 127.0.0.1 is in use; end what listens there or give another with --port\n", run.Error);
        Assert.Equal("", run.Output);
        Assert.False(Directory.Exists(Path.Combine(_folder, ".notifier")));
    }

    [Theory]
    [InlineData("--port", "0")]
    [InlineData("--port", "65536")]
    [InlineData("--port", "x")]
    [InlineData("--prot", "7071")]
    public async Task A_wrong_option_is_wrong_usage(string option, string value)
    {
        var run = await CommandRun.Of(["serve", option, value], [], _folder);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(option, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_setting_is_named()
    {
        var run = await CommandRun.Of(["serve", "--port", FreePort()], [], _folder, Storage(("Notifier__AdminKey", "secret"), ("Notifier__Limits__PerKey", "0")));

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("PerKey", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("{\"Values\": []}")]
    [InlineData("{\"IsEncrypted\": true, \"Values\": {}}")]
    public async Task A_settings_file_that_cannot_be_read_is_named(string text)
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "local.settings.json"), text);

        var run = await CommandRun.Of(["serve", "--port", FreePort()], [], _folder, Storage());

        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith($"notifier serve: {Path.Combine(_folder, "local.settings.json")}: ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Settings_of_the_file_hold_and_the_environment_overrides_them()
    {
        var (ofFile, ofEnvironment) = (ApiKey.NewToken(), ApiKey.NewToken());
        var values = new Dictionary<string, string> { ["Notifier__AdminKey"] = ofFile, ["Notifier__Limits__PerKey"] = "0" };
        await File.WriteAllTextAsync(Path.Combine(_folder, "local.settings.json"), JsonSerializer.Serialize(new { IsEncrypted = false, Values = values }));

        await using var serve = await ServeProcess.StartAsync(_folder, [], Storage(("Notifier__AdminKey", ofEnvironment), ("Notifier__Limits__PerKey", "100")));

        Assert.Null(serve.Key);
        using var client = serve.Client(ofEnvironment);
        await client.SendAsync("GET", "/api/keys").ReadAsync();
        using var other = serve.Client(ofFile);
        await other.SendAsync("GET", "/api/keys").ProblemAsync(HttpStatusCode.Unauthorized, "unauthorized");
    }

    [Fact]
    public async Task It_answers_on_loopback_only()
    {
        await using var serve = await ServeProcess.StartAsync(_folder, [], Storage());
        var others = Dns.GetHostAddresses(Dns.GetHostName()).Where(address => !IPAddress.IsLoopback(address)).ToList();
        Assert.SkipWhen(others.Count == 0, "this machine has no other address");

        using var socket = new TcpClient(others[0].AddressFamily);
        await Assert.ThrowsAnyAsync<SocketException>(() => socket.ConnectAsync(others[0], serve.Address.Port));
    }

    private (string, string)[] Storage(params (string, string)[] more) =>
        [("AzureWebJobsStorage", azurite.ConnectionString), ("Notifier__TablePrefix", NotifierHost.NewPrefix()), .. more];

    private static string FreePort() => NotifierHost.FreePort().ToString(CultureInfo.InvariantCulture);

    private static void SkipWhereSomebodyServesStorage()
    {
        using var probe = new TcpClient();
        try
        {
            probe.Connect(IPAddress.Loopback, 10002);
        }
        catch (SocketException)
        {
            return;
        }

        Assert.Skip("an Azurite answers on the usual ports, so that serve starts none");
    }
}

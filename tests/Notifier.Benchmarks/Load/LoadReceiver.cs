using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Notifier.Benchmarks.Load;

/// <summary>
/// Receives webhooks and calls of SendGrid in a process of its own, and writes one line for each delivery that came: its id and
/// the status answered. A share of the webhooks is refused at random, always the same for the same seed.
/// </summary>
internal static class LoadReceiver
{
    /// <param name="failing">Percent that are answered with 503.</param>
    public static async Task RunAsync(string logFile, int failing)
    {
        using var gate = new SemaphoreSlim(1);
        await using var log = new StreamWriter(logFile);
        var random = new Random(20_261_124);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0").ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = 64 * 1024 * 1024);
        var application = builder.Build();
        application.MapPost("/flush", async () => await LockedAsync(async () => await log.FlushAsync()));
        application.MapPost("/v3/mail/send", async (HttpRequest request) =>
        {
            using var mail = await JsonDocument.ParseAsync(request.Body);
            await LockedAsync(async () =>
            {
                foreach (var one in mail.RootElement.GetProperty("personalizations").EnumerateArray())
                    await log.WriteLineAsync($"{Argument(mail.RootElement, one)} 202");
            });
            return Results.StatusCode(202);
        });
        application.MapPost("/hook", async (HttpRequest request) =>
        {
            var status = 204;
            await LockedAsync(async () =>
            {
                status = random.Next(100) < failing ? 503 : 204;
                await log.WriteLineAsync($"{request.Headers["webhook-id"]} {status.ToString(CultureInfo.InvariantCulture)}");
            });
            return Results.StatusCode(status);
        });
        await application.StartAsync();
        Console.WriteLine(application.Urls.First());
        // Ends with whoever started it.
        await Console.In.ReadToEndAsync();
        await application.StopAsync();

        async Task LockedAsync(Func<Task> write)
        {
            await gate.WaitAsync();
            try
            {
                await write();
            }
            finally
            {
                gate.Release();
            }
        }
    }

    private static string? Argument(JsonElement mail, JsonElement personalization) =>
        (personalization.TryGetProperty("custom_args", out var arguments) || mail.TryGetProperty("custom_args", out arguments))
            ? arguments.GetProperty("delivery_id").GetString()
            : null;
}

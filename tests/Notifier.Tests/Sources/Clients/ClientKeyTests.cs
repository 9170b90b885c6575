using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Notifier.Sources;
using Notifier.Sources.Catalog;

namespace Notifier.Tests.Sources.Clients;

/// <summary>The keys of every typed client that has one: needed, judged at start, sent, and to be found nowhere else.</summary>
public sealed class ClientKeyTests
{
    public static TheoryData<string> Keyed => [.. ClientShapes.All.Where(shape => shape.KeySetting is not null).Select(shape => shape.Kind)];

    [Theory]
    [MemberData(nameof(Keyed))]
    public async Task Without_a_key_nothing_is_sent_and_the_setting_is_named(string kind)
    {
        await using var run = await ClientRun.StartAsync(kind, withKey: false);

        var reading = await run.ReadAsync(run.Shape.Success);

        Assert.Equal(SourceFailureReason.NotConfigured, reading.Failure?.Reason);
        Assert.StartsWith($"the setting {run.Shape.KeySetting!.Replace(":", "__", StringComparison.Ordinal)} is missing: get a key at ", reading.Failure!.Detail, StringComparison.Ordinal);
        Assert.Empty(run.Server.Seen);
    }

    [Theory]
    [MemberData(nameof(Keyed))]
    public async Task The_key_is_sent_and_stands_in_no_log_no_trace_and_no_failure(string kind)
    {
        await using var run = await ClientRun.StartAsync(kind);
        var key = run.Shape.KeyValue;
        var traces = new ConcurrentQueue<string>();
        using var listener = Listen(traces);
        var said = new List<string?>();
        Func<SeenRequest, Reply>[] answers =
        [
            run.Shape.Success,
            _ => Reply.Json($$"""{"error":"the key {{key}} is locked"}"""),
            _ => Reply.Json($$$"""{"success":false,"error":{"code":101,"info":"the key {{{key}}} is locked"}}"""),
            _ => Reply.Json($$"""{"message":"{{key}}","Message":"{{key}}","Error Message":"{{key}}","error_message":"{{key}}"}"""),
            _ => Reply.Html($"<html>{key}</html>"),
            _ => Reply.Json($$$"""{"error":{"code":"API_KEY_INVALID","message":"{{{key}}}"}}""", 403),
            _ => Reply.Json($$$"""{"quandl_error":{"code":"QEAx01","message":"{{{key}}}"}}""", 400),
            _ => Reply.Json(key, 429),
            _ => Reply.Json(key, 500),
            _ => Reply.Json("", 302) with { Headers = [("Location", "/elsewhere?key=" + Uri.EscapeDataString(key))] },
        ];

        foreach (var answer in answers)
        {
            var reading = await run.ReadAsync(answer);
            said.Add(reading.ToString());
            said.Add(reading.Failure?.ToString());
        }

        var first = run.Server.Seen[0];
        Assert.Contains(key, Uri.UnescapeDataString(first.Query) + string.Join(' ', first.Headers.Select(header => header.Value.ToString())), StringComparison.Ordinal);
        Assert.NotEmpty(traces);
        Assert.NotEmpty(run.Bench.Logs.All);
        Assert.DoesNotContain(run.Bench.Logs.All.Concat(traces).Concat(said), line => line?.Contains(key, StringComparison.OrdinalIgnoreCase) == true || line?.Contains(Uri.EscapeDataString(key), StringComparison.OrdinalIgnoreCase) == true);
    }

    [Theory]
    [MemberData(nameof(Keyed))]
    public void A_key_that_is_none_is_refused_at_start_by_its_setting_and_not_repeated(string kind)
    {
        var setting = ClientShapes.All.Single(shape => shape.Kind == kind).KeySetting!;
        using var bench = new SourceBench((setting, "not-a-key with blanks"));

        var refused = Assert.Throws<OptionsValidationException>(() =>
        {
            foreach (var check in bench.Services.GetServices<IStartupValidator>())
                check.Validate();
        });

        Assert.Contains(setting.Replace(":", "__", StringComparison.Ordinal) + ": ", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("not-a-key", refused.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Keyed))]
    public async Task A_key_is_not_sent_in_the_clear(string kind)
    {
        await using var run = await ClientRun.StartAsync(kind);

        Assert.Equal(
            [("/url", "the key travels with each request: write https://, or leave 'url' out")],
            run.Kind.Check(run.Definition with { Url = "http://api.example.org" }));
        Assert.Empty(run.Kind.Check(run.Definition with { Url = "" }));
    }

    [Fact]
    public void The_catalogue_knows_which_kinds_need_a_key()
    {
        foreach (var shape in ClientShapes.All)
        {
            var definition = new SourceDefinition("watched", shape.Kind, "", "0 0 18 * * *", "UTC", null, shape.Series, new Dictionary<string, string>());
            Assert.Equal((shape.Kind, shape.KeySetting is not null), (shape.Kind, new CatalogSource(definition, []).NeedsKey));
        }
    }

    private static ActivityListener Listen(ConcurrentQueue<string> traces)
    {
        var listener = new ActivityListener
        {
            // The stand-in's own traces show what it was asked.
            ShouldListenTo = source => !source.Name.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal),
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity => traces.Enqueue($"{activity.DisplayName} {string.Join(' ', activity.TagObjects.Select(tag => $"{tag.Key}={tag.Value}"))}"),
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }
}

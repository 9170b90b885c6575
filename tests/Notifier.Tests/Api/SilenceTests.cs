using System.Net;
using Microsoft.Extensions.Time.Testing;
using Notifier.Api.Keys;
using Notifier.Core.Episodes;
using Notifier.Core.Warnings;
using Notifier.Core.Warnings.Mutes;
using Notifier.Deliveries;
using Notifier.Tests.Driving;
using Notifier.Tests.Silences;
using Notifier.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Notifier.Tests.Api;

/// <summary>Silences and inhibitions over HTTP.</summary>
public sealed class SilenceTests(AzuriteFixture azurite) : SharedHost(azurite)
{
    private readonly FakeTimeProvider _time = new(DateTimeOffset.Parse("2026-01-31T08:00:00Z", System.Globalization.CultureInfo.InvariantCulture));

    private protected override Task<NotifierHost> StartAsync(string connectionString) => NotifierHost.StartAsync(connectionString, _time);

    private protected override async Task PrepareAsync(NotifierHost host)
    {
        await host.Admin.SendAsync("PUT", "/api/sources/ours", """{"kind":"push","zone":"UTC","series":[{"id":"copper-cn","unit":"CNY/t","frequency":"daily"}]}""");
        await host.Admin.SendAsync("PUT", "/api/rules/copper-high", """{"id":"copper-high","series":["copper-cn"],"above":80000,"severity":"severe"}""");
    }

    [Fact]
    public async Task A_silence_is_made_listed_lengthened_and_ended_and_stays_as_a_record()
    {
        var made = await Host.Admin.SendAsync("POST", "/api/silences", """{"author":"Ann","comment":"smelter strike, known","ends":"2026-02-02T00:00:00Z","match":{"rules":["copper-high"],"maxSeverity":"severe"}}""");
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        var silence = await made.ReadAsync();
        var (path, etag) = (made.Headers.Location!.ToString(), made.Headers.ETag!.ToString());
        Assert.Equal("active", silence.GetProperty("state").GetString());
        Assert.False(silence.GetProperty("all").GetBoolean());
        Assert.Equal("severe", silence.GetProperty("match").GetProperty("maxSeverity").GetString());

        var reader = await Host.ClientAsync(KeyScope.Read);
        var listed = (await (await reader.SendAsync("GET", "/api/silences")).ReadAsync()).GetProperty("items");
        Assert.Contains(listed.EnumerateArray(), item => item.GetProperty("id").GetString() == silence.GetProperty("id").GetString());

        Assert.Equal((HttpStatusCode)428, (await Host.Admin.SendAsync("PUT", path, """{"ends":"2026-02-05T00:00:00Z"}""")).StatusCode);
        var longer = await Host.Admin.SendAsync("PUT", path, """{"ends":"2026-02-05T00:00:00Z"}""", ("If-Match", etag));
        Assert.Equal("2026-02-05T00:00:00+00:00", (await longer.ReadAsync()).GetProperty("ends").GetString());
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await Host.Admin.SendAsync("PUT", path, """{"ends":"2026-02-06T00:00:00Z"}""", ("If-Match", etag))).StatusCode);

        Assert.Equal(HttpStatusCode.NoContent, (await Host.Admin.SendAsync("DELETE", path)).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await Host.Admin.SendAsync("DELETE", path)).StatusCode);
        var over = await (await reader.SendAsync("GET", path)).ReadAsync();
        Assert.Equal(("expired", "2026-01-31T08:00:00+00:00"), (over.GetProperty("state").GetString(), over.GetProperty("ends").GetString()));
        Assert.Equal(HttpStatusCode.Conflict, (await Host.Admin.SendAsync("PUT", path, """{"ends":"2026-02-06T00:00:00Z"}""", ("If-Match", "*"))).StatusCode);
    }

    [Fact]
    public async Task One_that_begins_later_is_pending_and_the_list_goes_page_by_page_newest_first()
    {
        var ids = new List<string>();
        for (var number = 1; number <= 3; number++)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            var made = await (await Host.Admin.SendAsync("POST", "/api/silences", """{"author":"Ann","comment":"planned","all":true,"starts":"2026-03-01T00:00:00Z","ends":"2026-03-02T00:00:00Z"}""")).ReadAsync();
            Assert.Equal(("pending", true), (made.GetProperty("state").GetString(), made.GetProperty("all").GetBoolean()));
            ids.Insert(0, made.GetProperty("id").GetString()!);
        }

        var first = await (await Host.Admin.SendAsync("GET", "/api/silences?limit=2")).ReadAsync();
        var second = await (await Host.Admin.SendAsync("GET", "/api/silences?limit=1&cursor=" + first.GetProperty("next").GetString())).ReadAsync();
        Assert.Equal(ids, first.GetProperty("items").EnumerateArray().Concat(second.GetProperty("items").EnumerateArray()).Select(item => item.GetProperty("id").GetString()!));
    }

    [Theory]
    [InlineData("""{"author":"a","comment":"c","ends":"2026-02-02T00:00:00Z"}""", "/match")]
    [InlineData("""{"author":"a","comment":"c","ends":"2026-02-02T00:00:00Z","match":{"maxSeverity":"minor"}}""", "/match")]
    [InlineData("""{"author":"a","comment":"c","ends":"2026-02-02T00:00:00Z","all":true,"match":{"rules":["copper-high"]}}""", "/all")]
    [InlineData("""{"author":" ","comment":"c","ends":"2026-02-02T00:00:00Z","all":true}""", "/author")]
    [InlineData("""{"author":"a","comment":"c\nd","ends":"2026-02-02T00:00:00Z","all":true}""", "/comment")]
    [InlineData("""{"author":"a","comment":"c","ends":"2026-01-31T08:00:00Z","all":true}""", "/ends")]
    [InlineData("""{"author":"a","comment":"c","ends":"2026-05-02T00:00:00Z","all":true}""", "/ends")]
    [InlineData("""{"author":"a","comment":"c","starts":"2026-03-01T00:00:00Z","ends":"2026-02-02T00:00:00Z","all":true}""", "/ends")]
    [InlineData("""{"author":"a","comment":"c","starts":"2027-03-01T00:00:00Z","ends":"2027-03-02T00:00:00Z","all":true}""", "/starts")]
    [InlineData("""{"author":"a","comment":"c","ends":"2026-02-02T00:00:00Z","match":{"rules":["copper-hihg"]}}""", "/match/rules/0")]
    [InlineData("""{"author":"a","comment":"c","ends":"2026-02-02T00:00:00Z","match":{"series":["no Id"]}}""", "/match/series/0")]
    [InlineData("""{"author":"a","comment":"c","ends":"2026-02-02T00:00:00Z","match":{"topics":["weather"]}}""", "/match/topics/0")]
    [InlineData("""{"author":"a","comment":"c","ends":"2026-02-02T00:00:00Z","match":{"tags":["x"],"minSeverity":"severe","maxSeverity":"minor"}}""", "/match/minSeverity")]
    [InlineData("""{"comment":"c","ends":"2026-02-02T00:00:00Z","all":true}""", "")]
    public async Task What_cannot_be_is_refused_with_its_place(string body, string pointer)
    {
        var answer = await Host.Admin.SendAsync("POST", "/api/silences", body);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains((await answer.ReadAsync()).GetProperty("errors").EnumerateArray(), error => error.GetProperty("pointer").GetString() == pointer);
    }

    [Fact]
    public async Task An_inhibition_is_put_changed_and_deleted()
    {
        const string Body = """{"source":{"minSeverity":"extreme"},"target":{"rules":["copper-high"],"maxSeverity":"severe"},"equal":["series","tag:commodity"],"author":"Ann","comment":"the worse one says it"}""";
        var made = await Host.Admin.SendAsync("PUT", "/api/inhibitions/worse-first", Body);
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        Assert.Equal((HttpStatusCode)428, (await Host.Admin.SendAsync("PUT", "/api/inhibitions/worse-first", Body)).StatusCode);
        var changed = await Host.Admin.SendAsync("PUT", "/api/inhibitions/worse-first", Body.Replace("Ann", "Bo", StringComparison.Ordinal), ("If-Match", made.Headers.ETag!.ToString()));
        Assert.Equal("Bo", (await changed.ReadAsync()).GetProperty("author").GetString());

        var reader = await Host.ClientAsync(KeyScope.Read);
        Assert.Equal(["series", "tag:commodity"], (await (await reader.SendAsync("GET", "/api/inhibitions/worse-first")).ReadAsync()).GetProperty("equal").EnumerateArray().Select(text => text.GetString()!));
        Assert.Single((await (await reader.SendAsync("GET", "/api/inhibitions")).ReadAsync()).GetProperty("items").EnumerateArray());
        Assert.Equal(HttpStatusCode.NoContent, (await Host.Admin.SendAsync("DELETE", "/api/inhibitions/worse-first", null, ("If-Match", "*"))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await reader.SendAsync("GET", "/api/inhibitions/worse-first")).StatusCode);
    }

    [Theory]
    [InlineData("""{"source":{},"target":{"rules":["copper-high"]},"author":"a","comment":"c"}""", "/source")]
    [InlineData("""{"source":{"rules":["copper-high"]},"target":{},"author":"a","comment":"c"}""", "/target")]
    [InlineData("""{"source":{"rules":["nothing"]},"target":{"tags":["t"]},"author":"a","comment":"c"}""", "/source/rules/0")]
    [InlineData("""{"source":{"tags":["t"]},"target":{"tags":["t"]},"equal":["commodity"],"author":"a","comment":"c"}""", "/equal/0")]
    public async Task An_inhibition_that_cannot_be_is_refused_with_its_place(string body, string pointer)
    {
        var answer = await Host.Admin.SendAsync("PUT", "/api/inhibitions/bad", body);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains((await answer.ReadAsync()).GetProperty("errors").EnumerateArray(), error => error.GetProperty("pointer").GetString() == pointer);
    }

    [Fact]
    public async Task A_muted_warning_is_shown_with_its_mute_and_stands_in_no_feed()
    {
        var warning = MuteWorld.Of(TransitionKind.Opened, Severity.Severe, 1);
        var mute = new WarningMute(WarningMute.Silence, new string('0', 32), "Ann", "why", _time.GetUtcNow().AddHours(1), _time.GetUtcNow());
        await Host.Services.GetRequiredService<WarningStore>().RecordAsync(warning, mute, CancellationToken.None);

        var shown = (await (await Host.Admin.SendAsync("GET", "/api/warnings/" + warning.Id)).ReadAsync()).GetProperty("mutedBy");

        Assert.Equal(("silence", "Ann"), (shown.GetProperty("kind").GetString(), shown.GetProperty("author").GetString()));
        Assert.Contains(warning.Id, await (await Host.Admin.SendAsync("GET", "/api/warnings")).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain(warning.Id, await (await Host.Admin.SendAsync("GET", "/api/warnings.atom")).Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }
}

using System.Net;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Notifier.Hosting;
using Notifier.Tests.Deliveries;

namespace Notifier.Tests.Hosting;

/// <summary>Somebody outside hears of each minute's sweep, and nothing here suffers when nobody listens.</summary>
public sealed class HeartbeatTests : IDisposable
{
    private const string Url = "https://hc.example.org/secret-path?a=b";

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.Zero));
    private readonly Listener _listener = new();
    private readonly LogLines _lines = new();
    private readonly LoggerFactory _log = new();

    public HeartbeatTests() => _log.AddProvider(_lines);

    public void Dispose()
    {
        _log.Dispose();
        _listener.Dispose();
        _lines.Dispose();
    }

    [Fact]
    public async Task A_sweep_that_did_its_work_and_one_that_failed_are_told_apart()
    {
        var heartbeat = Of(Url);

        await heartbeat.BeatAsync(true, CancellationToken.None);
        _time.Advance(TimeSpan.FromMinutes(1));
        await heartbeat.BeatAsync(false, CancellationToken.None);

        Assert.Equal([Url, "https://hc.example.org/secret-path/fail?a=b"], _listener.Asked);
    }

    [Fact]
    public async Task It_beats_at_most_once_a_minute()
    {
        var heartbeat = Of(Url);
        for (var second = 0; second < 180; second += 10, _time.Advance(TimeSpan.FromSeconds(10)))
            await heartbeat.BeatAsync(true, CancellationToken.None);

        Assert.InRange(_listener.Asked.Count, 3, 4);
    }

    [Fact]
    public async Task A_failure_is_logged_once_counted_and_names_no_address()
    {
        var heartbeat = Of(Url);
        for (var minute = 0; minute < 6; minute++, _time.Advance(TimeSpan.FromMinutes(1)))
        {
            _listener.Answer = minute switch
            {
                < 2 => static () => throw new HttpRequestException($"nobody at {Url}"),
                < 5 => static () => new HttpResponseMessage(HttpStatusCode.NotFound),
                _ => static () => new HttpResponseMessage(HttpStatusCode.OK),
            };
            await heartbeat.BeatAsync(true, CancellationToken.None);
            if (minute == 4)
                Assert.Equal(5, heartbeat.Failures);
        }

        Assert.Equal((0, 2), (heartbeat.Failures, _lines.All.Count));
        Assert.Contains(_lines.All, line => line.Contains("after 5 failures", StringComparison.Ordinal));
        Assert.DoesNotContain(_lines.All, line => line.Contains("secret-path", StringComparison.Ordinal) || line.Contains("hc.example", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public async Task Without_an_address_nobody_is_asked(string? url)
    {
        await Of(url).BeatAsync(true, CancellationToken.None);

        Assert.Empty(_listener.Asked);
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData("", true)]
    [InlineData(Url, true)]
    [InlineData("hc.example.org", false)]
    [InlineData("ftp://hc.example.org/", false)]
    [InlineData("https://user:password@hc.example.org/", false)]
    public void The_setting_is_an_address_or_nothing(string? url, bool right) => Assert.Equal(right, new HeartbeatOptions { HeartbeatUrl = url }.IsRight);

    private Heartbeat Of(string? url) => new(_listener, Options.Create(new HeartbeatOptions { HeartbeatUrl = url }), _time, _log.CreateLogger<Heartbeat>());

    private sealed class Listener : HttpMessageHandler, IHttpClientFactory
    {
        public List<string> Asked { get; } = [];

        public Func<HttpResponseMessage> Answer { get; set; } = static () => new HttpResponseMessage(HttpStatusCode.OK);

        public HttpClient CreateClient(string name) => new(this, disposeHandler: false);

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Asked.Add(request.RequestUri!.AbsoluteUri);
            return Task.FromResult(Answer());
        }
    }
}

using Notifier.Sources;

namespace Notifier.Tests.Sources.Clients;

/// <summary>One typed client against a server in the place of its API.</summary>
internal sealed class ClientRun : IAsyncDisposable
{
    private ClientRun(ClientShape shape, SourceBench bench, StandIn server) => (Shape, Bench, Server) = (shape, bench, server);

    public ClientShape Shape { get; }

    public SourceBench Bench { get; }

    public StandIn Server { get; }

    public ISource Kind => Bench.Kind(Shape.Kind);

    public SourceDefinition Definition => Shape.Definition(Server);

    public static async Task<ClientRun> StartAsync(string kind, bool withKey = true)
    {
        var shape = ClientShapes.All.Single(one => one.Kind == kind);
        var run = new ClientRun(shape, new SourceBench([.. withKey ? shape.Settings : []]), await StandIn.StartAsync());
        run.Bench.Clock.AdjustTime(shape.Now);
        return run;
    }

    /// <param name="answer">Null leaves the server as it is.</param>
    public async Task<SourceReading> ReadAsync(Func<SeenRequest, Reply>? answer, SourceCursor? from = null)
    {
        if (answer is not null)
            Server.Answer(context => answer(Server.Seen[^1]).WriteAsync(context));
        return await Bench.ReadAsync(Definition, from ?? Shape.From);
    }

    public async Task ExpectAsync(Case expected)
    {
        var reading = await ReadAsync(expected.Answer!);

        Assert.Equal(expected.Failure?.Reason, reading.Failure?.Reason);
        if (expected.Failure is { } failure)
            Assert.Contains(failure.Words, reading.Failure!.Detail, StringComparison.Ordinal);
        Assert.Equal(expected.Lines, AllLines(reading));
    }

    /// <summary><c>nickel 2024-07-12 90500</c> a line.</summary>
    public static IEnumerable<string> AllLines(SourceReading reading) => reading.Series.SelectMany(series => SourceBench.Lines(series).Select(line => $"{series.Series.Id} {line}"));

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        Bench.Dispose();
    }
}

using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Notifier.Api;
using Notifier.Api.Sources;
using Notifier.Deliveries.Proof;
using Notifier.Outgoing;
using Notifier.Sources;
using Notifier.Sources.Catalog;

namespace Notifier.Tests.Sources.Catalog;

/// <summary>Every source of the catalogue, whichever there are.</summary>
public sealed class SourceCatalogTests : IDisposable
{
    private readonly SourceBench _bench = new();

    public static TheoryData<string> Ids => [.. SourceCatalog.All.Select(source => source.Definition.Id)];

    public void Dispose() => _bench.Dispose();

    [Theory]
    [MemberData(nameof(Ids))]
    public void It_is_a_definition_that_the_API_takes(string id)
    {
        var source = SourceCatalog.Find(id)!;
        var body = JsonSerializer.Deserialize<SourceBody>(source.File, ApiJson.Options)!;

        Assert.Equal(Written(body.ToDefinition(id)), Written(source.Definition));
        Assert.Empty(new SourceCheck([.. _bench.Services.GetServices<ISource>(), new SelfSource(null!, null!, null!, null!, TimeProvider.System)], _bench.Services.GetRequiredService<AddressGuard>()).Judge(source.Definition));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void It_says_what_it_is_and_who_speaks_and_is_not_polled_more_often_than_every_ten_minutes(string id)
    {
        var definition = SourceCatalog.Find(id)!.Definition;

        Assert.False(string.IsNullOrWhiteSpace(definition.Title));
        // What follows from others speaks for nobody.
        Assert.Equal(definition.Kind is SourceKind.Derived or SourceKind.Self, string.IsNullOrWhiteSpace(definition.Agency));
        Assert.NotEqual("UTC", definition.Zone);
        var minutes = definition.Schedule.Split(' ')[1];
        Assert.True(definition.Schedule.StartsWith("0 ", StringComparison.Ordinal) && minutes.Split(',').All(minute => int.TryParse(minute, out _)) && minutes.Split(',').Length <= 6, definition.Schedule);
    }

    [Fact]
    public void Ids_and_series_are_unique()
    {
        var definitions = SourceCatalog.All.Select(source => source.Definition).ToList();

        Assert.Equal(definitions.Count, definitions.DistinctBy(definition => definition.Id).Count());
        Assert.Equal(definitions.Sum(definition => definition.Series.Count), definitions.SelectMany(definition => definition.Series).DistinctBy(series => series.Id).Count());
    }

    private static string Written(SourceDefinition definition) => JsonSerializer.Serialize(definition, ApiJson.Options);
}

using System.Text.Json;
using Notifier.Sources.Json.Paths;
using Notifier.Core.Tests;

namespace Notifier.Tests.Sources.Json.Paths;

/// <summary>The cases of the JSONPath compliance test suite, every one.</summary>
public sealed class JsonPathComplianceTests
{
    [Fact]
    public void Every_case_of_the_compliance_suite_is_right()
    {
        using var suite = JsonDocument.Parse(File.ReadAllBytes(SharedData.PathOf("feeds/jsonpath/cts.json")));
        var cases = suite.RootElement.GetProperty("tests").EnumerateArray().ToList();

        var wrong = cases.Select(one => (Name: one.GetProperty("name").GetString(), Problem: Judge(one))).Where(one => one.Problem is not null).ToList();

        Assert.NotEmpty(cases);
        Assert.True(wrong.Count == 0, $"{wrong.Count} of {cases.Count} are wrong:\n{string.Join('\n', wrong)}");
    }

    private static string? Judge(JsonElement one)
    {
        var (path, problem) = JsonPath.Parse(one.GetProperty("selector").GetString()!);
        if (one.TryGetProperty("invalid_selector", out _))
            return path is null ? null : "should be refused";
        if (path is null)
            return problem!.ToString();
        var found = path.Find(one.GetProperty("document"), withPlaces: true);
        var (values, places) = (JsonSerializer.SerializeToElement(found.Nodes.Select(node => node.Value)), JsonSerializer.SerializeToElement(found.Nodes.Select(node => node.Location())));
        return Accepted(one, "result", "results").Zip(Accepted(one, "result_paths", "results_paths")).Any(pair => JsonElement.DeepEquals(pair.First, values) && JsonElement.DeepEquals(pair.Second, places))
            ? null
            : $"{found.Problem}{values} at {places}";
    }

    /// <summary>Where the order of members decides, there are several right answers.</summary>
    private static IEnumerable<JsonElement> Accepted(JsonElement one, string single, string several) =>
        one.TryGetProperty(single, out var only) ? [only] : one.GetProperty(several).EnumerateArray();
}

using System.Globalization;
using System.Text.Json;
using BenchmarkDotNet.Attributes;
using Newtonsoft.Json.Linq;
using Notifier.Sources.Json.Paths;

namespace Notifier.Benchmarks.Json;

/// <summary>JSONPath over an answer of 10,000 rows, already read, side by side with Newtonsoft's <c>SelectTokens</c>, which is no RFC 9535.</summary>
[MemoryDiagnoser]
public class JsonPathBenchmark
{
    private JsonElement _element;
    private JToken _token = null!;
    private JsonPath _path = null!;

    [Params("$.data.rows[*].close", "$..close", "$.data.rows[?@.close > 90500].date")]
    public string Query { get; set; } = "";

    [GlobalSetup]
    public void Read()
    {
        var rows = string.Join(',', Enumerable.Range(0, 10_000).Select(static row => string.Create(CultureInfo.InvariantCulture, $$"""{"date":"2024-07-{{1 + (row % 28):00}}","contract":{"id":"lc2411","venue":"GFEX"},"close":{{90_000 + (row % 1_000)}} }""")));
        var text = $$"""{"code":0,"data":{"rows":[{{rows}}]} }""";
        _element = JsonElement.Parse(text);
        _token = JToken.Parse(text);
        _path = JsonPath.Parse(Query).Path!;
    }

    [Benchmark(Baseline = true)]
    public int Notifier() => _path.Find(_element).Nodes.Count;

    /// <summary>It writes a filter in parentheses.</summary>
    [Benchmark]
    public int Newtonsoft() => _token.SelectTokens(Query.Replace("?@.close > 90500", "?(@.close > 90500)", StringComparison.Ordinal)).Count();
}

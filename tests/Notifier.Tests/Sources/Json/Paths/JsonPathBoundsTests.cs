using System.Diagnostics;
using System.Text.Json;
using Notifier.Sources.Json.Paths;

namespace Notifier.Tests.Sources.Json.Paths;

/// <summary>Queries and documents that are meant to keep the reader busy.</summary>
public sealed class JsonPathBoundsTests
{
    [Fact]
    public void A_query_that_multiplies_its_results_ends_in_an_error()
    {
        using var document = JsonDocument.Parse($"[{string.Join(',', Enumerable.Repeat("[1,2,3,4,5,6,7,8,9]", 200))}]");

        Assert.Equal("the query finds more than 250000 values in this document", JsonPath.Parse($"$[{string.Join(',', Enumerable.Repeat("*", 30))}][{string.Join(',', Enumerable.Repeat("*", 30))}]").Path!.Find(document.RootElement).Problem);
    }

    [Theory]
    [InlineData("$..[?count($..*) > 5]")]
    [InlineData("$..[?$.big == $.copy]")]
    [InlineData("$.big[?@ == $.big[4999]]")]
    [InlineData("$.big[?search($.text, '(x+x+)+y')]")]
    public void A_filter_that_reads_the_document_again_for_each_value_ends_in_an_error(string query)
    {
        var numbers = string.Join(',', Enumerable.Range(0, 20_000));
        using var document = JsonDocument.Parse($$"""{"big":[{{numbers}}],"copy":[{{numbers}}],"text":"{{new string('x', 20_000)}}"}""");
        var watch = Stopwatch.StartNew();

        Assert.Equal("the query takes more than 2000000 steps in this document", JsonPath.Parse(query).Path!.Find(document.RootElement).Problem);
        // Not a measurement: without bounds it would be hours.
        Assert.True(watch.Elapsed < TimeSpan.FromMinutes(1));
    }

    [Theory]
    [InlineData("$..*..*", 3, 12)]
    [InlineData("$..*..*..*", 1, 400)]
    [InlineData("$..[?@..*]", 3, 12)]
    [InlineData("$..[?@..[?@..x]]", 1, 400)]
    [InlineData("$..[?count(@..*) > 1000000]", 1, 400)]
    [InlineData("$..[*,*,*,*,*,*,*,*]", 9, 6)]
    [InlineData("$..[::-1]..[0:100000]", 9, 6)]
    public void What_multiplies_with_the_depth_of_a_document_costs_a_second_and_64_megabytes_at_most(string query, int width, int depth)
    {
        var text = Enumerable.Range(0, depth).Aggregate("1", (inner, _) => $"[{string.Join(',', Enumerable.Repeat(inner, width))}]");
        using var document = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = 1_000 });
        var path = JsonPath.Parse(query).Path!;
        var (before, watch) = (GC.GetAllocatedBytesForCurrentThread(), Stopwatch.StartNew());

        path.Find(document.RootElement);

        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(allocated < 64 << 20, $"{allocated >> 20} MiB");
        // Ten times what it takes, on a machine that does other things.
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10), $"{watch.Elapsed}");
        TestContext.Current.TestOutputHelper?.WriteLine($"{query}: {watch.Elapsed.TotalMilliseconds:0} ms, {allocated >> 20} MiB");
    }

    [Theory]
    [InlineData("(a*)*b")]
    [InlineData("(a|a)*b")]
    [InlineData("(a|aa)+b")]
    public void A_regular_expression_takes_time_by_the_length_of_the_text(string pattern)
    {
        using var document = JsonDocument.Parse($"[\"{new string('a', 50_000)}\"]");

        Assert.Empty(JsonPath.Parse($"$[?match(@, '{pattern}')]").Path!.Find(document.RootElement).Nodes);
    }

    [Theory]
    [InlineData("((a{1000}){1000}){1000}")]
    [InlineData("a{99999999999}")]
    public void A_regular_expression_too_large_to_be_built_matches_nothing(string pattern)
    {
        using var document = JsonDocument.Parse("""["a"]""");

        Assert.Empty(JsonPath.Parse($"$[?search(@, '{pattern}')]").Path!.Find(document.RootElement).Nodes);
    }

    [Theory]
    [InlineData("(", "@", "column 53: ")]
    [InlineData("!(", "@", "column 103: ")]
    [InlineData("@[?", "@", "column ")]
    [InlineData("length(", "@", "column ")]
    public void A_query_nested_without_end_is_refused(string open, string inner, string place)
    {
        var problem = JsonPath.Parse($"$[?{string.Concat(Enumerable.Repeat(open, 500))}{inner}").Problem;

        Assert.StartsWith(place, problem?.ToString(), StringComparison.Ordinal);
        Assert.EndsWith("brackets and filters stand within each other more than 50 deep", problem?.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_query_longer_than_anybody_writes_is_refused() =>
        Assert.Equal("column 4001: it is longer than 4000 characters", JsonPath.Parse("$" + string.Concat(Enumerable.Repeat(".a", 4_000))).Problem?.ToString());

    [Fact]
    public void A_document_as_deep_as_its_reader_allows_is_walked()
    {
        using var document = JsonDocument.Parse(string.Concat(Enumerable.Repeat("[", 900)) + string.Concat(Enumerable.Repeat("]", 900)), new JsonDocumentOptions { MaxDepth = 1_000 });

        Assert.Equal(899, JsonPath.Parse("$..*").Path!.Find(document.RootElement).Nodes.Count);
    }
}

using System.Text.Json;
using Notifier.Sources.Json.Paths;

namespace Notifier.Tests.Sources.Json.Paths;

public sealed class JsonPathTests
{
    /// <summary>Written for these tests, in the shape of what sources answer.</summary>
    private const string Rows = """
        {"data":{"rows":[
          {"id":"a","price":118000,"tags":["spot","battery"],"date":"2024-07-11"},
          {"id":"b","price":119500.0,"tags":[],"date":"2024-07-12","note":null},
          {"id":"c","price":"119500","tags":["futures"],"date":"2024-07-15"},
          {"id":"é€𝄞","price":1.195e5}]},
         "count":4,"next":"/page/2"}
        """;

    [Theory]
    [InlineData("$.count", "4")]
    [InlineData("$['next']", "\"/page/2\"")]
    [InlineData("$.data.rows[0].id", "\"a\"")]
    [InlineData("$.data.rows[-1].price", "1.195e5")]
    [InlineData("$.data.rows[1:3].id", "\"b\",\"c\"")]
    [InlineData("$.data.rows[::-2].id", "\"é€𝄞\",\"b\"")]
    [InlineData("$..tags[*]", "\"spot\",\"battery\",\"futures\"")]
    [InlineData("$..['count','next']", "4,\"/page/2\"")]
    [InlineData("$.data.rows[?@.price == 119500].id", "\"b\",\"é€𝄞\"")]
    [InlineData("$.data.rows[?@.price == '119500'].id", "\"c\"")]
    [InlineData("$.data.rows[?@.note].id", "\"b\"")]
    [InlineData("$.data.rows[?@.note == null].id", "\"b\"")]
    [InlineData("$.data.rows[?!@.tags].id", "\"é€𝄞\"")]
    [InlineData("$.data.rows[?length(@.id) == 3].price", "1.195e5")]
    [InlineData("$.data.rows[?count(@.tags[*]) > 1 || @.id == 'c'].id", "\"a\",\"c\"")]
    [InlineData("$.data.rows[?match(@.date, '2024-07-1[0-4]') && @.price < 119000].id", "\"a\"")]
    [InlineData("$.data.rows[?search(@.date, '-1[25]$')].id", "\"b\",\"c\"")]
    [InlineData("$.data.rows[?value(@..note) == null].id", "\"b\"")]
    [InlineData("$.data.rows[?@.price >= $.data.rows[1].price].id", "\"b\",\"é€𝄞\"")]
    [InlineData("$.missing[*].x", "")]
    public void A_query_finds_its_values(string query, string expected)
    {
        using var document = JsonDocument.Parse(Rows);

        Assert.Equal(expected, string.Join(',', JsonPath.Parse(query).Path!.Find(document.RootElement).Nodes.Select(node => node.Value.GetRawText())));
    }

    [Fact]
    public void Where_a_value_stands_is_said_as_a_normalized_path()
    {
        using var document = JsonDocument.Parse("""{"a'\\\n\u0001":[{"b":1}]}""");

        Assert.Equal([@"$['a\'\\\n\u0001'][0]['b']"], JsonPath.Parse("$..b").Path!.Find(document.RootElement, withPlaces: true).Nodes.Select(node => node.Location()));
    }

    [Theory]
    [InlineData("", "column 1: a query begins with the root of the document, which is missing: write $")]
    [InlineData("data.rows", "column 1: a query begins with the root of the document, which is expected here: write $")]
    [InlineData("$.data.", "column 8: a name begins with a letter or _: write any other as ['name']")]
    [InlineData("$.碳酸锂.1", "column 7: a name begins with a letter or _: write any other as ['name']")]
    [InlineData("$[01]", "column 3: a whole number has no zero in front")]
    [InlineData("$[9007199254740992]", "column 3: a whole number lies between -9007199254740991 and 9007199254740991")]
    [InlineData("$['a", "column 3: the text that begins here does not end: write '")]
    [InlineData("$['𝄞\\q']", "column 5: there is no such escape: \\b \\f \\n \\r \\t \\/ \\\\ \\uXXXX and the quote itself are")]
    [InlineData("$['\\ud834']", "column 4: this is half a character: the second \\uXXXX of the pair is missing")]
    [InlineData("$[?@.a == @..b]", "column 11: only a query of names and positions, which finds one value at most, can be compared")]
    [InlineData("$[?length(@.a)]", "column 15: the result of this function is compared with ==, !=, <, <=, > or >=")]
    [InlineData("$[?match(@.a, 'x') == true]", "column 4: match and search are true or false by themselves and are not compared")]
    [InlineData("$[?lenght(@.a) > 1]", "column 4: there is no function 'lenght': there are length, count, match, search and value")]
    [InlineData("$[?count(1) > 1]", "column 10: count takes a query, which begins with @ or $")]
    [InlineData("$[?match(@.a)]", "column 4: match takes two arguments and has 1")]
    [InlineData("$[?'a']", "column 7: a literal alone tests nothing: compare it with ==, !=, <, <=, > or >=")]
    [InlineData("$[?!@.a == 1]", "column 5: a comparison is negated with parentheses: !(a == b)")]
    [InlineData("$.a ", "column 4: the query should end here, or go on with . or [")]
    public void What_is_wrong_is_said_with_its_place(string query, string problem) => Assert.Equal(problem, JsonPath.Parse(query).Problem?.ToString());

    [Fact]
    public void A_number_beyond_a_double_is_larger_than_all_others()
    {
        using var document = JsonDocument.Parse("""[{"v":1e400},{"v":-1e400},{"v":1}]""");

        Assert.Equal(2, JsonPath.Parse("$[?@.v >= 1]").Path!.Find(document.RootElement).Nodes.Count);
    }

    [Fact]
    public void A_text_that_is_no_Unicode_is_an_error_only_where_it_is_read()
    {
        using var document = JsonDocument.Parse("""[{"v":"\ud800"},{"v":"x","w":1}]""");

        Assert.Equal("the document has a text that is no Unicode", JsonPath.Parse("$[?@.v == 'x']").Path!.Find(document.RootElement).Problem);
        Assert.Single(JsonPath.Parse("$[*].w").Path!.Find(document.RootElement).Nodes);
    }
}

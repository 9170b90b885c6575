using System.Text;
using Notifier.Api.Bodies;
using Notifier.Api.Problems;
using Notifier.Core.Observations;
using Notifier.Core.Warnings;

namespace Notifier.Tests.Api;

/// <summary>A body becomes a value, or a list of everything that is wrong with it and where.</summary>
public sealed class JsonBodyTests
{
    private sealed record Item(string Id, double Value, Period Period);

    private sealed record Sample(string Name, Severity Severity, IReadOnlyList<Item> Items, int Count = 3, string? Note = null)
    {
        public int Twice => Count * 2;
    }

    private const string Good = """{"name":"锂","severity":"severe","items":[{"id":"a","value":1.5,"period":"2026-01-31"}]}""";

    [Fact]
    public void A_right_body_is_read_with_its_defaults()
    {
        var (value, problem) = JsonBody.Parse<Sample>(Encoding.UTF8.GetBytes(Good));

        Assert.Null(problem);
        Assert.Equal(("锂", Severity.Severe, 3), (value!.Name, value.Severity, value.Count));
        Assert.Equal(new Item("a", 1.5, Period.Parse("2026-01-31")), Assert.Single(value.Items));
    }

    [Theory]
    [InlineData("""{"name":"x","severity":"severe","items":[],"colour":"red"}""", "/colour", "unknown-field", 1, 44)]
    [InlineData("""{"name":"x","severity":"severe","items":[],"twice":6}""", "/twice", "unknown-field", 1, 44)]
    [InlineData("""{"name":"x","severity":"severe","items":[],"Note":"y"}""", "/Note", "unknown-field", 1, 44)]
    [InlineData("""{"severity":"severe","items":[]}""", "", "missing-field", 1, 1)]
    [InlineData("""{"name":null,"severity":"severe","items":[]}""", "/name", "wrong-type", 1, 9)]
    [InlineData("""{"name":1,"severity":"severe","items":[]}""", "/name", "wrong-type", 1, 9)]
    [InlineData("""{"name":"x","severity":"bad","items":[]}""", "/severity", "invalid-value", 1, 24)]
    [InlineData("""{"name":"x","severity":3,"items":[]}""", "/severity", "wrong-type", 1, 24)]
    [InlineData("""{"name":"x","severity":"severe","items":{}}""", "/items", "wrong-type", 1, 41)]
    [InlineData("""{"name":"x","severity":"severe","items":[],"count":1.5}""", "/count", "wrong-type", 1, 52)]
    [InlineData("""{"name":"x","severity":"severe","items":[],"count":"3"}""", "/count", "wrong-type", 1, 52)]
    [InlineData("{\"name\":\"锂𝄞\",\"severity\":\"severe\",\n  \"items\":[{\"id\":\"a\",\"value\":1e999,\"period\":\"2026-01-31\"}]}", "/items/0/value", "invalid-value", 2, 30)]
    [InlineData("{\"name\":\"x\",\"severity\":\"severe\",\n \"items\":[{\"id\":\"a\",\"value\":1,\"period\":\"2026-02-30\"}]}", "/items/0/period", "invalid-value", 2, 40)]
    [InlineData("""{"name":"\ud800","severity":"severe","items":[]}""", "/name", "invalid-value", 1, 9)]
    [InlineData("[]", "", "wrong-type", 1, 1)]
    [InlineData("null", "", "wrong-type", 1, 1)]
    public void What_does_not_fit_is_named_with_its_place(string body, string pointer, string code, int line, int column)
    {
        var (value, problem) = JsonBody.Parse<Sample>(Encoding.UTF8.GetBytes(body));

        Assert.Null(value);
        Assert.Equal(ProblemKind.InvalidBody, problem!.Kind);
        var error = Assert.Single(problem.Errors);
        Assert.Equal((pointer, code, line, column), (error.Pointer, error.Code, error.Line, error.Column));
    }

    [Theory]
    [InlineData("", "malformed", 1, 1)]
    [InlineData(" \n", "malformed", 2, 1)]
    [InlineData("{\n  \"name\": \"x\",\n}", "malformed", 3, 1)]
    [InlineData("{\"name\":\"x\"", "malformed", 1, 12)]
    [InlineData("{} {}", "malformed", 1, 4)]
    [InlineData("{} // no", "malformed", 1, 4)]
    [InlineData("{\"name\":NaN}", "malformed", 1, 9)]
    [InlineData("{\"name\":\"锂\",\"name\":\"y\"}", "duplicate-field", 1, 13)]
    [InlineData("{\"name\":\"x\",\"n\\u0061me\":\"y\"}", "duplicate-field", 1, 13)]
    public void What_is_not_JSON_is_refused_with_its_place(string body, string code, int line, int column)
    {
        var (_, problem) = JsonBody.Parse<Sample>(Encoding.UTF8.GetBytes(body));

        Assert.Equal(ProblemKind.InvalidJson, problem!.Kind);
        var error = Assert.Single(problem.Errors);
        Assert.Equal((code, line, column), (error.Code, error.Line, error.Column));
    }

    [Fact]
    public void Deep_nesting_is_refused()
    {
        var (_, problem) = JsonBody.Parse<Sample>(Encoding.UTF8.GetBytes(new string('[', 100_000)));

        Assert.Equal(ProblemKind.InvalidJson, problem!.Kind);
    }

    [Fact]
    public void Everything_wrong_is_told_at_once()
    {
        var (_, problem) = JsonBody.Parse<Sample>("""{"nam":"x","severity":"bad","items":[{"id":1}]}"""u8.ToArray());

        Assert.Equal(["/nam", "/severity", "/items/0/id", "/items/0", "/items/0", ""], problem!.Errors.Select(error => error.Pointer));
    }

    [Fact]
    public void No_error_names_a_type_of_the_program()
    {
        foreach (var body in new[] { """{"x":1}""", """{"name":{},"severity":[],"items":"","count":9999999999}""", "{\"name\"", "{\"a\":tru}" })
        {
            var (_, problem) = JsonBody.Parse<Sample>(Encoding.UTF8.GetBytes(body));
            Assert.All(problem!.Errors, error => Assert.DoesNotMatch("System|Notifier|Sample|\\.NET", error.Detail));
        }
    }

    [Fact]
    public void A_place_is_found_back_from_line_and_column()
    {
        var places = JsonPlaces.Of("""
            {
              "ladder": [
                { "when": "value >" }
              ]
            }
            """u8);

        Assert.Equal("/ladder/0/when", places.PointerAt(3, 22));
        Assert.Equal("/ladder/0/when", places.PointerAt(3, 15));
        Assert.Equal("/ladder/0", places.PointerAt(3, 5));
        Assert.Equal("", places.PointerAt(1, 1));
    }
}

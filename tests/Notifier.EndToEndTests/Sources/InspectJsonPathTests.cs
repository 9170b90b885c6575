using System.Text;

namespace Notifier.EndToEndTests.Sources;

public sealed class InspectJsonPathTests
{
    [Fact]
    public async Task Each_line_is_answered_with_its_id_and_a_bad_one_does_not_end_the_run()
    {
        var run = await Inspect(
            """{"id":"a","selector":"$.rows[?@.price > 100].date","document":{"rows":[{"date":"2024-07-12","price":120.50},{"date":"x","price":1}]}}""",
            """{"id":2,"selector":"$[0,-1,'x']","document":[1.0,{"a":"é"}]}""",
            "not json",
            "[1]",
            "",
            """{"id":{"n":1},"selector":"$.a.","document":{}}""",
            """{"id":"b","document":{}}""",
            """{"id":"c","selector":"$"}""",
            """{"selector":"$","document":null}""");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal(
            """
            {"id":"a","result":["2024-07-12"]}
            {"id":2,"result":[1.0,{"a":"é"}]}
            {"id":null,"error":"line 3 of the input is no JSON at byte 2"}
            {"id":null,"error":"line 4 of the input is no JSON object"}
            {"id":{"n":1},"error":"selector: column 5: a name begins with a letter or _: write any other as ['name']"}
            {"id":"b","error":"'selector' is missing: a JSONPath query, for example \"$.data[*].price\""}
            {"id":"c","error":"'document' is missing: any JSON"}
            {"id":null,"result":[null]}

            """,
            run.Output);
    }

    [Fact]
    public async Task Where_the_results_stand_is_written_when_asked_for()
    {
        var run = await Inspect(["--paths"], """{"id":1,"selector":"$..b","document":{"a":[{"b":5}]}}""");

        Assert.Equal("""{"id":1,"result":[5],"paths":["$['a'][0]['b']"]}""" + "\n", run.Output);
    }

    private static Task<CommandRun> Inspect(params string[] lines) => Inspect([], lines);

    private static Task<CommandRun> Inspect(string[] options, params string[] lines) =>
        CommandRun.Of(["inspect", "jsonpath", "--jsonl", .. options], Encoding.UTF8.GetBytes(string.Join('\n', lines)), folder: null);
}

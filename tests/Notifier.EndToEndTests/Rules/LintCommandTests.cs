using System.Text;
using System.Text.Json;

namespace Notifier.EndToEndTests.Rules;

public sealed class LintCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("notifier-lint-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_right_file_prints_nothing_and_ends_with_0()
    {
        Write("right.json", """{"id":"surge","series":"lithium-carbonate-cn","above":"500000 CNY/t"}""");

        var run = await Lint("right.json");

        Assert.Equal((0, "", ""), (run.ExitCode, run.Output, run.Error));
    }

    [Fact]
    public async Task Findings_are_lines_that_editors_jump_to_and_end_with_1()
    {
        Write("wrong.json", """
            {
              "id": "surge", "titel": "碳酸锂 🔋",
              "series": "lithium-carbonate-cn",
              "ladder": [ { "severity": "severe", "when": "count('🔋\u9502', 14d) >= 1 and mutliple(min, 365d) >= 2" } ]
            }
            """);

        var run = await Lint("wrong.json");

        Assert.Equal(
            "wrong.json:2:18: error unknown-field there is no field 'titel': did you mean 'title'?\n"
            + "wrong.json:4:79: error unknown-indicator there is no indicator 'mutliple': did you mean 'multiple'?\n",
            run.Output);
        Assert.Equal((1, ""), (run.ExitCode, run.Error));
    }

    [Fact]
    public async Task A_folder_is_read_once_whatever_links_stand_in_it()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "a link needs a privilege there");
        Write("rules/wrong.json", """{"id":"surge","series":"brent","above":1,"x":1}""");
        Directory.CreateSymbolicLink(Path.Combine(_folder, "rules", "again"), Path.Combine(_folder, "rules"));

        var run = await Lint("rules");

        Assert.StartsWith("rules/wrong.json:1:42: error unknown-field ", Assert.Single(run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task As_json_a_finding_has_its_place_in_fields()
    {
        Write("wrong.json", """{"id":"surge","series":"brent","above":1,"x":1}""");

        var run = await Lint("wrong.json", "--json");

        using var findings = JsonDocument.Parse(run.Output);
        var finding = Assert.Single(findings.RootElement.EnumerateArray());
        Assert.Equal(["path", "line", "column", "severity", "code", "message"], finding.EnumerateObject().Select(member => member.Name));
        Assert.Equal(("wrong.json", 1, 42, "error", "unknown-field"), (Text(finding, "path"), finding.GetProperty("line").GetInt32(), finding.GetProperty("column").GetInt32(), Text(finding, "severity"), Text(finding, "code")));
        Assert.Equal(1, run.ExitCode);
    }

    [Fact]
    public async Task Without_findings_json_is_an_empty_list()
    {
        Write("right.json", """{"id":"surge","series":"brent","above":1}""");

        var run = await Lint("right.json", "--json");

        Assert.Equal((0, "[]\n"), (run.ExitCode, run.Output));
    }

    [Fact]
    public async Task Warnings_alone_end_with_0()
    {
        Write("warned.json", """{"id":"surge","series":"brent","above":1,"tick":"1h"}""");

        var run = await Lint("warned.json");

        Assert.Equal(0, run.ExitCode);
        Assert.StartsWith("warned.json:1:49: warning idle-tick ", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_is_searched_at_any_depth_in_one_order()
    {
        Write("rules/b.json", "{}");
        Write("rules/a/z.json", "[1]");
        Write("rules/notes.txt", "no rule");

        var run = await Lint("rules");

        Assert.Equal(["rules/a/z.json:1:2", "rules/b.json:1:1"], Lines(run).Select(line => line[..line.IndexOf(": ", StringComparison.Ordinal)]).Distinct());
    }

    [Fact]
    public async Task A_hyphen_is_standard_input()
    {
        var run = await CommandRun.Of(["lint", "-"], Encoding.UTF8.GetBytes("\uFEFF{\"id\":\"锂\"}"), _folder);

        Assert.StartsWith("-:1:1: error missing-field ", run.Output, StringComparison.Ordinal);
        Assert.Contains("-:1:7: error invalid-id '锂' ", run.Output, StringComparison.Ordinal);
        Assert.Equal(1, run.ExitCode);
    }

    [Fact]
    public async Task Series_given_are_judged_with_their_units()
    {
        Write("rule.json", """{"id":"surge","series":["li","ni"],"above":"5 USD/t"}""");

        var run = await Lint("rule.json", "--series", "li=CNY/t", "--series", "co=CNY/t");

        Assert.Equal(["rule.json:1:30: error missing-series", "rule.json:1:47: error unit-mismatch"], Lines(run).Select(line => string.Join(' ', line.Split(' ').Take(3))));
    }

    [Theory]
    [InlineData("missing.json", "cannot read 'missing.json': there is no such file or folder")]
    [InlineData("empty", "no *.json file below the folder 'empty'")]
    public async Task What_cannot_be_read_ends_with_2_and_says_so_before_any_finding(string path, string message)
    {
        Directory.CreateDirectory(Path.Combine(_folder, "empty"));
        Write("wrong.json", "{}");

        var run = await Lint("wrong.json", path);

        Assert.Equal((2, "", $"notifier lint: {message}\n"), (run.ExitCode, run.Output, run.Error));
    }

    [Fact]
    public async Task The_bytes_are_the_same_in_any_language_and_time_zone()
    {
        Write("wrong.json", """{"id":"surge","series":"brent","above":"5 元/吨","x":1.5}""");
        string[] arguments = ["lint", "wrong.json", "--series", "brent=USD/bbl"];

        var plain = await CommandRun.Of(arguments, [], _folder);
        var other = await CommandRun.Of(arguments, [], _folder, ("LANG", "de_DE.ISO-8859-1"), ("LC_ALL", "de_DE.ISO-8859-1"), ("TZ", "Asia/Kathmandu"));

        Assert.Contains("元/吨", plain.Output, StringComparison.Ordinal);
        Assert.Equal(plain, other);
    }

    private Task<CommandRun> Lint(params string[] arguments) => CommandRun.Of(["lint", .. arguments], [], _folder);

    private void Write(string path, string text)
    {
        var file = Path.Combine(_folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }

    private static string[] Lines(CommandRun run) => run.Output.TrimEnd('\n').Split('\n');

    private static string? Text(JsonElement owner, string name) => owner.GetProperty(name).GetString();
}

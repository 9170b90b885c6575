using System.Text.RegularExpressions;
using CsCheck;
using Notifier.Sources.Json.Paths;

namespace Notifier.Tests.Sources.Json.Paths;

public sealed class IRegexpTests
{
    [Theory]
    [InlineData("a.c", "a𝄞c", true)]
    [InlineData("a..c", "a𝄞c", false)]
    [InlineData("a.c", "a\nc", false)]
    [InlineData("[^b]", "𝄞", true)]
    [InlineData("[𝄀-𝄾]+", "𝄞𝄢", true)]
    [InlineData("[^𝄀-𝄾]", "𝄞", false)]
    [InlineData(@"\p{Lu}\p{Ll}+", "Éa", true)]
    [InlineData(@"\p{L}{2}", "锂𠮷", true)]
    [InlineData(@"\P{L}", "𠮷", false)]
    [InlineData(@"[\p{Nd}.]+", "1.5", true)]
    [InlineData(@"[^\p{Nd}]", "7", false)]
    [InlineData("[a-]", "-", true)]
    [InlineData("[-a]", "-", true)]
    [InlineData(@"[\-\]\[]+", "]-[", true)]
    [InlineData(@"\(\)\.\*\+\?\[\]\{\}\|\^\\\n\r\t", "().*+?[]{}|^\\\n\r\t", true)]
    [InlineData("a{2,3}|b{2}|c{1,}", "ccc", true)]
    [InlineData("", "", true)]
    [InlineData("(|a)b", "b", true)]
    [InlineData("#x y", "#x y", true)]
    public void An_expression_matches_code_points(string pattern, string text, bool expected) =>
        Assert.Equal(expected, IRegexp.Parse(pattern, whole: true)!.Matches(text, new PathWalk(default)));

    [Theory]
    [InlineData("b", "abc", true)]
    [InlineData("^b", "abc", false)]
    [InlineData("^a|c$", "xxc", true)]
    [InlineData("b$", "abc", false)]
    [InlineData("", "abc", true)]
    [InlineData("a{2}b", "xaaab", true)]
    [InlineData("(ab|a)(bc|c)$", "xabc", true)]
    [InlineData("x*y", "aaxxa", false)]
    [InlineData("^$", "", true)]
    public void A_search_finds_it_anywhere(string pattern, string text, bool expected) =>
        Assert.Equal(expected, IRegexp.Parse(pattern, whole: false)!.Matches(text, new PathWalk(default)));

    /// <summary>Against .NET's engine, on expressions that mean the same there.</summary>
    [Fact]
    public void It_matches_what_other_engines_match() => Gen.Select(Patterns, Gen.String[Gen.Char["abc"], 0, 8]).Sample((pattern, text) =>
        IRegexp.Parse(pattern, whole: true)!.Matches(text, new PathWalk(default)) == Regex.IsMatch(text, $@"\A(?:{pattern})\z")
        && IRegexp.Parse(pattern, whole: false)!.Matches(text, new PathWalk(default)) == Regex.IsMatch(text, pattern));

    private static Gen<string> Words(params string[] words) => Gen.Int[0, words.Length - 1].Select(index => words[index]);

    private static Gen<string> Patterns => Gen.Recursive<string>((depth, inner) => depth > 3
        ? Words("a", "b", "[ab]", "[^a]", ".", "")
        : Gen.OneOf(
            Words("a", "b", "c", "[ab]", "[^a]", "."),
            Gen.Select(inner, inner, (left, right) => left + right),
            Gen.Select(inner, inner, (left, right) => $"({left}|{right})"),
            Gen.Select(inner, Words("*", "+", "?", "{2}", "{1,2}", "{0,}"), (part, count) => $"({part}){count}")));

    [Theory]
    [InlineData(@"\d")]
    [InlineData(@"\w+")]
    [InlineData(@"\bword")]
    [InlineData(@"(?=a)")]
    [InlineData(@"(?:a)")]
    [InlineData(@"(a)\1")]
    [InlineData("a*?")]
    [InlineData("a**")]
    [InlineData("*a")]
    [InlineData("a{2")]
    [InlineData("a{,2}")]
    [InlineData("[]")]
    [InlineData("[z-a]")]
    [InlineData("[a-b-c]")]
    [InlineData("[[:alpha:]]")]
    [InlineData("(a")]
    [InlineData("a)")]
    [InlineData(@"\p{Xx}")]
    [InlineData(@"\p{Latin}")]
    [InlineData(@"\p{Cs}")]
    [InlineData(@"a\")]
    public void What_is_not_of_the_grammar_is_no_expression(string pattern) => Assert.Null(IRegexp.Parse(pattern, whole: false));
}

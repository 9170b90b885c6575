namespace Notifier.Sources.Json.Paths;

/// <summary>The filters of a query: logical expressions, comparisons, functions, with their types (RFC 9535 sections 2.3.5 and 2.4).</summary>
internal sealed class PathTestParser(PathReader reader, PathParser queries)
{
    private static readonly string[] Operators = ["==", "!=", "<=", ">=", "<", ">"];
    private static readonly string[] Words = ["true", "false", "null"];

    private const string Functions = "length, count, match, search and value";

    public PathTest Or()
    {
        var parts = new List<PathTest> { And() };
        while (Goes("||"))
            parts.Add(And());
        return parts is [var only] ? only : new OrTest(parts);
    }

    private PathTest And()
    {
        var parts = new List<PathTest> { Basic() };
        while (Goes("&&"))
            parts.Add(Basic());
        return parts is [var only] ? only : new AndTest(parts);
    }

    private bool Goes(string word)
    {
        reader.SkipBlanks();
        if (!reader.Take(word))
            return false;
        reader.SkipBlanks();
        return true;
    }

    private PathTest Basic()
    {
        if (reader.Take("!"))
        {
            reader.SkipBlanks();
            return new NotTest(reader.Sees("(") ? Parenthesis() : Test(Term(), negated: true));
        }

        return reader.Sees("(") ? Parenthesis() : Test(Term(), negated: false);
    }

    private PathTest Parenthesis() => queries.Inside(() =>
    {
        reader.Require("(", "a parenthesis");
        reader.SkipBlanks();
        var inner = Or();
        reader.SkipBlanks();
        reader.Require(")", "the end of the parenthesis");
        return inner;
    });

    /// <summary>A comparison where an operator follows; else the term by itself, if it can be true or false.</summary>
    private PathTest Test(PathTerm term, bool negated)
    {
        reader.SkipBlanks();
        var at = reader.At;
        if (Array.Find(Operators, reader.Take) is { } sign)
        {
            if (negated)
                throw reader.Wrong("a comparison is negated with parentheses: !(a == b)", term.At);
            reader.SkipBlanks();
            return new ComparisonTest(Comparable(term), sign, Comparable(Term()));
        }

        return term switch
        {
            { Test: { } test } => test,
            { Query: { } query } => new ExistenceTest(query),
            { IsLiteral: true } => throw reader.Wrong("a literal alone tests nothing: compare it with ==, !=, <, <=, > or >=", at),
            _ => throw reader.Wrong("the result of this function is compared with ==, !=, <, <=, > or >=", at),
        };
    }

    private PathOperand Comparable(PathTerm term) => term switch
    {
        { Operand: { } operand } => operand,
        { Query: { IsSingular: true } query } => new QueryOperand(query),
        { Query: not null } => throw reader.Wrong("only a query of names and positions, which finds one value at most, can be compared", term.At),
        _ => throw reader.Wrong("match and search are true or false by themselves and are not compared", term.At),
    };

    private PathTerm Term()
    {
        var at = reader.At;
        if (reader.Next is '\'' or '"')
            return PathTerm.Literal(at, PathValue.Of(reader.Quoted()));
        if (reader.Next is '-' or (>= '0' and <= '9'))
            return PathTerm.Literal(at, PathValue.Of(reader.Number()));
        if (reader.Take("$"))
            return new(at, Query: queries.Query(fromRoot: true));
        if (reader.Take("@"))
            return new(at, Query: queries.Query(fromRoot: false));
        if (reader.Function() is { } name)
            return queries.Inside(() => Function(at, name));
        return Array.Find(Words, reader.Take) is { } word
            ? PathTerm.Literal(at, PathValue.OfWord(word))
            : throw reader.Wrong("a query that begins with @ or $, a literal, a function or a parenthesis is expected here");
    }

    private PathTerm Function(int at, string name)
    {
        var arguments = Arguments();
        var wanted = name switch
        {
            "length" or "count" or "value" => 1,
            "match" or "search" => 2,
            _ => throw reader.Wrong($"there is no function '{name}': there are {Functions}", at),
        };
        if (arguments.Count != wanted)
            throw reader.Wrong($"{name} takes {(wanted == 1 ? "one argument" : "two arguments")} and has {arguments.Count}", at);
        return name switch
        {
            "length" => new(at, Operand: new LengthOperand(Value(arguments[0], name))),
            "count" => new(at, Operand: new CountOperand(Nodes(arguments[0], name))),
            "value" => new(at, Operand: new OnlyOperand(Nodes(arguments[0], name))),
            _ => new(at, Test: new ExpressionTest(name == "match", Value(arguments[0], name), Value(arguments[1], name))),
        };
    }

    private List<PathTerm> Arguments()
    {
        var arguments = new List<PathTerm>();
        reader.SkipBlanks();
        if (reader.Take(")"))
            return arguments;
        do
        {
            reader.SkipBlanks();
            arguments.Add(Term());
            reader.SkipBlanks();
        }
        while (reader.Take(","));
        reader.Require(")", "the end of the arguments");
        return arguments;
    }

    private PathOperand Value(PathTerm argument, string function) => argument switch
    {
        { Operand: { } operand } => operand,
        { Query: { IsSingular: true } query } => new QueryOperand(query),
        _ => throw reader.Wrong($"{function} takes a value: a literal, a query of names and positions only, or length, count or value", argument.At),
    };

    private PathQuery Nodes(PathTerm argument, string function) =>
        argument.Query ?? throw reader.Wrong($"{function} takes a query, which begins with @ or $", argument.At);
}

/// <summary>What a filter is made of, before it is known what is wanted there; one of the three is set.</summary>
/// <param name="At">Where it begins.</param>
internal sealed record PathTerm(int At, PathOperand? Operand = null, PathQuery? Query = null, PathTest? Test = null)
{
    public bool IsLiteral => Operand is LiteralOperand;

    public static PathTerm Literal(int at, PathValue value) => new(at, Operand: new LiteralOperand(value));
}

using Notifier.Core.Entries;
using Notifier.Core.Observations;
using Notifier.Core.Observations.Units;

namespace Notifier.Core.Observations.Derived;

/// <summary>
/// How one series follows from others: <c>lithium-spot-cn - lithium-futures-cn</c>, <c>exvat(lithium-spot-cn, 13%) / cny-usd</c>.
/// Numbers carry the units of their series.
/// </summary>
public abstract record Formula
{
    /// <summary>The series named, in the order of their first mention.</summary>
    public IReadOnlyList<string> SeriesIds => [.. Leaves().OfType<SeriesTerm>().Select(term => term.Id).Distinct()];

    /// <summary>The counts of entries in it.</summary>
    public IReadOnlyList<CountTerm> Counts => [.. Leaves().OfType<CountTerm>().Distinct()];

    /// <summary>The unit that its value has.</summary>
    /// <param name="unitOf">The unit of a series.</param>
    /// <exception cref="FormulaException">Two sides measure different things.</exception>
    public abstract MeasuredUnit UnitOf(Func<string, MeasuredUnit> unitOf);

    /// <param name="inputs">What its leaves are at one time; NaN where one is missing.</param>
    internal abstract double Value(FormulaInputs inputs);

    internal virtual IEnumerable<Formula> Leaves() => [this];
}

/// <summary>A plain number.</summary>
public sealed record NumberTerm(double Number) : Formula
{
    public override MeasuredUnit UnitOf(Func<string, MeasuredUnit> unitOf) => MeasuredUnit.One;

    internal override double Value(FormulaInputs inputs) => Number;
}

/// <summary>The last value of a series at or before the time.</summary>
public sealed record SeriesTerm(string Id) : Formula
{
    public override MeasuredUnit UnitOf(Func<string, MeasuredUnit> unitOf) => unitOf(Id);

    internal override double Value(FormulaInputs inputs) => inputs.ValueOf(Id);
}

/// <summary>How many entries are about a topic, or mention one of the words, within a window that ends with the day.</summary>
/// <param name="Text">As it is written: a topic's id, or words in quotes.</param>
public sealed record CountTerm(string Text, TimeSpan Window) : Formula
{
    internal EntrySubject Wanted { get; } = Text[0] is '\'' or '"' ? EntrySubject.Words(Text[1..^1]) : EntrySubject.Topic(Text);

    public override MeasuredUnit UnitOf(Func<string, MeasuredUnit> unitOf) => MeasuredUnit.One;

    internal override double Value(FormulaInputs inputs) => inputs.CountOf(this);
}

/// <summary>Two sides joined by <c>+ - * /</c>. What is added or subtracted is converted to the unit of the left side.</summary>
public sealed record OperationTerm(Formula Left, char Operator, Formula Right) : Formula
{
    public override MeasuredUnit UnitOf(Func<string, MeasuredUnit> unitOf)
    {
        var (left, right) = (Left.UnitOf(unitOf), Right.UnitOf(unitOf));
        return Operator switch
        {
            '*' => left.Times(right),
            '/' => left.Over(right),
            // A number beside a price is in the unit of the price.
            _ when Left is NumberTerm => right,
            _ when Right is NumberTerm => left,
            _ => right.FactorTo(left) is not null ? left
                : throw new FormulaException($"'{left}' and '{right}' measure different things and cannot be {(Operator == '+' ? "added" : "subtracted")}"),
        };
    }

    internal override double Value(FormulaInputs inputs)
    {
        var (left, right) = (Left.Value(inputs), Right.Value(inputs));
        if (Operator is '+' or '-' && Left is not NumberTerm && Right is not NumberTerm)
            right *= inputs.FactorBetween(Right, Left);
        return Operator switch
        {
            '+' => left + right,
            '-' => left - right,
            '*' => left * right,
            _ => right == 0 ? double.NaN : left / right,
        };
    }

    internal override IEnumerable<Formula> Leaves() => Left.Leaves().Concat(Right.Leaves());
}

/// <summary><c>exvat(x, 13%)</c> takes value-added tax out of a price, <c>invat(x, 13%)</c> puts it in.</summary>
public sealed record TaxTerm(Formula Price, double Rate, bool Into) : Formula
{
    public override MeasuredUnit UnitOf(Func<string, MeasuredUnit> unitOf) => Price.UnitOf(unitOf);

    internal override double Value(FormulaInputs inputs) => Into ? Price.Value(inputs) * (1 + Rate) : Price.Value(inputs) / (1 + Rate);

    internal override IEnumerable<Formula> Leaves() => Price.Leaves();
}

/// <summary>A formula that cannot be read or computed; the message says why.</summary>
/// <param name="column">Where, from 1; 0 where it is about the whole.</param>
public sealed class FormulaException(string message, int column = 0) : Exception(message)
{
    public int Column { get; } = column;
}

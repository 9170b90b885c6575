namespace Notifier.Sources.Json.Paths;

/// <summary>A part of an expression, which writes itself as instructions of a machine that is in several places at once.</summary>
internal abstract record IRegexpNode
{
    /// <returns>False where the program becomes too long.</returns>
    public abstract bool Write(List<Instruction> program);

    /// <summary>Room for one more.</summary>
    protected static bool Fits(List<Instruction> program) => program.Count < IRegexp.MostInstructions;
}

internal sealed record SetNode(CodePoints Points) : IRegexpNode
{
    public override bool Write(List<Instruction> program)
    {
        program.Add(new(Step.Take, Points));
        return Fits(program);
    }
}

internal sealed record EdgeNode(bool AtStart) : IRegexpNode
{
    public override bool Write(List<Instruction> program)
    {
        program.Add(new(AtStart ? Step.Start : Step.End));
        return Fits(program);
    }
}

internal sealed record SequenceNode(IReadOnlyList<IRegexpNode> Parts) : IRegexpNode
{
    public override bool Write(List<Instruction> program) => Parts.All(part => part.Write(program));
}

internal sealed record ChoiceNode(IReadOnlyList<IRegexpNode> Branches) : IRegexpNode
{
    public override bool Write(List<Instruction> program)
    {
        var ends = new List<int>();
        for (var index = 0; index < Branches.Count; index++)
        {
            var split = program.Count;
            var isLast = index == Branches.Count - 1;
            if (!isLast)
                program.Add(new(Step.Split));
            if (!Branches[index].Write(program) || !Fits(program))
                return false;
            if (isLast)
                continue;
            ends.Add(program.Count);
            program.Add(new(Step.Split));
            program[split] = new(Step.Split, First: split + 1, Second: program.Count);
        }

        foreach (var end in ends)
            program[end] = new(Step.Split, First: program.Count, Second: program.Count);
        return true;
    }
}

/// <param name="Most">Null = without end.</param>
internal sealed record RepeatNode(IRegexpNode Part, int Least, int? Most) : IRegexpNode
{
    public override bool Write(List<Instruction> program)
    {
        for (var count = 0; count < Least; count++)
        {
            if (!Part.Write(program) || !Fits(program))
                return false;
        }

        return Most is null ? Loop(program) : Options(program, Most.Value - Least);
    }

    private bool Loop(List<Instruction> program)
    {
        var split = program.Count;
        program.Add(new(Step.Split));
        if (!Part.Write(program) || !Fits(program))
            return false;
        program.Add(new(Step.Split, First: split, Second: split));
        program[split] = new(Step.Split, First: split + 1, Second: program.Count);
        return true;
    }

    private bool Options(List<Instruction> program, int count)
    {
        var splits = new List<int>();
        for (; count > 0; count--)
        {
            splits.Add(program.Count);
            program.Add(new(Step.Split));
            if (!Part.Write(program) || !Fits(program))
                return false;
        }

        foreach (var split in splits)
            program[split] = new(Step.Split, First: split + 1, Second: program.Count);
        return true;
    }
}

internal enum Step
{
    /// <summary>Goes on where the next code point is of the set.</summary>
    Take,

    /// <summary>Goes on in two places.</summary>
    Split,

    /// <summary>Goes on at the beginning of the text.</summary>
    Start,

    /// <summary>Goes on at its end.</summary>
    End,
}

internal readonly record struct Instruction(Step Step, CodePoints? Points = null, int First = 0, int Second = 0);

using System.Text;

namespace Notifier.Sources.Json.Paths;

/// <summary>
/// An interoperable regular expression (RFC 9485) over code points. <c>^</c> and <c>$</c> stand for the ends of the text, as in its
/// mapping to ECMAScript (section 5.3). Carried out in all places at once (Thompson 1968), never backtracking: in time
/// proportional to the text, whatever the expression, and counted as steps of the query.
/// </summary>
/// <remarks>.NET's own engine without backtracking has no code points beyond the basic plane, and builds some classes for seconds.</remarks>
internal sealed class IRegexp
{
    /// <summary>A longer program, as of counts within counts, matches nothing.</summary>
    public const int MostInstructions = 5_000;

    private const int LongestPattern = 1_000;

    // About as many places are looked at in the time that a step of a query takes.
    private const int PlacesOfStep = 2;

    private readonly List<Instruction> _program;
    private readonly bool _whole;

    private IRegexp(List<Instruction> program, bool whole) => (_program, _whole) = (program, whole);

    /// <param name="whole">Whether the whole text must match.</param>
    /// <returns>Null where the pattern is none, or one too large to be carried out.</returns>
    public static IRegexp? Parse(string pattern, bool whole)
    {
        var program = new List<Instruction>();
        return pattern.Length <= LongestPattern && IRegexpParser.Parse(pattern)?.Write(program) == true ? new(program, whole) : null;
    }

    /// <exception cref="PathLimitException">The query has taken all its steps.</exception>
    public bool Matches(string text, PathWalk walk)
    {
        var (now, next) = (new Places(_program), new Places(_program));
        var (units, work) = (0, 0);
        now.Add(0, atStart: true, atEnd: text.Length == 0);
        foreach (var rune in text.EnumerateRunes())
        {
            if (now.IsMatch && !_whole)
                return true;
            units += rune.Utf16SequenceLength;
            work += now.Waiting.Count + 1;
            if (work >= PlacesOfStep)
            {
                walk.Step(work / PlacesOfStep);
                work = 0;
            }

            next.Clear();
            foreach (var place in now.Waiting)
            {
                if (_program[place].Points!.Contains(rune.Value))
                    next.Add(place + 1, atStart: false, atEnd: units == text.Length);
            }

            // What may begin anywhere begins here too.
            if (!_whole)
                next.Add(0, atStart: false, atEnd: units == text.Length);
            else if (next.IsEmpty)
                return false;
            (now, next) = (next, now);
        }

        return now.IsMatch;
    }

    /// <summary>Where the machine is after a part of the text.</summary>
    private sealed class Places(List<Instruction> program)
    {
        private readonly bool[] _seen = new bool[program.Count + 1];
        private readonly List<int> _visited = [];
        private readonly Stack<int> _open = new();

        /// <summary>Instructions that wait for a code point.</summary>
        public List<int> Waiting { get; } = [];

        public bool IsMatch => _seen[program.Count];

        public bool IsEmpty => Waiting.Count == 0 && !IsMatch;

        public void Clear()
        {
            _visited.ForEach(place => _seen[place] = false);
            _visited.Clear();
            Waiting.Clear();
        }

        public void Add(int first, bool atStart, bool atEnd)
        {
            _open.Push(first);
            while (_open.TryPop(out var place))
            {
                if (_seen[place])
                    continue;
                _seen[place] = true;
                _visited.Add(place);
                if (place == program.Count)
                    continue;
                var instruction = program[place];
                if (instruction.Step == Step.Take)
                    Waiting.Add(place);
                else if (instruction.Step == Step.Split)
                    Go(instruction);
                else if (instruction.Step == Step.Start ? atStart : atEnd)
                    _open.Push(place + 1);
            }
        }

        private void Go(Instruction split)
        {
            _open.Push(split.Second);
            _open.Push(split.First);
        }
    }
}

namespace Notifier.Core.Rules;

/// <summary>All kinds of findings, in the order of the table in functions/README.md, which a test compares with this list.</summary>
public static class FindingCodes
{
    // First, because the initializers below run in the order of the text and add to it.
    private static readonly List<FindingCode> Listed = [];

    public static IReadOnlyList<FindingCode> All => Listed;

    public static FindingCode InvalidUtf8 { get; } = Error(
        "invalid-utf8", "The file holds bytes that are not UTF-8", "Save the file as UTF-8");

    public static FindingCode InvalidJson { get; } = Error(
        "invalid-json", "The text is not JSON from here on", "Write what the message names: a quote, a comma, a bracket");

    public static FindingCode Comment { get; } = Error(
        "comment", "JSON knows no comments", "Remove it; say it in `title`");

    public static FindingCode TrailingComma { get; } = Error(
        "trailing-comma", "A comma stands before a closing bracket", "Remove the comma");

    public static FindingCode DuplicateProperty { get; } = Error(
        "duplicate-property", "One object names the same field twice", "Keep one of the two");

    public static FindingCode NumberOutOfRange { get; } = Error(
        "number-out-of-range", "A number is too large or too small to be held (±1.8e308, 4.9e-324)", "Write a number within the range");

    public static FindingCode TooDeep { get; } = Error(
        "too-deep", "Brackets are nested too deeply (32 in JSON, 64 in a condition)", "Write it flatter, or as several rules");

    public static FindingCode WrongType { get; } = Error(
        "wrong-type", "A field holds another kind of value than it takes", "Write the kind that the message names; leave a field out instead of writing null");

    public static FindingCode UnknownField { get; } = Error(
        "unknown-field", "There is no field of this name", "Use the nearest known name, or remove it");

    public static FindingCode MissingField { get; } = Error(
        "missing-field", "A field that is needed is not there", "Add it");

    public static FindingCode MisplacedField { get; } = Error(
        "misplaced-field", "The field exists, but not in this place or kind of rule", "Move it to where the message says, or remove it");

    public static FindingCode ConflictingFields { get; } = Error(
        "conflicting-fields", "Two fields exclude each other, as `ladder` and `above` do", "Keep one of them");

    public static FindingCode InvalidId { get; } = Error(
        "invalid-id", "An id is not lower-case letters, digits and `-`, 1 to 63 characters", "Rename it");

    public static FindingCode InvalidText { get; } = Error(
        "invalid-text", "A text is empty, too long or holds control characters", "Write it on one line, within the length named");

    public static FindingCode DuplicateRule { get; } = Error(
        "duplicate-rule", "Two rules of the file have the same id", "Give one of them another id");

    public static FindingCode RuleTooLarge { get; } = Error(
        "rule-too-large", "The rule, written out in full, is too large to be stored (30,000 characters)", "Split it into several rules");

    public static FindingCode EmptyList { get; } = Error(
        "empty-list", "A list that needs an item has none", "Add one, or remove the field where it is optional");

    public static FindingCode DuplicateSeverity { get; } = Error(
        "duplicate-severity", "Two rungs of a ladder have the same severity", "Join them with `or`, or change one severity");

    public static FindingCode InvalidFor { get; } = Error(
        "invalid-for", "`for` is neither a count from 1 nor a duration longer than nothing", "`\"for\": 3` or `\"for\": \"3d\"`; leave it out to fire at the first met observation");

    public static FindingCode InvalidKeepFiringFor { get; } = Error(
        "invalid-keep-firing-for", "`keepFiringFor` is neither a count from 0 nor a duration", "`\"keepFiringFor\": 3` or `\"keepFiringFor\": \"3d\"`");

    public static FindingCode InvalidDuration { get; } = Error(
        "invalid-duration", "A duration is not written as a whole number with s, m, h, d or w, or is too short", "`\"30d\"`, at least `\"1m\"`");

    public static FindingCode MissingSeries { get; } = Error(
        "missing-series", "No source has a series of this id", "Use a known series, or add its source first");

    public static FindingCode UnknownWord { get; } = Error(
        "unknown-word", "A word is not one of those allowed here", "Use one of the words that the message names");

    public static FindingCode UnexpectedText { get; } = Error(
        "unexpected-text", "The condition cannot be read from here on", "Write what the message expects");

    public static FindingCode WrongSpelling { get; } = Error(
        "wrong-spelling", "A sign of another language or keyboard stands in the condition", "`and`, `or`, `not`, `>=`, `<=` and plain brackets");

    public static FindingCode EqualityOperator { get; } = Error(
        "equality-operator", "`==`, `!=` and `=` are not in the language: measured numbers are hardly ever equal", "Use `>=` or `<=`, or both joined with `and`");

    public static FindingCode ChainedComparison { get; } = Error(
        "chained-comparison", "Two comparisons share an operand", "`1 < value and value < 5`");

    public static FindingCode ComparisonExpected { get; } = Error(
        "comparison-expected", "A condition compares an indicator with a limit, and one of the two is missing", "`change(90d) >= 15%`");

    public static FindingCode TooLong { get; } = Error(
        "too-long", "The condition has more than 4,096 characters", "Split it into several rungs or rules");

    public static FindingCode UnknownIndicator { get; } = Error(
        "unknown-indicator", "There is no indicator of this name", "Use the nearest known name");

    public static FindingCode WindowWithoutEnd { get; } = Error(
        "window-without-end", "An indicator that looks back does not say how far", "Add the window: `multiple(min, 365d)`");

    public static FindingCode InvalidWindow { get; } = Error(
        "invalid-window", "A window is neither a duration nor a number of observations, or is empty", "`365d` or `52`");

    public static FindingCode MissingArgument { get; } = Error(
        "missing-argument", "An indicator lacks an argument", "Add it as in the example that the message gives");

    public static FindingCode WrongArgument { get; } = Error(
        "wrong-argument", "An argument is of another kind than the indicator takes in this place", "Write it as in the example that the message gives");

    public static FindingCode TooManyArguments { get; } = Error(
        "too-many-arguments", "An indicator has more arguments than it takes", "Remove the rest");

    public static FindingCode InvalidNumber { get; } = Error(
        "invalid-number", "A number is not written as one", "Digits with a point and no separators: `500000`, `0.5`, `1e6`");

    public static FindingCode WrongLimit { get; } = Error(
        "wrong-limit", "`%`, a unit or a duration stands behind the limit of an indicator that has none", "Write the limit as the message says");

    public static FindingCode OwnSeries { get; } = Error(
        "own-series", "An indicator compares a series with itself", "Name another series");

    public static FindingCode LooksAhead { get; } = Error(
        "looks-ahead", "An indicator reads observations that come after the one evaluated", "Use its real-time form; `full` is for comparison with publications, by `notifier inspect indicator`");

    public static FindingCode CoarseSeries { get; } = Error(
        "coarse-series", "A grid is finer than the series", "Leave out `weekly(…)` or `monthly(…)`: the series has no more values than that");

    public static FindingCode IncomparableIndicators { get; } = Error(
        "incomparable-indicators", "Two indicators are compared whose numbers are of different kinds, or one with itself", "Compare indicators of one kind, as `value > bollinger(20, up)`, or write a number");

    public static FindingCode UnitMismatch { get; } = Error(
        "unit-mismatch", "The unit of a limit is not the unit of the series", "Write the limit in the series' unit: units are never converted silently");

    public static FindingCode UnknownAgency { get; } = Warning(
        "unknown-agency", "No agency of this name is known, so that the rule finds at most a source of this id or an author of this name", "Use the nearest known name, or leave it where a source or an author is meant");

    public static FindingCode DuplicateSeries { get; } = Warning(
        "duplicate-series", "The rule names a series twice", "Remove one");

    public static FindingCode MixedUnits { get; } = Warning(
        "mixed-units", "One limit is compared with series of different units", "Write one rule per unit");

    public static FindingCode ShadowedRung { get; } = Warning(
        "shadowed-rung", "Whenever this rung fires, a higher one fires too, so that nobody ever sees it", "Give the higher rung a stronger limit");

    public static FindingCode NeverMet { get; } = Warning(
        "never-met", "No number can satisfy both comparisons", "Use `or`, or turn one of them round");

    public static FindingCode ClearOverlapsWhen { get; } = Warning(
        "clear-overlaps-when", "`clear` holds whenever `when` holds, so that it never leaves a gap between the two", "Give `clear` a limit on the other side of `when`");

    public static FindingCode IdleTick { get; } = Warning(
        "idle-tick", "`tick` does nothing: no indicator of the rule changes with time alone", "Remove `tick`");

    private static FindingCode Error(string word, string meaning, string fix) => List(new(word, FindingLevel.Error, meaning, fix));

    private static FindingCode Warning(string word, string meaning, string fix) => List(new(word, FindingLevel.Warning, meaning, fix));

    private static FindingCode List(FindingCode code)
    {
        Listed.Add(code);
        return code;
    }
}

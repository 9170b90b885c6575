using CsCheck;
using Notifier.Core.Entries;
using Notifier.Core.Entries.Lineages;

namespace Notifier.Core.Tests.Entries.Lineages;

/// <summary>What holds of every history of entries.</summary>
public sealed class LineagePropertyTests
{
    private static readonly string[] Names = ["汽车产业投资管理规定", "动力电池回收利用管理办法", "锂离子电池行业规范条件", "新能源汽车准入管理规则"];

    private static readonly string[] Shapes =
    [
        "关于公开征求《{0}（征求意见稿）》意见的公告",
        "关于延长《{0}（征求意见稿）》征求意见期限的公告",
        "关于印发《{0}》的通知",
        "关于《{0}》的更正公告",
        "关于修改《{0}》的决定",
        "关于废止《{0}》的决定",
        "《{0}》解读",
        "工信部公告2026年第{1}号 关于发布《{0}》的公告",
        "工信部公告2026年第{1}号 关于锂电池行业管理有关事项的公告",
        "2026年第{1}号公告（《{0}》）",
    ];

    private static readonly string[] Sources = ["miit", "gazette", "press", "caam"];

    private static readonly Gen<Entry> Entries =
        from name in Gen.Int[0, Names.Length - 1]
        from shape in Gen.Int[0, Shapes.Length - 1]
        from source in Gen.Int[0, Sources.Length - 1]
        from number in Gen.Int[1, 4]
        from day in Gen.Int[0, 400]
        from deadline in Gen.Int[0, 90]
        select MeasureBook.Entry(
            Sources[source],
            $"{Sources[source]}-{name}-{shape}-{number}-{day}",
            string.Format(System.Globalization.CultureInfo.InvariantCulture, Shapes[shape], Names[name], number),
            Day(day),
            deadline % 3 == 0 ? "" : $"请于{new DateOnly(2026, 1, 1).AddDays(day + deadline):yyyy年M月d日}前反馈意见。",
            source < 2 ? "MIIT" : null);

    [Fact]
    public void Reading_again_changes_nothing() => Entries.List[1, 24].Sample(
        entries =>
        {
            var book = Book(entries);
            var (told, before) = (book.Told.Count, Written(book));

            foreach (var entry in entries.DistinctBy(entry => (entry.Source, entry.Id)).Where(entry => book.Measures[book.Of[$"{entry.Source}/{entry.Id}"]].PartOf(entry) is not null))
                book.Take(entry);

            Assert.Equal((told, before), (book.Told.Count, Written(book)));
        },
        iter: 300);

    [Fact]
    public void The_order_of_copies_of_one_time_is_no_matter() => Gen.Select(Entries.List[1, 6], Gen.Shuffle(Sources), Gen.Shuffle(Sources)).Sample(
        (entries, one, other) =>
        {
            var measures = entries.OrderBy(entry => entry.Published).DistinctBy(entry => entry.Published).ToList();

            Assert.Equal(Told(measures, one), Told(measures, other));
        },
        iter: 300);

    [Fact]
    public void No_measure_takes_a_document_of_another_number_unless_it_changes_the_measure() => Entries.List[1, 30].Sample(
        entries =>
        {
            var book = Book(entries);

            foreach (var lineage in book.Measures.Values)
            {
                var announced = lineage.Parts.Where(part => part.Stage is Stage.Final && AddendumReader.Of(EntryWords.Fold(part.Title)) is null && part.Numbers is { Count: > 0 });
                Assert.InRange(announced.SelectMany(part => part.Numbers!).Where(number => number.StartsWith("no:MIIT:公告", StringComparison.Ordinal)).Distinct().Count(), 0, 1);
            }
        },
        iter: 300);

    [Fact]
    public void Each_entry_is_of_one_measure_and_each_episode_is_told_in_sequence() => Entries.List[1, 24].Sample(
        entries =>
        {
            var book = Book(entries);

            Assert.All(entries, entry => Assert.Contains(book.Of[$"{entry.Source}/{entry.Id}"], book.Measures.Keys));
            Assert.All(book.Told.GroupBy(warning => warning.Episode), told => Assert.Equal(Enumerable.Range(1, told.Count()), told.Select(warning => warning.Sequence)));
            Assert.Equal(book.Told.Count, book.Told.Select(warning => warning.Id).Distinct().Count());
        },
        iter: 300);

    /// <summary>Every measure at one time by all sources, in their order: what was told and where the measures are.</summary>
    private static string Told(IEnumerable<Entry> measures, IEnumerable<string> sources)
    {
        var book = new MeasureBook();
        foreach (var entry in measures)
        {
            foreach (var source in sources)
                book.Take(entry with { Source = source, Link = $"https://{source}.example.org/{entry.Id}" });
        }

        var states = book.Measures.Values.Select(lineage => $"{lineage.Stage} {lineage.StageSince} {lineage.Parts.Count} {string.Join(' ', lineage.Dates.OrderBy(date => date.Kind).Select(date => date.Date))}").Order();
        return string.Join('\n', book.Told.Select(warning => $"{warning.Kind} {warning.Period} {warning.Reason}").Concat(states));
    }

    private static MeasureBook Book(IEnumerable<Entry> entries) => entries.DistinctBy(entry => (entry.Source, entry.Id)).OrderBy(entry => entry.Published)
        .Aggregate(new MeasureBook(), (book, entry) => book.Take(entry));

    private static string Written(MeasureBook book) =>
        string.Join('\n', book.Measures.Values.Select(lineage => System.Text.Encoding.UTF8.GetString(LineageJson.Write(lineage))).Order(StringComparer.Ordinal));

    private static string Day(int offset) => new DateOnly(2026, 1, 1).AddDays(offset).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}

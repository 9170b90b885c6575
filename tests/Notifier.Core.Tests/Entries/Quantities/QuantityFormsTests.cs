using CsCheck;
using Notifier.Core.Entries.Quantities;

namespace Notifier.Core.Tests.Entries.Quantities;

/// <summary>The forms in which texts state numbers, with any number in any writing, are read back exactly.</summary>
public sealed class QuantityFormsTests
{
    private const int Times = 2_000;

    private static readonly Gen<(string Word, string? Cmp, string? Bound)> Limits = Gen.OneOf<(string, string?, string?)>(
        ("", null, null), ("近", null, "approx_below"), ("约", null, "approx"), ("逾", ">", null), ("超", ">", null), ("不足", "<", null), ("至少", ">=", null), ("不超过", "<=", null));

    private static readonly Gen<(string Word, int Sign)> Verbs = Gen.OneOf(("上涨", 1), ("增长", 1), ("涨了", 1), ("上升", 1), ("飆升", 1), ("下跌", -1), ("下降", -1), ("跌了", -1), ("回落", -1), ("減少", -1));

    private static readonly Gen<(string Word, int Sign)> EnglishVerbs = Gen.OneOf(("rose", 1), ("increased by", 1), ("jumped", 1), ("were up", 1), ("fell", -1), ("dropped by", -1), ("slid", -1));

    [Fact]
    public void A_change_in_percent() =>
        Gen.Select(Verbs, Limits, WrittenNumbers.Any(1, 400)).Sample(
            (verb, limit, number) => Reads(
                number.Text.Any(IsHan) ? $"碳酸锂价格{verb.Word}{limit.Word}百分之{number.Text}" : $"碳酸锂价格{verb.Word}{limit.Word}{number.Text}%",
                new(QuantityType.Pct, verb.Sign * number.Value, limit.Cmp, limit.Bound)),
            iter: Times);

    [Fact]
    public void A_change_in_tenths() =>
        Gen.Select(Verbs, Limits, Gen.Int[1, 9]).Sample(
            (verb, limit, tenths) => Reads($"产量{verb.Word}{limit.Word}{WrittenNumbers.Chinese(tenths)}成", new(QuantityType.Pct, verb.Sign * tenths * 10, limit.Cmp, limit.Bound)),
            iter: Times);

    [Fact]
    public void A_change_in_percentage_points() =>
        Gen.Select(Verbs, WrittenNumbers.Any(1, 40)).Sample(
            (verb, number) => Reads($"渗透率{verb.Word}{number.Text}个百分点", new(QuantityType.Pp, verb.Sign * number.Value)),
            iter: Times);

    [Fact]
    public void A_rise_by_times_keeps_both_readings() =>
        Gen.Select(Gen.OneOf("涨了", "上涨", "增长", "增加了", "飙升"), WrittenNumbers.Whole(2, 99)).Sample(
            (verb, number) => Reads($"碳酸鋰{verb}{number.Text}倍", new(QuantityType.Factor, number.Value + 1, Alt: number.Value)),
            iter: Times);

    [Fact]
    public void A_rise_to_times_has_one_reading() =>
        Gen.Select(Gen.OneOf("涨至", "增至", "涨到", "升至"), Gen.OneOf("", "原来的", "去年的"), WrittenNumbers.Whole(2, 99)).Sample(
            (verb, of, number) => Reads($"碳酸锂{verb}{of}{number.Text}倍", new(QuantityType.Factor, number.Value)),
            iter: Times);

    [Fact]
    public void Doublings() =>
        Gen.Select(Gen.OneOf("翻", "翻了"), Gen.Int[1, 9]).Sample(
            (verb, fans) => Reads($"产能{verb}{(fans == 2 ? "两" : WrittenNumbers.Chinese(fans))}番", new(QuantityType.Factor, 1 << fans)),
            iter: Times);

    [Fact]
    public void English_times_and_folds() =>
        Gen.Select(Gen.OneOf("increased", "rose", "jumped"), WrittenNumbers.Small(), Gen.Bool).Sample(
            (verb, number, isFold) => Reads(
                isFold ? $"Lithium carbonate {verb} {number.Text}-fold" : $"Lithium carbonate {verb} {number.Text} times",
                new(QuantityType.Factor, number.Value, Alt: isFold ? null : number.Value + 1)),
            iter: Times);

    [Fact]
    public void English_percentages() =>
        Gen.Select(EnglishVerbs, WrittenNumbers.Latin(1, 400), Gen.OneOf("%", " percent", " per cent")).Sample(
            (verb, number, unit) => Reads($"Cobalt prices {verb.Word} {number.Text}{unit} in May", new(QuantityType.Pct, verb.Sign * number.Value)),
            iter: Times);

    [Fact]
    public void A_price_with_its_limit() =>
        Gen.Select(Limits, WrittenNumbers.Any(2, 99)).Sample(
            (limit, number) => Reads($"电池级碳酸锂均价{limit.Word}{number.Text}万元/吨", new(QuantityType.Level, number.Value * 10_000, limit.Cmp, limit.Bound, "CNY/t")),
            iter: Times);

    [Fact]
    public void A_price_in_English() =>
        Gen.Select(WrittenNumbers.Latin(100, 99_999), Gen.OneOf(("at", null), ("above", ">"), ("below", "<")), Gen.OneOf("a tonne", "per ton", "/t")).Sample(
            (number, limit, unit) => Reads($"Nickel traded {limit.Item1} ${number.Text}{(unit[0] == '/' ? "" : " ")}{unit}", new(QuantityType.Level, number.Value, limit.Item2, null, "USD/t")),
            iter: Times);

    [Fact]
    public void From_one_price_to_another_shares_ten_thousand_and_the_unit() =>
        Gen.Select(Gen.Select(WrittenNumbers.Any(2, 9), WrittenNumbers.Any(10, 99)), Gen.OneOf("万元", "万", ""), Gen.OneOf("/吨", "每吨", "")).Sample(
            (numbers, first, unit) => ReadsMove(
                unit == "每吨" ? $"碳酸锂由每吨{numbers.Item1.Text}{first}涨至{numbers.Item2.Text}万元" : $"碳酸锂从{numbers.Item1.Text}{first}涨到{numbers.Item2.Text}万元{unit}",
                QuantityType.FromTo, numbers.Item1.Value * 10_000, numbers.Item2.Value * 10_000, "CNY/t"),
            iter: Times);

    [Fact]
    public void A_range_shares_ten_thousand_and_the_unit() =>
        Gen.Select(Gen.Select(WrittenNumbers.Any(2, 9), WrittenNumbers.Any(10, 99)), Gen.OneOf("-", "—", "至", "～"), Gen.OneOf("", "万")).Sample(
            (numbers, dash, shared) => ReadsMove(
                $"碳酸锂报价{numbers.Item1.Text}{(dash == "至" ? "万" : shared)}{dash}{numbers.Item2.Text}万元/吨",
                QuantityType.Range, numbers.Item1.Value * 10_000, numbers.Item2.Value * 10_000, "CNY/t"),
            iter: Times);

    [Fact]
    public void English_from_and_to() =>
        Gen.Select(WrittenNumbers.Latin(100, 999), WrittenNumbers.Latin(1_000, 99_999)).Sample(
            (first, second) => ReadsMove($"Spodumene rose from ${first.Text} to ${second.Text} a tonne", QuantityType.FromTo, first.Value, second.Value, "USD/t"),
            iter: Times);

    private static bool IsHan(char character) => character is >= '一' and <= '鿿' or '零';

    private static void Reads(string text, Stated stated)
    {
        var found = Assert.Single(QuantityReader.Read(text));

        Assert.Equal((text, stated), (text, new(found.Type, (decimal)found.Value!.Value, found.Cmp, found.Bound, found.Type == QuantityType.Level ? found.Unit : null, (decimal?)found.Alt)));
    }

    private static void ReadsMove(string text, QuantityType type, decimal first, decimal second, string unit)
    {
        var found = Assert.Single(QuantityReader.Read(text));
        var numbers = type == QuantityType.FromTo ? (found.From, found.To) : (found.Low, found.High);

        Assert.Equal((text, type, (double)first, (double)second, unit), (text, found.Type, numbers.Item1!.Value, numbers.Item2!.Value, found.Unit));
    }

    private sealed record Stated(QuantityType Type, decimal Value, string? Cmp = null, string? Bound = null, string? Unit = null, decimal? Alt = null);
}

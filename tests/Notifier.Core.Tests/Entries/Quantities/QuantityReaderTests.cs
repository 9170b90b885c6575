using System.Globalization;
using Notifier.Core.Entries.Quantities;

namespace Notifier.Core.Tests.Entries.Quantities;

public sealed class QuantityReaderTests
{
    [Theory]
    [InlineData("碳酸锂涨了10倍", "factor 11|10 up lithium_carbonate «涨了10倍»")]
    [InlineData("钴价上涨逾两倍", "factor 3|2 up > cobalt «上涨逾两倍»")]
    [InlineData("锂价涨幅达十倍", "factor 11|10 up lithium «涨幅达十倍»")]
    [InlineData("镍价翻了一倍", "factor 2 up nickel «翻了一倍»")]
    [InlineData("碳酸锂涨至年初的10倍", "factor 10 up lithium_carbonate «涨至年初的10倍»")]
    [InlineData("价格是去年的3倍", "factor 3 «3倍»")]
    [InlineData("销量翻了三番", "factor 8 up sales «翻了三番»")]
    [InlineData("产量翻番", "factor 2 up output «翻番»")]
    [InlineData("锂价近乎腰斩", "factor 0.5 down approx_below lithium «近乎腰斩»")]
    [InlineData("Lithium prices increased 10 times", "factor 10|11 up lithium «increased 10 times»")]
    [InlineData("Lithium rose tenfold", "factor 10 up lithium «rose tenfold»")]
    [InlineData("Cobalt is three times as dear as copper", "factor 3 cobalt «three times as dear as»")]
    [InlineData("Nickel more than doubled", "factor 2 up > nickel «more than doubled»")]
    [InlineData("Cobalt rose by a factor of four", "factor 4 up cobalt «rose by a factor of four»")]
    [InlineData("产量增加了一倍半", "factor 2.5|1.5 up output «增加了一倍半»")]
    [InlineData("碳酸锂价格没有上涨10倍", "")]
    [InlineData("锂价未翻番", "")]
    [InlineData("Lithium has not doubled", "")]
    public void Multiples_keep_both_readings_where_there_are_two(string text, string expected) => Assert.Equal(expected, Shown(text));

    [Theory]
    [InlineData("原油期货跌至-37.63美元/桶", "level -37.63 USD/barrel crude_oil «-37.63美元/桶»")]
    [InlineData("WTI settled at -$37.63 a barrel", "level -37.63 USD/barrel crude_oil «-$37.63 a barrel»")]
    [InlineData("Nickel at 1.234,50 EUR/t", "level 1234.5 EUR/t nickel «1.234,50 EUR/t»")]
    [InlineData("Nickel at 12.345.678,5 EUR/t", "level 12345678.5 EUR/t nickel «12.345.678,5 EUR/t»")]
    public void A_price_keeps_its_sign_and_its_decimals(string text, string expected) => Assert.Equal(expected, Shown(text));

    [Fact]
    public void Makers_of_cars_are_no_cars() => Assert.DoesNotContain("vehicle", Shown("Two EV makers merge"), StringComparison.Ordinal);

    [Theory]
    [InlineData("成本下降百分之三十", "pct -30 cost «下降百分之三十»")]
    [InlineData("产量同比增长近五成", "pct 50 approx_below output «同比增长近五成»")]
    [InlineData("镍价跌超12%", "pct -12 > nickel «跌超12%»")]
    [InlineData("渗透率提高5.5个百分点", "pp 5.5 penetration «提高5.5个百分点»")]
    [InlineData("保证金由9%上调至13%", "from_to 9→13 % margin «由9%上调至13%»")]
    [InlineData("保证金上调至13%", "amount 13 % margin «13%»")]
    [InlineData("增速达30%", "pct 30 «增速达30%»")]
    [InlineData("对华电动汽车加征50%关税", "amount 50 % tariff_rate «50%»")]
    [InlineData("utilisation slipped below 50%", "amount 50 % < «below 50%»")]
    [InlineData("产销同比分别增长45.8%和47.4%", "pct 45.8 sales «增长45.8%»; pct 47.4 sales «47.4%»")]
    [InlineData("Carmakers must cut fleet emissions 55%", "pct -55 emissions «55%»")]
    [InlineData("The firm reduced staff at 30% of sites", "amount 30 % «30%»")]
    [InlineData("Tariffs will rise to 25% from 10%", "from_to 10→25 % tariff_rate «rise to 25% from 10%»")]
    [InlineData("Prices slipped more than 5%", "pct -5 > «slipped more than 5%»")]
    [InlineData("The bank trims rates by a quarter point", "pp -0.25 policy_rate «trims … by a quarter point»")]
    [InlineData("The bank cut rates by half a percentage point", "pp -0.5 policy_rate «cut … by half a percentage point»")]
    [InlineData("关税税率不超过15%", "amount 15 % <= tariff_rate «不超过15%»")]
    [InlineData("Output fell 12.5 percent", "pct -12.5 output «fell 12.5 percent»")]
    [InlineData("The regulator cut the export quota by 30%", "pct -30 quota «cut … by 30%»")]
    [InlineData("a 25% drop in output", "pct -25 output «25% drop»")]
    [InlineData("Rates rose by 50 basis points", "pp 0.5 policy_rate «rose by 50 basis points»")]
    [InlineData("Prices of cobalt fell by a third", "pct -33.3 approx cobalt «fell by a third»")]
    public void A_change_in_percent_is_told_from_a_rate(string text, string expected) => Assert.Equal(expected, Shown(text));

    [Theory]
    [InlineData("碳酸锂从5万涨到50万元/吨", "from_to 50000→500000 CNY/t lithium_carbonate «从5万涨到50万元/吨»")]
    [InlineData("碳酸锂从5涨到50万元/吨", "from_to 50000→500000 CNY/t lithium_carbonate «从5涨到50万元/吨»")]
    [InlineData("碳酸鋰由每噸5萬元漲至50萬元", "from_to 50000→500000 CNY/t lithium_carbonate «由每噸5萬元漲至50萬元»")]
    [InlineData("碳酸锂报5-10万元/吨", "range 50000–100000 CNY/t lithium_carbonate «5-10万元/吨»")]
    [InlineData("碳酸锂从5万元涨到50万元", "from_to 50000→500000 CNY/t lithium_carbonate «从5万元涨到50万元»")]
    [InlineData("碳酸锂跌至6万元/吨下方", "level 60000 CNY/t < lithium_carbonate «6万元/吨下方»")]
    [InlineData("碳足迹降至每千瓦时60千克", "amount 60 kg/kWh carbon_footprint «60千克»")]
    [InlineData("镍价每吨2万至2.2万美元", "range 20000–22000 USD/t nickel «2万至2.2万美元»")]
    [InlineData("电解钴不足20万元/吨", "level 200000 CNY/t < cobalt «不足20万元/吨»")]
    [InlineData("Cobalt trades at $15.50/lb", "level 15.5 USD/lb cobalt «$15.50/lb»")]
    [InlineData("Nickel between $20,000 and $22,000 a tonne", "range 20000–22000 USD/t nickel «between $20,000 and $22,000 a tonne»")]
    [InlineData("产能120GWh", "amount 120 GWh capacity «120GWh»")]
    [InlineData("年产3.5万辆", "amount 35000 vehicle «3.5万辆»")]
    [InlineData("装机五百万千瓦时", "amount 5000000 kWh installations «五百万千瓦时»")]
    [InlineData("补贴资金1.2万亿元", "amount 1200000000000 CNY subsidy «1.2万亿元»")]
    [InlineData("US$3.5bn in grants", "amount 3500000000 USD subsidy «US$3.5bn»")]
    public void Prices_and_amounts_have_their_unit(string text, string expected) => Assert.Equal(expected, Shown(text));

    [Theory]
    [InlineData("“十四五”规划第3批名单，2026年第45号公告，发改〔2026〕21号")]
    [InlineData("GB/T 18384-2020 and Regulation (EU) 2023/1542, Article 5, Section 301, 30D, 45X")]
    [InlineData("三元电池、三元材料、三部门、一季度、双积分、第十五条")]
    [InlineData("T+1结算，电话010-68200000，邮箱a1b2@example.com")]
    [InlineData("The board met three times and opened 4 offices on 15 April 2022")]
    [InlineData("形成一成熟方案，取得三成功")]
    [InlineData("电动汽车百人会论坛，“千人计划”专家，千家万户，十城千辆，百城千县，百千万工程，百度与百强企业，百分百支持")]
    [InlineData("万达、万科、双十一、“十四五”、两部委、一成不变、九成新、万吨级货轮、百万千瓦级机组、百亿级项目")]
    [InlineData("Model 3、小米SU7、L3级自动驾驶、800V平台、800伏高压、4680电池、21700电芯、5G与V2X、Euro 7标准、LC2605合约")]
    [InlineData("4680 cells, 800V architecture, a forum of one hundred people, G20 and COP30, RIN 2060-AW71, 90 FR 25752, +1 202-555-0147")]
    public void Dates_orders_and_names_are_no_quantities(string text) => Assert.Empty(QuantityReader.Read(text));

    [Fact]
    public void A_sign_between_two_numbers_belongs_to_one_of_them() =>
        Assert.NotNull(QuantityReader.Read("自per tonrose as high as 10$五月\n\n1,000"));

    private static string Shown(string text) => string.Join("; ", QuantityReader.Read(text).Select(Shown));

    private static string Shown(Quantity found)
    {
        var number = found.Type switch
        {
            QuantityType.FromTo => $"{Plain(found.From)}→{Plain(found.To)}",
            QuantityType.Range => $"{Plain(found.Low)}–{Plain(found.High)}",
            _ when found.Ambiguous => $"{Plain(found.Value)}|{Plain(found.Alt)}",
            _ => Plain(found.Value),
        };
        var parts = new[] { QuantityJson.Word(found.Type), number, found.Unit, found.Direction?.ToString().ToLowerInvariant(), found.Cmp, found.Bound, found.Subject, $"«{found.Text}»" };
        return string.Join(' ', parts.Where(part => part is not null));
    }

    private static string Plain(double? value) => value?.ToString("R", CultureInfo.InvariantCulture) ?? "";
}

using Notifier.Core.Entries.Quantities;

namespace Notifier.Core.Tests.Entries.Quantities;

/// <summary>Each way of writing a number in other words than the labelled sentences have: verbs, limits, units, counted things.</summary>
public sealed class QuantityClassesTests
{
    [Theory]
    [InlineData("碳酸锂价格飙37%", 37)]
    [InlineData("鎳價重挫8%", -8)]
    [InlineData("产量五年减少了四成", -40)]
    [InlineData("產量年增12%", 12)]
    [InlineData("较前年同月增加15%", 15)]
    [InlineData("钴价劲扬6.5%", 6.5)]
    [InlineData("全年均价下修3%", -3)]
    [InlineData("Prices ballooned 18%", 18)]
    [InlineData("Output dwindled by 7 percent", -7)]
    [InlineData("Cells cost 30% less than before", -30)]
    [InlineData("a 12% year-on-year increase in sales", 12)]
    [InlineData("a 9% annual decline", -9)]
    public void Verbs_of_rise_and_fall_sign_the_percentage(string text, double expected)
    {
        var found = Assert.Single(QuantityReader.Read(text));

        Assert.Equal((QuantityType.Pct, expected), (found.Type, found.Value));
    }

    [Theory]
    [InlineData("碳酸锂一年涨了10倍", "涨了10倍")]
    [InlineData("产量去年增长8%", "增长8%")]
    [InlineData("產量年增8%", "年增8%")]
    public void A_span_of_time_before_the_verb_is_no_part_of_it(string text, string written) =>
        Assert.Equal(written, Assert.Single(QuantityReader.Read(text)).Text);

    [Theory]
    [InlineData("逾四十家企业", 40, "company", ">")]
    [InlineData("三万余名员工", 30000, "person", ">")]
    [InlineData("近百个项目", 100, "project", null)]
    [InlineData("上万户", 10000, "household", null)]
    [InlineData("逾千家企业", 1000, "company", ">")]
    [InlineData("近百人参会", 100, "person", null)]
    [InlineData("超百万辆", 1000000, "vehicle", ">")]
    [InlineData("18项国家标准", 18, "standard", null)]
    [InlineData("设立6条生产线", 6, "production_line", null)]
    [InlineData("公共充电设施达3500万个", 35000000, "unit", null)]
    [InlineData("全国充电桩总量突破1800万", 18000000, "unit", ">")]
    [InlineData("換電站逾四千座", 4000, "unit", ">")]
    [InlineData("270 companies signed", 270, "company", null)]
    [InlineData("eleven idle car plants", 11, "plant", null)]
    [InlineData("more than 60 domestic EV brands", 60, "brand", ">")]
    [InlineData("12,500 sedans were called back", 12500, "vehicle", null)]
    [InlineData("The number of public chargers passed two million", 2000000, "unit", ">")]
    [InlineData("The mine employs 2,300 workers", 2300, "person", null)]
    public void What_is_counted_is_the_unit(string text, double number, string unit, string? cmp)
    {
        var found = Assert.Single(QuantityReader.Read(text));

        Assert.Equal((QuantityType.Amount, number, unit, cmp), (found.Type, found.Value, found.Unit, found.Cmp));
    }

    [Theory]
    [InlineData("两部门、四部门和三个月")]
    [InlineData("销量前10名、位居第3家")]
    [InlineData("2030 targets, Class 8 trucks, Level 4 vehicles, Top 10 makers")]
    [InlineData("Tier-two suppliers")]
    [InlineData("五个工作日内，24小时，90天")]
    public void Ranks_classes_and_times_count_nothing(string text) => Assert.Empty(QuantityReader.Read(text));

    [Theory]
    [InlineData("氢氧化锂报价站上8万元关口", 80000, "CNY/t", ">")]
    [InlineData("LME nickel closed at $15,350", 15350, "USD/t", null)]
    [InlineData("Cobalt hits $24", 24, "USD/lb", null)]
    [InlineData("布伦特原油跌破58美元", 58, "USD/barrel", "<")]
    [InlineData("伦镍在1.6万美元/吨附近", 16000, "USD/t", null)]
    public void A_price_of_a_material_has_the_unit_of_its_market(string text, double number, string unit, string? cmp)
    {
        var found = Assert.Single(QuantityReader.Read(text));

        Assert.Equal((QuantityType.Level, number, unit, cmp), (found.Type, found.Value, found.Unit, found.Cmp));
    }

    [Theory]
    [InlineData("新能源车置换最高补1.2万元", 12000, "CNY/vehicle")]
    [InlineData("EV buyers can claim a £3,750 grant", 3750, "GBP/vehicle")]
    [InlineData("每桩补贴450元", 450, "CNY/unit")]
    [InlineData("a tax credit of $35 per kWh", 35, "USD/kWh")]
    [InlineData("汽车补贴资金810亿元", 81e9, "CNY")]
    public void A_grant_is_paid_for_one_car_unless_it_is_a_fund(string text, double number, string unit)
    {
        var found = Assert.Single(QuantityReader.Read(text));

        Assert.Equal((QuantityType.Amount, number, unit), (found.Type, found.Value, found.Unit));
    }

    [Theory]
    [InlineData("杂质含量收紧一半", 0.5, QuantityDirection.Down, null)]
    [InlineData("产能三年倍增", 2, QuantityDirection.Up, null)]
    [InlineData("规模翻了三番还多", 8, QuantityDirection.Up, ">")]
    [InlineData("排放仅相当于原生矿的四分之一", 0.25, null, null)]
    [InlineData("less than a third of its 2022 peak", 0.333, null, "<")]
    [InlineData("价格升至去年的3倍", 3, QuantityDirection.Up, null)]
    [InlineData("twice as much as in 2020", 2, null, null)]
    public void Words_for_multiples(string text, double factor, QuantityDirection? direction, string? cmp)
    {
        var found = Assert.Single(QuantityReader.Read(text));

        Assert.Equal((QuantityType.Factor, factor, direction, cmp), (found.Type, found.Value, found.Direction, found.Cmp));
    }

    [Theory]
    [InlineData("品牌从一百二十个减至三十个", 120, 30, "brand")]
    [InlineData("cut from 120 brands to 30", 120, 30, "brand")]
    [InlineData("退税率由九个点降到六个点", 9, 6, "%")]
    [InlineData("年产能由12GWh提升至40GWh", 12, 40, "GWh")]
    public void From_one_number_to_another(string text, double from, double to, string unit)
    {
        var found = Assert.Single(QuantityReader.Read(text));

        Assert.Equal((QuantityType.FromTo, from, to, unit), (found.Type, found.From, found.To, found.Unit));
    }

    [Theory]
    [InlineData("过半车企未达标", 50, ">", null)]
    [InlineData("近半生产线闲置", 50, null, "approx_below")]
    [InlineData("占比三成多", 30, ">", null)]
    [InlineData("回收率≥90%", 90, ">=", null)]
    [InlineData("about one third of the fleet", 33.3, null, "approx")]
    [InlineData("产能利用率七成左右", 70, null, "approx")]
    public void Shares_keep_their_limit(string text, double percent, string? cmp, string? bound)
    {
        var found = Assert.Single(QuantityReader.Read(text));

        Assert.Equal((QuantityType.Amount, percent, "%", cmp, bound), (found.Type, found.Value, found.Unit, found.Cmp, found.Bound));
    }
}

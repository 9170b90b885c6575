using Notifier.Core.Entries.Topics;

namespace Notifier.Core.Tests.Entries.Topics;

/// <summary>Each topic in words that no labelled sentence has, and what must not be taken for it.</summary>
public sealed class TopicClassesTests
{
    [Theory]
    [InlineData("地方政府不得违规招商引进新能源整车项目", "capacity_investment_control")]
    [InlineData("Carmaker shelves two cell factories in Ontario", "capacity_investment_control")]
    [InlineData("某新势力品牌进入预重整程序", "merger_reorganization")]
    [InlineData("Insolvency administrator seeks bids for the EV start-up's assets", "merger_reorganization")]
    [InlineData("制造业外资持股上限再放宽", "foreign_investment")]
    [InlineData("Chinese battery makers invest record sums in Hungary", "foreign_investment")]
    [InlineData("固态电池中试线投产", "battery_technology")]
    [InlineData("智利议会通过锂国有化议案", "resource_security")]
    [InlineData("Pentagon buys cobalt for national stockpile", "resource_security")]
    [InlineData("四氧化三钴成交区间每吨31万至32万元", "price_stabilization")]
    [InlineData("Nickel sulphate traded at a multi-year low", "price_stabilization")]
    [InlineData("經濟部：車用晶片庫存回到正常", "auto_chips")]
    [InlineData("Assembly lines stand still as fabs ration microcontrollers", "auto_chips")]
    [InlineData("网信部门通报多款车型违规收集人脸信息", "data_security")]
    [InlineData("GPS records of carmaker's customers found exposed online", "data_security")]
    [InlineData("退役的电池组被拆解后再生", "battery_recycling")]
    [InlineData("Refinery for shredded batteries opens in Nevada", "battery_recycling")]
    [InlineData("信号灯与车辆联网试点扩至高新区", "smart_city_icv")]
    [InlineData("Driverless trucks get permits for the desert motorway", "smart_city_icv")]
    [InlineData("链主企业承诺六十天内向供应商付款", "supply_chain_coordination")]
    [InlineData("汽车行业运行“晴雨表”上线，风险早识别", "risk_early_warning")]
    [InlineData("置换新能源车最高补1.5万元", "subsidy_tax")]
    [InlineData("電動車首次登記稅寬減延長", "subsidy_tax")]
    [InlineData("UK raises EV grant for cheaper models", "subsidy_tax")]
    [InlineData("对华电动车税率再提高，欧盟成员国投票", "trade_measures")]
    [InlineData("Brussels weighs minimum price offer for Chinese-built cars", "trade_measures")]
    [InlineData("Truck depots wait years for a grid connection", "charging_swapping")]
    [InlineData("Recall widened to 60,000 sedans", "product_access_safety")]
    [InlineData("Rivals buy compliance credits from Tesla", "carbon_credits")]
    public void Other_words_for_a_topic_are_found(string text, string topics) => Assert.Equal(topics, Found(text));

    [Theory]
    [InlineData("水泥行业产能利用率不足六成")]
    [InlineData("存储芯片涨价潮蔓延，手机厂商观望")]
    [InlineData("Hospitals to pilot an early warning score")]
    [InlineData("Tariff of the week: why your phone bill jumped")]
    [InlineData("The new restaurant chain recycles cooking oil")]
    [InlineData("Hotel group files for bankruptcy")]
    [InlineData("药品集采降价，患者受益")]
    [InlineData("Hospital recalls faulty heart monitors")]
    [InlineData("Telecom regulator warns of data breach at mobile operator")]
    public void Words_of_another_field_are_about_nothing(string text) => Assert.Equal("", Found(text));

    [Fact]
    public void A_word_of_another_field_beside_one_of_ours_silences_nothing() =>
        Assert.Equal("battery_recycling", Found("旧手机和废旧电池回收试点在学校开展"));

    private static string Found(string text) => string.Join(' ', TopicClassifier.Default.Classify("", text).Select(hit => hit.Topic).Order(StringComparer.Ordinal));
}

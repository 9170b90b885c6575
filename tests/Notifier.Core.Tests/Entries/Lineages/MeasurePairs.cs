namespace Notifier.Core.Tests.Entries.Lineages;

/// <summary>
/// An announcement of an authority and a text of another source some days later: whether both are of one measure. Written for this
/// test in the manner of ministries, registers and newspapers.
/// </summary>
internal static class MeasurePairs
{
    private const string Recycling = "关于印发《新能源汽车动力电池回收利用管理办法》的通知";
    private const string Export = "商务部公告2026年第46号 关于对锂电池相关物项实施出口管制的公告";
    private const string Norm = "关于公开征求《锂离子电池行业规范条件（征求意见稿）》意见的公告";
    private const string Tariff = "国务院关税税则委员会关于调整锂产品进口关税的公告";
    private const string Batteries = "Regulation (EU) 2026/411 of the European Parliament and of the Council of 3 March 2026 concerning battery passports and due diligence";
    private const string Credits = "Clean Vehicle Credits Under Sections 25E and 30D; Critical Mineral and Battery Component Requirements";
    private const string Labels = "Labeling Requirements for Lithium Batteries Carried in Vehicles";

    public static IReadOnlyList<Pair> All { get; } =
    [
        // The same measure.
        new(true, Recycling, "", "工信部：动力电池回收利用有了新办法", "日前，工信部印发《新能源汽车动力电池回收利用管理办法》，明确生产者责任。"),
        new(true, Recycling, "", "新能源汽车动力电池回收利用新规落地", "近日，工业和信息化部等五部门发布了《新能源汽车动力电池回收利用管理办法》。"),
        new(true, Recycling, "", "《新能源汽车动力电池回收利用管理办法》发布", ""),
        new(true, Recycling, "", "动力电池回收利用管理迎来顶层设计", "本报讯 工信部日前正式印发《新能源汽车动力电池回收利用管理办法》。"),
        new(true, Recycling, "", "废旧电池往哪去？国家出新规", "工信部印发《新能源汽车动力电池回收利用管理办法》，自7月1日起施行。"),
        new(true, Export, "", "商务部2026年第46号公告：对锂电池相关物项实施出口管制", ""),
        new(true, Export, "", "商务部公布2026年第46号公告", "商务部、海关总署决定对锂电池相关物项实施出口管制。"),
        new(true, Export, "", "商务部新闻发言人就2026年第46号公告答记者问", ""),
        new(true, Export, "", "中国对锂电池物项出口说不", "商务部9日宣布，对高能量密度锂电池等物项实施出口管制。"),
        new(true, Norm, "", "工信部就《锂离子电池行业规范条件》征求意见", ""),
        new(true, Norm, "", "锂离子电池行业规范条件再修订 公开征求意见", "工信部今日就《锂离子电池行业规范条件（征求意见稿）》公开征求意见。"),
        new(true, Norm, "", "锂电行业门槛拟提高", "工信部电子信息司就《锂离子电池行业规范条件》公开征求意见，能量密度要求提高。"),
        new(true, Tariff, "", "国务院关税税则委员会关于调整锂产品进口关税的公告", ""),
        new(true, Tariff, "", "我国下调锂产品进口关税", "国务院关税税则委员会发布公告，自2026年7月1日起调整锂产品进口关税。"),
        new(true, Batteries, "", "Regulation (EU) 2026/411: battery passports are law", ""),
        new(true, Batteries, "", "EU publishes battery passport law", "The regulation was published in the Official Journal today."),
        new(true, Credits, "RIN 1545-BQ52", "Treasury finalizes clean vehicle credit rules", "The final rule (RIN 1545-BQ52) was released today."),
        new(true, Credits, "", "Critical mineral and battery requirements for clean vehicle credits are out", "Today the IRS issued a final rule, “Clean Vehicle Credits Under Sections 25E and 30D; Critical Mineral and Battery Component Requirements.”"),
        new(true, Labels, "RIN 2137-AF20", "Agency issues final rule on lithium battery labels", "RIN 2137-AF20"),
        new(true, Labels, "", "Labeling Requirements for Lithium Batteries Carried in Vehicles", ""),

        // Two measures.
        new(false, Recycling, "", "工信部部署动力电池行业安全检查", "工信部印发《动力电池企业安全生产专项检查方案》。"),
        new(false, Recycling, "", "关于开展新能源汽车动力电池回收利用试点的通知", "为落实工信部印发的《新能源汽车动力电池回收利用管理办法》，现通知如下。"),
        new(false, Recycling, "", "江苏省工业和信息化厅关于印发《新能源汽车动力电池回收利用管理办法》的通知", ""),
        new(false, Recycling, "", "关于印发《新能源汽车动力电池梯次利用管理办法》的通知", ""),
        new(false, Recycling, "", "锂电池周报：碳酸锂均价回落", "本周工信部印发《新能源汽车动力电池回收利用管理办法》。碳酸锂均价41万元/吨。"),
        new(false, Recycling, "", "多家车企公布动力电池产能计划", "某车企宣布新建动力电池工厂。"),
        new(false, Export, "", "商务部公告2026年第47号 关于对石墨负极材料相关物项实施出口管制的公告", ""),
        new(false, Export, "", "海关总署公告2026年第46号 关于锂电池检验监管的公告", ""),
        new(false, Export, "", "商务部公告2025年第46号 关于对锂电池相关物项实施出口管制的公告", ""),
        new(false, Norm, "", "工信部就《锂离子电池编码规则》征求意见", ""),
        new(false, Norm, "", "关于公开征求《锂离子电池行业规范公告管理办法（征求意见稿）》意见的公告", ""),
        new(false, Norm, "", "关于公开征求锂离子电池强制性国家标准意见的公告", ""),
        new(false, Tariff, "", "国务院关税税则委员会关于调整镍产品出口关税的公告", ""),
        new(false, Tariff, "", "国务院关税税则委员会关于对部分商品加征关税的公告", ""),
        new(false, Batteries, "", "Regulation (EU) 2026/412 of the European Parliament and of the Council of 3 March 2026 concerning battery passports and due diligence for tractors", ""),
        new(false, Batteries, "", "Commission opens consultation on recycled content in batteries", "Under Regulation (EU) 2026/411 the Commission today opened a public consultation."),
        new(false, Credits, "RIN 1545-BQ52", "Clean Vehicle Credits Under Sections 25E and 30D; Transfer of Credits", "RIN 1545-BQ64"),
        new(false, Credits, "", "Senate debates the clean vehicle credit", "Senators discussed critical mineral requirements on Tuesday."),
        new(false, Labels, "RIN 2137-AF20", "Labeling Requirements for Lithium Batteries Carried in Vehicles", "RIN 2137-AF99"),
        new(false, Labels, "", "Packaging Requirements for Lithium Batteries Carried in Aircraft", "The agency issued a final rule."),
    ];

    internal sealed record Pair(bool AreOne, string Title, string Text, string Other, string OtherText);
}

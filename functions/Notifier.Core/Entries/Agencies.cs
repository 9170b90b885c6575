namespace Notifier.Core.Entries;

/// <summary>
/// Who announces: the short names of agencies, and how titles and bylines write them. An agency stands for itself, its
/// predecessors and its journal of record.
/// </summary>
public static class Agencies
{
    // The longer name comes first where one holds another.
    private static readonly (string Id, string[] Names)[] Known =
    [
        ("NDRC", ["国家发展和改革委员会", "国家发展改革委", "国家发改委", "发展改革委", "发改委", "國家發展改革委", "發改委", "National Development and Reform Commission", "NDRC"]),
        ("MIIT", ["工业和信息化部", "工信部", "工業和信息化部", "工信部门", "Ministry of Industry and Information Technology", "MIIT"]),
        ("MOST", ["科学技术部", "科技部", "科學技術部", "Ministry of Science and Technology"]),
        ("MOHURD", ["住房和城乡建设部", "住房城乡建设部", "住建部", "Ministry of Housing and Urban-Rural Development", "MOHURD"]),
        ("MOFCOM", ["商务部", "商務部", "Ministry of Commerce", "MOFCOM"]),
        ("MOF", ["财政部", "財政部", "Ministry of Finance"]),
        ("MEE", ["生态环境部", "生態環境部", "Ministry of Ecology and Environment"]),
        ("MOT", ["交通运输部", "交通運輸部", "Ministry of Transport"]),
        ("MNR", ["自然资源部", "自然資源部", "Ministry of Natural Resources"]),
        ("SAMR", ["国家市场监督管理总局", "市场监管总局", "State Administration for Market Regulation", "SAMR"]),
        ("STA", ["国家税务总局", "税务总局", "State Taxation Administration"]),
        ("GACC", ["海关总署", "海關總署", "General Administration of Customs"]),
        ("NEA", ["国家能源局", "國家能源局", "National Energy Administration"]),
        ("NDA", ["国家数据局", "National Data Administration"]),
        ("CAC", ["国家互联网信息办公室", "国家网信办", "网信办", "Cyberspace Administration of China"]),
        ("MPS", ["公安部", "Ministry of Public Security"]),
        ("SASAC", ["国务院国资委", "国资委", "SASAC"]),
        ("CSRC", ["中国证监会", "证监会", "China Securities Regulatory Commission"]),
        ("PBOC", ["中国人民银行", "人民银行", "People's Bank of China", "PBOC"]),
        ("State Council", ["国务院办公厅", "国务院关税税则委员会", "国务院", "國務院", "State Council"]),
        ("CAAM", ["中国汽车工业协会", "中汽协", "China Association of Automobile Manufacturers", "CAAM"]),
        ("GFEX", ["广州期货交易所", "广期所", "Guangzhou Futures Exchange", "GFEX"]),
        ("SHFE", ["上海期货交易所", "上期所", "Shanghai Futures Exchange", "SHFE"]),
        ("European Commission", ["European Commission", "欧盟委员会", "歐盟委員會", "欧委会"]),
        ("European Parliament", ["European Parliament", "欧洲议会"]),
        ("Council of the EU", ["Council of the European Union", "Council of the EU", "欧盟理事会"]),
        ("DOE", ["Department of Energy", "Energy Department", "美国能源部"]),
        ("EPA", ["Environmental Protection Agency", "EPA", "美国环保署"]),
        ("Treasury", ["Treasury Department", "Department of the Treasury", "U.S. Treasury", "美国财政部"]),
        ("IRS", ["Internal Revenue Service", "IRS"]),
        ("USTR", ["Office of the United States Trade Representative", "Trade Representative", "USTR", "美国贸易代表办公室"]),
        ("Commerce", ["Commerce Department", "Department of Commerce", "International Trade Administration", "美国商务部"]),
        ("BIS", ["Bureau of Industry and Security", "Industry and Security Bureau"]),
        ("USITC", ["International Trade Commission", "USITC"]),
        ("NHTSA", ["National Highway Traffic Safety Administration", "NHTSA"]),
        ("DOT", ["Department of Transportation", "Transportation Department", "Federal Highway Administration"]),
        ("Interior", ["Department of the Interior", "Interior Department", "Bureau of Land Management", "Geological Survey"]),
        ("CBP", ["Customs and Border Protection", "CBP"]),
    ];

    private static readonly (string Id, EntryWords Words, string[] Folded)[] Searched =
        [.. Known.Select(agency => (agency.Id, EntryWords.Parse(string.Join('|', agency.Names)), agency.Names.Select(EntryWords.Fold).ToArray()))];

    // “美国财政部” is not the Ministry of Finance, “美国能源部” no Chinese one.
    private static readonly string[] Foreign = ["MOF", "MOFCOM", "MOT", "MOST", "MNR", "MEE"];

    /// <summary>The short names, as rules write them.</summary>
    public static IReadOnlyList<string> Ids { get; } = [.. Known.Select(agency => agency.Id)];

    /// <summary>Whether an agency is known by this name, short or long.</summary>
    public static bool IsKnown(string name) => Ids.Contains(IdOf(name));

    /// <summary>Every name of every agency, the short ones first.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Known.Select(agency => agency.Id), .. Known.SelectMany(agency => agency.Names)];

    /// <summary>The agencies that a text names, in the order of the list.</summary>
    public static IEnumerable<string> In(string text)
    {
        var folded = EntryWords.Fold(text);
        var others = folded.Replace("美国财政部", " ", StringComparison.Ordinal).Replace("美国商务部", " ", StringComparison.Ordinal);
        foreach (var (id, words, _) in Searched)
        {
            if (words.Matches(Foreign.Contains(id) ? others : folded))
                yield return id;
        }
    }

    /// <summary>The agency that a text names first; null where it names none.</summary>
    public static string? FirstIn(string text)
    {
        var folded = EntryWords.Fold(text);
        var named = In(text).ToList();
        return named.Count < 2
            ? named.FirstOrDefault()
            : Searched.Where(agency => named.Contains(agency.Id))
                .MinBy(agency => agency.Folded.Select(name => folded.IndexOf(name, StringComparison.Ordinal)).Where(at => at >= 0).DefaultIfEmpty(int.MaxValue).Min()).Id;
    }

    /// <summary>The short name that a name stands for; the name itself where it is of none of these.</summary>
    public static string IdOf(string name)
    {
        var folded = EntryWords.Fold(name);
        foreach (var (id, _, names) in Searched)
        {
            if (EntryWords.Fold(id) == folded || names.Contains(folded))
                return id;
        }

        return name.Trim();
    }
}

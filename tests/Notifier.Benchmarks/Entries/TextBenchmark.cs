using BenchmarkDotNet.Attributes;
using Notifier.Core.Entries.Quantities;
using Notifier.Core.Entries.Topics;

namespace Notifier.Benchmarks.Entries;

/// <summary>Topics and quantities of one sentence, Chinese and English in turn; the budget is 20,000 sentences a second on one core.</summary>
public class TextBenchmark
{
    private static readonly string[] Sentences =
    [
        "工信部：整车新增产能要坚持主体集中、区域集聚，现有生产基地达到合理规模前不再新增布点。",
        "电池级碳酸锂均价突破50万元/吨，较年初的5.5万元/吨涨了近10倍，多部门约谈锂盐企业。",
        "今年前三季度动力电池装车量同比增长42.5%，其中磷酸铁锂电池占比超过七成。",
        "碳酸鋰價格一年翻倍，動力電池廠成本承壓，車用晶片短缺則略有緩解。",
        "印尼拟收紧镍矿出口配额，国内不锈钢与三元材料企业承压。",
        "本办法自2022年5月1日起施行，有效期至2027年4月30日。",
        "Commission imposes countervailing duties of up to 35.3% on Chinese electric vehicles after a nine-month probe.",
        "Spot lithium carbonate rose from 50,000 to 500,000 yuan per ton in fifteen months, the exchange said on Friday.",
        "The ministry wants black mass and waste batteries to be handled by listed recyclers only from next year on.",
        "The museum will open a new wing in spring and expects half a million visitors in its first season.",
    ];

    [Benchmark(OperationsPerInvoke = 10)]
    public int TopicsAndQuantities() =>
        Sentences.Sum(sentence => TopicClassifier.Default.Classify("", sentence).Count + QuantityReader.Read(sentence).Count);

    [Benchmark(OperationsPerInvoke = 10)]
    public int Topics() => Sentences.Sum(sentence => TopicClassifier.Default.Classify("", sentence).Count);

    [Benchmark(OperationsPerInvoke = 10)]
    public int Quantities() => Sentences.Sum(sentence => QuantityReader.Read(sentence).Count);
}

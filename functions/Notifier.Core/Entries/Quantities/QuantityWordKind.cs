namespace Notifier.Core.Entries.Quantities;

/// <summary>What a word does beside a number; quantity-words.json lists the words of each.</summary>
internal enum QuantityWordKind
{
    Up,
    Down,

    /// <summary>涨幅, 增速: nouns whose number is the change, also behind “to”.</summary>
    RateUp,
    RateDown,

    /// <summary>翻: two fans are four times.</summary>
    Multiply,
    To,
    By,

    /// <summary>A limit; its detail is the sign.</summary>
    More,
    Approx,

    /// <summary>最高, up to: says nothing more about the number.</summary>
    Most,

    /// <summary>同比: with what a change compares.</summary>
    Since,
    Filler,
    From,
    Between,
    And,
    Each,
    Noise,
    AfterUp,
    AfterDown,
    AfterMore,
    FactorOf,

    /// <summary>单车, 吨价: what the money behind it is paid for.</summary>
    PerEach,
    Vague,
    Ranged,
    The,
    Percent,
    Points,
    Times,
    Fold,
    Tenth,
    Factor,
    Fraction,
    Unit,
    Currency,
    Multiplier,
    Number,

    /// <summary>A thing that is counted; its detail is the unit.</summary>
    Counted,

    /// <summary>报, trades at: a price follows.</summary>
    Quoted,

    /// <summary>补贴, 抵免: what a buyer of one car gets or pays.</summary>
    Granted,
    Car,

    /// <summary>过半, 近半: a share of half, more or nearly; its detail is the limit.</summary>
    Half,
}

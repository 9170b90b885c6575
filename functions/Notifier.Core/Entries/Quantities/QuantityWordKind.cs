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
    PerVehicle,
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
}

namespace Notifier.Sources.Metals;

/// <summary>What tells the APIs of the family apart.</summary>
/// <param name="KeyName">Of the parameter with the key.</param>
/// <param name="CurrencyName">Of the parameter with the currency of the prices.</param>
/// <param name="SymbolsName">Of the parameter with the metals; null where it answers with all.</param>
/// <param name="IsInverse">True where a rate is how many ounces one unit of the currency buys; false where it is the price of one.</param>
/// <param name="Fixed">What else is asked for.</param>
internal sealed record MetalsProvider(
    string Kind, string OwnBase, string Path, string KeyName, string CurrencyName, string? SymbolsName, bool IsInverse, string Fixed, string Setting, string Example, Func<MetalsOptions, string> Key)
{
    public static IReadOnlyList<MetalsProvider> All { get; } =
    [
        new("metals-api", "https://metals-api.com", "/api/latest", "access_key", "base", "symbols", true, "", "Metals__MetalsApiKey", "LITHIUM", static options => options.MetalsApiKey),
        new("commodities-api", "https://commodities-api.com", "/api/latest", "access_key", "base", "symbols", true, "", "Metals__CommoditiesApiKey", "XPT", static options => options.CommoditiesApiKey),
        new("metalpriceapi", "https://api.metalpriceapi.com", "/v1/latest", "api_key", "base", "currencies", true, "", "Metals__MetalpriceApiKey", "NI", static options => options.MetalpriceApiKey),
        new("metals-dev", "https://api.metals.dev", "/v1/latest", "api_key", "currency", null, false, "unit=toz", "Metals__MetalsDevKey", "nickel", static options => options.MetalsDevKey),
    ];

    /// <summary>Beside a rate some APIs of the family state the price itself, with the currency before the metal: <c>USDNI</c> beside <c>NI</c>.</summary>
    /// <returns>The metal of such a pair; null where the symbol is a metal itself.</returns>
    public string? MetalOfPair(string symbol, string currency) =>
        IsInverse && symbol.Length > currency.Length + 1 && symbol.StartsWith(currency, StringComparison.Ordinal) ? symbol[currency.Length..] : null;

    public Uri Address(SourceDefinition definition, string currency, IEnumerable<string> symbols, string key)
    {
        var query = new List<string> { $"{CurrencyName}={currency}" };
        if (SymbolsName is not null)
            query.Add($"{SymbolsName}={string.Join(',', symbols)}");
        if (Fixed.Length > 0)
            query.Add(Fixed);
        query.Add($"{KeyName}={Uri.EscapeDataString(key)}");
        return new($"{Http.ApiDefinition.Address(definition, OwnBase, Path)}?{string.Join('&', query)}");
    }
}

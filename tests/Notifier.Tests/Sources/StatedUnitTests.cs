using Notifier.Sources;

namespace Notifier.Tests.Sources;

public sealed class StatedUnitTests
{
    [Theory]
    [InlineData("dollar per metric ton", "USD/t")]
    [InlineData("U.S. Dollars per Metric Ton", "USD/t")]
    [InlineData("($/mt)", "USD/t")]
    [InlineData("$/MMBTU", "USD/mmBtu")]
    [InlineData("Dollars per Million BTU", "USD/mmBtu")]
    [InlineData("$ Per Mil. BTU", "USD/mmBtu")]
    [InlineData("CNY/T", "CNY/t")]
    [InlineData("CNY/T", "CNY/吨")]
    [InlineData("USD/T", "USD/mt")]
    [InlineData("USd/Lbs", "USc/lb")]
    [InlineData("U.S. Cents per Pound", "USc/lb")]
    [InlineData("USD/t.oz", "USD/ozt")]
    [InlineData("$/troy oz", "USD/toz")]
    [InlineData("($/bbl)", "USD/bbl")]
    [InlineData("cents per kilowatt-hour", "USc/kWh")]
    [InlineData("Chinese Yuan Renminbi to One U.S. Dollar", "CNY/USD")]
    [InlineData("Index 2016 = 100", "index")]
    public void The_words_of_sources_are_the_units_of_definitions(string stated, string declared) => Assert.Null(StatedUnit.Mismatch(stated, declared));

    [Theory]
    [InlineData("dollar per metric ton", "USD/kg")]
    [InlineData("dollar per metric ton", "CNY/t")]
    [InlineData("USd/Lbs", "USD/lb")]
    [InlineData("USD/Lbs", "USD/t")]
    [InlineData("$/MMBTU", "USD/MWh")]
    [InlineData("Index 2016 = 100", "USD/t")]
    [InlineData("dollars per short ton", "USD/t")]
    public void Another_unit_is_told_with_both(string stated, string declared) =>
        Assert.Equal($"the source states its values in '{stated}' and the definition says '{declared}': write the unit that they come in", StatedUnit.Mismatch(stated, declared));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("percent of GDP")]
    [InlineData("dollars per ton")]
    public void What_is_not_understood_is_not_judged(string? stated) => Assert.Null(StatedUnit.Mismatch(stated, "USD/t"));
}

using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Notifier.Hosting;
using Notifier.Sources.AlphaVantage;
using Notifier.Sources.Catalog;
using Notifier.Sources.Csv;
using Notifier.Sources.Derived;
using Notifier.Sources.Ecb;
using Notifier.Sources.Eia;
using Notifier.Sources.Feed;
using Notifier.Sources.Fred;
using Notifier.Sources.Gfex;
using Notifier.Sources.Html;
using Notifier.Sources.Http;
using Notifier.Sources.Imf;
using Notifier.Sources.Json;
using Notifier.Sources.Metals;
using Notifier.Sources.NasdaqDataLink;
using Notifier.Sources.Polling;
using Notifier.Sources.Shfe;
using Notifier.Sources.TradingEconomics;
using Notifier.Sources.WorldBank;
using Notifier.Storage;
using Refit;

namespace Notifier.Sources;

internal static class SourcesSetup
{
    public static IHostApplicationBuilder AddSources(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<SourceHttpOptions>().BindConfiguration("Notifier:Sources").ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<SourceSecrets>().AddSingleton<HostPacing>().AddSingleton<SourceHttp>();
        services.AddOptions<FredOptions>().BindConfiguration("Fred").ValidateOnStart();
        services.AddSingleton<IValidateOptions<FredOptions>, FredOptionsCheck>();
        services.AddOptions<EiaOptions>().BindConfiguration("Eia").ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<AlphaVantageOptions>().BindConfiguration("AlphaVantage").ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<NasdaqDataLinkOptions>().BindConfiguration("NasdaqDataLink").ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<TradingEconomicsOptions>().BindConfiguration("TradingEconomics").ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<MetalsOptions>().BindConfiguration("Metals").ValidateDataAnnotations().ValidateOnStart();
        services.AddHttpClient(SourceClient.Generic).UseSourcePipeline();
        services.AddSingleton<SourceStore>().AddSingleton<SourceKinds>();
        services.AddOptions<CatalogOptions>().BindConfiguration("Notifier").ValidateOnStart();
        services.AddSingleton<IValidateOptions<CatalogOptions>, CatalogOptionsCheck>().AddSingleton<CatalogSeed>().AddHostedService<CatalogStart>();
        services.AddSingleton<PollStore>().AddSingleton<PollSurroundings>().AddSingleton<Poller>().AddSingleton<PollTimer>().AddSingleton<SourceHealthReader>();
        services.AddQueueHandler(QueueName.Poll, static (provider, source, cancellation) => provider.GetRequiredService<Poller>().PollAsync(source, cancellation));
        services.AddTimerHandler(WorkTimers.PollPrices, static (provider, cancellation) => provider.GetRequiredService<PollTimer>().RunAsync(policies: false, cancellation));
        services.AddTimerHandler(WorkTimers.PollPolicies, static (provider, cancellation) => provider.GetRequiredService<PollTimer>().RunAsync(policies: true, cancellation));
        // One line a kind.
        services.AddSingleton<ISource, CsvSource>();
        services.AddSingleton<ISource, JsonSource>();
        services.AddSingleton<ISource, HtmlSource>();
        services.AddSingleton<ISource, JsonHtmlSource>();
        services.AddSingleton<ISource, FeedSource>();
        services.AddSingleton<ISource, DerivedSource>().AddSingleton<DerivedSources>().AddSingleton<DerivedInputs>().AddSingleton(static provider => new Lazy<DerivedInputs>(provider.GetRequiredService<DerivedInputs>));
        services.AddSingleton<ISource, FredSource>().AddRefitGeneratedClient<IFredApi>(FredJson.Default).ConfigureHttpClient(static http => http.BaseAddress = new Uri(FredSource.OwnBase)).UseTextPipeline();
        services.AddSingleton<ISource, GfexSource>().AddRefitGeneratedClient<IGfexApi>(GfexJson.Default).ConfigureHttpClient(static http => http.BaseAddress = new Uri(GfexSource.OwnBase)).UseTextPipeline();
        services.AddSingleton<ISource, ImfSource>().AddRefitGeneratedClient<IImfApi>().ConfigureHttpClient(static http => http.BaseAddress = new Uri(ImfSource.OwnBase)).UseTextPipeline();
        services.AddSingleton<ISource, EcbSource>().AddRefitGeneratedClient<IEcbApi>().ConfigureHttpClient(static http => http.BaseAddress = new Uri(EcbSource.OwnBase)).UseTextPipeline();
        services.AddSingleton<ISource, ShfeSource>().AddRefitGeneratedClient<IShfeApi>(ShfeJson.Default).ConfigureHttpClient(static http => http.BaseAddress = new Uri(ShfeSource.OwnBase)).UseTextPipeline();
        services.AddSingleton<ISource, EiaSource>().AddRefitGeneratedClient<IEiaApi>(EiaJson.Default).ConfigureHttpClient(static http => http.BaseAddress = new Uri(EiaSource.OwnBase)).UseTextPipeline();
        services.AddSingleton<ISource, AlphaVantageSource>().AddRefitGeneratedClient<IAlphaVantageApi>(AlphaVantageJson.Default).ConfigureHttpClient(static http => http.BaseAddress = new Uri(AlphaVantageSource.OwnBase)).UseTextPipeline();
        services.AddSingleton<ISource, NasdaqDataLinkSource>().AddRefitGeneratedClient<INasdaqDataLinkApi>(NasdaqJson.Default).ConfigureHttpClient(static http => http.BaseAddress = new Uri(NasdaqDataLinkSource.OwnBase)).UseTextPipeline();
        services.AddSingleton<ISource, TradingEconomicsSource>().AddRefitGeneratedClient<ITradingEconomicsApi>(TradingEconomicsJson.Default).ConfigureHttpClient(static http => http.BaseAddress = new Uri(TradingEconomicsSource.OwnBase)).UseTextPipeline();
        services.AddSingleton<ISource, WorldBankSource>().AddRefitGeneratedClient<IWorldBankPages>().ConfigureHttpClient(static http => http.BaseAddress = new Uri(WorldBankSource.OwnBase)).UseTextPipeline();
        services.AddRefitGeneratedClient<IWorldBankFiles>().ConfigureHttpClient(static http => http.BaseAddress = new Uri(WorldBankSource.OwnBase)).UseSourcePipeline();
        services.AddRefitGeneratedClient<IMetalsApi>(MetalsJson.Default).ConfigureHttpClient(static http => http.BaseAddress = new Uri(MetalsProvider.All[0].OwnBase)).UseTextPipeline();
        foreach (var provider in MetalsProvider.All)
            services.AddSingleton<ISource>(built => ActivatorUtilities.CreateInstance<MetalsSource>(built, provider));
        return builder;
    }
}

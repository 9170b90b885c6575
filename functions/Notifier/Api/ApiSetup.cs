using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Notifier.Api.Idempotency;
using Notifier.Api.Keys;
using Notifier.Api.Limits;
using Notifier.Api.OpenApi;
using Notifier.Api.Rules;
using Notifier.Api.Sources;
using Notifier.Api.Subscriptions;
using Notifier.Api.Warnings;
using Notifier.Hosting;

namespace Notifier.Api;

internal static class ApiSetup
{
    public static IHostApplicationBuilder AddApi(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.TryAddSingleton(TimeProvider.System);
        services.AddRouting();
        services.AddProblemDetails();
        services.AddAntiforgery();
        services.AddDataProtection().KeepKeysInMemory();
        services.Configure<JsonOptions>(options => ApiJson.Configure(options.SerializerOptions));
        services.AddNotifierOpenApi();

        services.AddOptions<KeyOptions>().BindConfiguration("Notifier")
            .Validate(static options => string.IsNullOrEmpty(options.AdminKey) || ApiKey.IsToken(options.AdminKey), "Notifier__AdminKey: give 'ntf_' and 43 characters of base64url (256 random bits), or leave it empty.")
            .ValidateOnStart();
        services.AddSingleton<KeyStore>().AddSingleton<KeyRing>().AddSingleton<FirstKey>().AddSingleton<IdempotencyStore>();
        services.AddTimerHandler(WorkTimers.Sweep, static (provider, cancellation) => provider.GetRequiredService<IdempotencyStore>().SweepAsync(cancellation));
        services.AddSingleton<WarningFeed>().AddSingleton<SourceCheck>().AddSingleton<SourceTrial>().AddSingleton<StoredUnits>().AddSingleton<DerivedCheck>().AddSingleton<RuleReader>();
        services.AddAuthentication(KeyAuthentication.SchemeName).AddScheme<AuthenticationSchemeOptions, KeyAuthentication>(KeyAuthentication.SchemeName, null);
        services.AddAuthorization(ScopePolicies.Add).AddAuthorization(OwnerAccess.Add);

        services.AddOptions<LimitOptions>().BindConfiguration("Notifier:Limits").ValidateDataAnnotations().ValidateOnStart();
        services.AddRateLimiter(static _ => { });
        services.AddSingleton<IConfigureOptions<RateLimiterOptions>, RateLimits>();
        return builder;
    }
}

using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Notifier.Storage;

internal static class StorageSetup
{
    public static IHostApplicationBuilder AddStorage(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<StorageOptions>().Configure<IConfiguration>(StorageOptions.Bind).ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<StorageOptions>, StorageOptionsCheck>();
        builder.Services.AddSingleton<StorageMeter>();
        builder.Services.AddSingleton<StorageClients>();
        builder.Services.AddSingleton<TableStore>();
        builder.Services.AddSingleton<QueueStore>();
        builder.Services.AddHostedService<StorageStart>();
        return builder;
    }
}

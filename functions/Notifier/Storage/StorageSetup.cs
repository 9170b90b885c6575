using Microsoft.Extensions.Hosting;

namespace Notifier.Storage;

internal static class StorageSetup
{
    public static IHostApplicationBuilder AddStorage(this IHostApplicationBuilder builder) => builder;
}

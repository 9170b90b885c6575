// Stand-ins for the names of the Azure Functions worker (2.52) that Notifier.Functions uses, and for no other. They are not
// part of any project: the tests beside this file compile them with the sources of Notifier.Functions, because the worker's
// packages are not on every mirror. A name of the worker that is missing here fails that compilation.
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Microsoft.Azure.Functions.Worker
{
    [AttributeUsage(AttributeTargets.Method)] public sealed class FunctionAttribute(string name) : Attribute { public string Name => name; }
    [AttributeUsage(AttributeTargets.Parameter)] public sealed class TimerTriggerAttribute(string schedule) : Attribute { public string Schedule => schedule; }
    [AttributeUsage(AttributeTargets.Parameter)] public sealed class QueueTriggerAttribute(string queueName) : Attribute { public string QueueName => queueName; public string? Connection { get; set; } }
    [AttributeUsage(AttributeTargets.Parameter)] public sealed class HttpTriggerAttribute(AuthorizationLevel level, params string[] methods) : Attribute
    {
        public AuthorizationLevel AuthLevel => level;
        public string[] Methods => methods;
        public string? Route { get; set; }
    }
    public enum AuthorizationLevel { Anonymous, User, Function, System, Admin }
    public class TimerInfo { public bool IsPastDue { get; set; } public ScheduleStatus? ScheduleStatus { get; set; } }
    public class ScheduleStatus { public DateTime Last { get; set; } public DateTime Next { get; set; } }
    public abstract class FunctionContext { public abstract CancellationToken CancellationToken { get; } }
}

namespace Microsoft.Azure.Functions.Worker.Builder
{
    public static class FunctionsApplication { public static FunctionsApplicationBuilder CreateBuilder(string[] args) => new(WebApplication.CreateBuilder(args)); }
    public static class FunctionsApplicationBuilderAspNetCoreExtensions { public static FunctionsApplicationBuilder ConfigureFunctionsWebApplication(this FunctionsApplicationBuilder builder) => builder; }
    public class FunctionsApplicationBuilder(WebApplicationBuilder inner) : IHostApplicationBuilder
    {
        private readonly IHostApplicationBuilder _inner = inner;
        public IDictionary<object, object> Properties => _inner.Properties;
        public IConfigurationManager Configuration => inner.Configuration;
        public IHostEnvironment Environment => inner.Environment;
        public ILoggingBuilder Logging => inner.Logging;
        public IMetricsBuilder Metrics => inner.Metrics;
        public IServiceCollection Services => inner.Services;
        public void ConfigureContainer<T>(IServiceProviderFactory<T> factory, Action<T>? configure = null) where T : notnull => _inner.ConfigureContainer(factory, configure);
        public IHost Build() => inner.Build();
    }
}

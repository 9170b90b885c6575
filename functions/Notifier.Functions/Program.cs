using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Notifier.Functions;
using Notifier.Hosting;

// The Azure entry: the same composition as `notifier serve`. Timers, queues and HTTP are called by the Functions host.
var builder = FunctionsApplication.CreateBuilder(args);
builder.ConfigureFunctionsWebApplication();
builder.AddNotifier();
builder.Services.AddSingleton<Pipeline>();

builder.Build().Run();

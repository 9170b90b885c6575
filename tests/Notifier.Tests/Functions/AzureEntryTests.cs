using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Notifier.Hosting;
using Notifier.Storage;
using Notifier.Tests.Architecture;

namespace Notifier.Tests.Functions;

/// <summary>What the Azure entry runs equals what <c>serve</c> runs: the same timers, queues and routes, and nothing of its own.</summary>
public sealed class AzureEntryTests
{
    [Fact]
    public void It_compiles_without_a_warning_against_the_names_of_the_worker() => Assert.Empty(AzureEntry.Errors());

    [Fact]
    public void A_name_of_the_worker_that_the_stand_ins_lack_does_not_compile()
    {
        const string source = """
            public sealed class Extra
            {
                [Microsoft.Azure.Functions.Worker.Function("Extra")]
                public void Run([Microsoft.Azure.Functions.Worker.BlobTrigger("x")] string text) { }
            }
            """;
        Assert.Contains(AzureEntry.Errors(source), error => error.Contains("BlobTrigger", StringComparison.Ordinal));
    }

    [Fact]
    public void Timers_are_those_of_serve()
    {
        var timers = AzureEntry.Functions
            .Where(function => function.Trigger.GetType().Name == "TimerTriggerAttribute")
            .ToDictionary(function => function.Name, function => AzureEntry.Text(function.Trigger, "Schedule"));

        Assert.Equal(
            new Dictionary<string, string>
            {
                [WorkTimers.PollPrices] = WorkTimers.PollPricesSchedule,
                [WorkTimers.PollPolicies] = WorkTimers.PollPoliciesSchedule,
                [WorkTimers.Sweep] = WorkTimers.SweepSchedule,
            },
            timers);
    }

    [Fact]
    public void Queues_are_those_of_serve_in_the_same_account()
    {
        var queues = AzureEntry.Functions.Where(function => function.Trigger.GetType().Name == "QueueTriggerAttribute").ToList();

        Assert.Equal(QueueName.All.Order(), queues.Select(queue => AzureEntry.Text(queue.Trigger, "QueueName")).Order());
        Assert.All(queues, queue => Assert.Equal("AzureWebJobsStorage", AzureEntry.Text(queue.Trigger, "Connection")));
        Assert.All(queues, queue => Assert.Equal(AzureEntry.Text(queue.Trigger, "QueueName"), queue.Name.ToLowerInvariant()));
    }

    [Fact]
    public void The_host_reads_the_messages_as_the_application_writes_them()
    {
        var queues = HostJson().GetProperty("extensions").GetProperty("queues");

        Assert.Equal("base64", queues.GetProperty("messageEncoding").GetString());
        Assert.Equal(5, queues.GetProperty("maxDequeueCount").GetInt32());
    }

    [Fact]
    public void One_catch_all_takes_every_address()
    {
        var http = Assert.Single(AzureEntry.Functions, function => function.Trigger.GetType().Name == "HttpTriggerAttribute");

        Assert.Equal("{*path}", AzureEntry.Text(http.Trigger, "Route"));
        Assert.Equal(
            ["get", "head", "post", "put", "patch", "delete", "options"],
            (string[])http.Trigger.GetType().GetProperty("Methods")!.GetValue(http.Trigger)!);
        Assert.Equal("", HostJson().GetProperty("extensions").GetProperty("http").GetProperty("routePrefix").GetString());
    }

    [Fact]
    public async Task Its_route_table_is_that_of_serve()
    {
        using var azure = AzureEntry.BuildHost();
        await CallAsync(azure.Services, "GET", "/");
        var serve = WebApplication.CreateBuilder();
        serve.AddNotifier();
        await using var local = serve.Build();
        local.UseNotifier();

        Assert.NotEmpty(Routes(local.Services));
        Assert.Equal(Routes(local.Services), Routes(azure.Services));
    }

    [Fact]
    public async Task A_route_of_the_application_is_reached_through_the_catch_all()
    {
        using var azure = AzureEntry.BuildHost();

        var live = await CallAsync(azure.Services, "GET", "/health/live");
        var refused = await CallAsync(azure.Services, "GET", "/api/keys");

        Assert.Equal(StatusCodes.Status200OK, live.Response.StatusCode);
        Assert.Equal("""{"status":"live"}""", Body(live));
        Assert.Equal(StatusCodes.Status401Unauthorized, refused.Response.StatusCode);
        Assert.Equal("application/problem+json", refused.Response.ContentType);
    }

    [Fact]
    public async Task An_unknown_address_is_answered_by_the_application()
    {
        using var azure = AzureEntry.BuildHost();

        var context = await CallAsync(azure.Services, "GET", "/no/such/page");

        Assert.Equal(StatusCodes.Status404NotFound, context.Response.StatusCode);
        Assert.Null(context.GetEndpoint());
        Assert.Empty(context.Request.RouteValues);
        Assert.Contains("urn:notifier:problem:not-found", Body(context), StringComparison.Ordinal);
    }

    /// <summary>Calls the catch-all as the host does: with its own endpoint and route values on the request.</summary>
    private static async Task<HttpContext> CallAsync(IServiceProvider services, string method, string path)
    {
        var http = AzureEntry.Functions.Single(function => function.Trigger.GetType().Name == "HttpTriggerAttribute").Method;
        await using var scope = services.CreateAsyncScope();
        var context = new DefaultHttpContext { RequestServices = scope.ServiceProvider };
        context.Request.Method = method;
        context.Request.Scheme = "http";
        context.Request.Host = new HostString("127.0.0.1");
        context.Request.Path = path;
        context.Response.Body = new MemoryStream();
        context.SetEndpoint(new Endpoint(_ => throw new InvalidOperationException("the function called itself"), null, "Http"));
        context.Request.RouteValues["path"] = path[1..];

        var function = ActivatorUtilities.CreateInstance(services, http.DeclaringType!);
        await (Task)http.Invoke(function, [context.Request])!;
        return context;
    }

    private static string Body(HttpContext context) => Encoding.UTF8.GetString(((MemoryStream)context.Response.Body).ToArray());

    private static List<string> Routes(IServiceProvider services) =>
        [.. services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Select(Describe).Order(StringComparer.Ordinal)];

    private static string Describe(RouteEndpoint endpoint) =>
        string.Join(',', endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? []) + " " + endpoint.RoutePattern.RawText;

    private static JsonElement HostJson() => JsonDocument.Parse(Checkout.Read("functions/Notifier.Functions/host.json")).RootElement;
}

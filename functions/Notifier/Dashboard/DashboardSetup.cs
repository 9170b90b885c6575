using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Notifier.Dashboard.Readers;
using Notifier.Dashboard.Subscriptions;

namespace Notifier.Dashboard;

internal static class DashboardSetup
{
    public static IHostApplicationBuilder AddDashboard(this IHostApplicationBuilder builder)
    {
        builder.Services.AddRazorComponents();
        // Chinese stays readable in the page's source, and takes a third of the bytes.
        builder.Services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
        builder.Services.AddAuthorization(Access.Add);
        builder.Services.AddSingleton<PageFrames>().AddSingleton<MailboxPages>().AddSingleton<WarningPages>().AddSingleton<DeliveryPages>();
        builder.Services.AddSingleton<SourceStates>().AddSingleton<OverviewPages>().AddSingleton<SeriesPages>().AddSingleton<FiringCards>();
        builder.Services.AddSingleton<ManageReader>().AddSingleton<MessageHistory>();
        return builder;
    }
}

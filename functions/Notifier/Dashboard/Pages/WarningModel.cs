using Notifier.Core.Warnings;

namespace Notifier.Dashboard.Pages;

/// <summary>One warning with everything that it rests on.</summary>
/// <param name="Deliveries">Who was told; null for a visitor who may not see that.</param>
public sealed record WarningModel(PageFrame Frame, DateTimeOffset Now, Warning Warning, DateTimeOffset Recorded, IReadOnlyList<DeliveryRow>? Deliveries);

/// <param name="Older">Address of the next page; null at the end.</param>
public sealed record WarningsModel(PageFrame Frame, DateTimeOffset Now, IReadOnlyList<WarningRow> Rows, string? Older);

namespace Notifier.Core.Rules.Expressions;

/// <summary>A limit as written, before it is known which indicator it belongs to.</summary>
/// <param name="Text">Canonical: <c>15%</c>, <c>3d</c>, <c>500000 CNY/t</c>.</param>
/// <param name="Number">The digits as written; empty for a duration.</param>
/// <param name="Unit">With <see cref="LimitForm.Unit"/>.</param>
/// <param name="UnitIndex">Where the sign, duration or unit stands.</param>
internal sealed record WrittenLimit(int Index, LimitForm Form, string Text, string Number, string Unit, int UnitIndex);

internal enum LimitForm
{
    Plain,
    Percent,
    Duration,
    Unit,
}

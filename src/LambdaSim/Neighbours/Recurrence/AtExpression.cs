using NodaTime;
using NodaTime.Text;

namespace LambdaSim.Neighbours.Recurrence;

/// <summary>Once, at a local time (rule SCH-AT). One that the clocks skip comes as much later as they skip: it is not lost.</summary>
internal sealed class AtExpression(LocalDateTime time) : ScheduleExpression
{
    private static readonly LocalDateTimePattern _pattern = LocalDateTimePattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd'T'HH':'mm':'ss");

    public override bool IsOnce => true;

    public override Instant? First(Instant from, ScheduleFrame frame) =>
        frame.Zone.AtLeniently(time).ToInstant() is var instant && instant >= from ? instant : null;

    // NodaTime takes 24:00 of a day as well.
    public static AtExpression? Read(string text, string inner) =>
        _pattern.Parse(inner) is { Success: true, Value: var time } && _pattern.Format(time) == inner ? new AtExpression(time) { Text = text } : null;
}

using LambdaSim.Neighbours.Recurrence;
using NodaTime;

namespace LambdaSim.Neighbours.Buses;

// Rules that fire by a schedule (rule EVB-SCHEDULE).
internal sealed partial class BusService
{
    private static ScheduleExpression Scheduled(string expression, Bus bus) =>
        bus.Name != Bus.Default ? throw BusServiceException.Validation("ScheduleExpression is supported only on the default event bus.")
        : ScheduleExpression.Read(expression, ScheduleDialect.Rules) ?? throw BusServiceException.Validation("Parameter ScheduleExpression is not valid.");

    // A rate counts from now on, so its first time is a period away. A schedule keeps no run alive: it has no end.
    private void Arm(BusRule rule, ScheduleExpression? schedule)
    {
        Disarm(rule);
        if (schedule is not null && rule.IsEnabled)
        {
            ArmNext(rule, schedule, new ScheduleFrame(DateTimeZone.Utc, Host.Now));
        }
    }

    private static void Disarm(BusRule rule)
    {
        rule.Firing?.Dispose();
        rule.Firing = null;
    }

    private void ArmNext(BusRule rule, ScheduleExpression schedule, ScheduleFrame frame)
    {
        if (schedule.First(Host.Now + Duration.Epsilon, frame) is { } next)
        {
            rule.Firing = Host.Later(next - Host.Now, () => Fire(rule, schedule, frame), keepsAlive: false);
        }
    }

    private void Fire(BusRule rule, ScheduleExpression schedule, ScheduleFrame frame)
    {
        _buses[Bus.Default].Fire(rule, new BusEvent
        {
            Id = NextId(),
            Source = "aws.events",
            DetailType = "Scheduled Event",
            Detail = "{}",
            Time = Host.Now,
            IngestedAt = Host.Now,
            Account = Account,
            Region = Region,
            Resources = [rule.Arn],
        }, Sender.Service);
        ArmNext(rule, schedule, frame);
    }
}

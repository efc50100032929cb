using System.Globalization;
using LambdaSim.Events;
using LambdaSim.Neighbours.Schedules;
using LambdaSim.Units;
using NodaTime.Text;

namespace LambdaSim.Tests.Conservation;

// Schedules, which are stopped, started and deleted between their firings.
internal sealed partial class ConservationWorld
{
    private static readonly InstantPattern _seconds = InstantPattern.Create("uuuu-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture);

    private readonly List<Schedule> _schedules = [];

    private void StepOfSchedules()
    {
        if (_schedules.Count == 0 || OneIn(3))
        {
            Plan();
            return;
        }

        var schedule = _schedules[Below(_schedules.Count)];
        switch (Below(4))
        {
            case 0:
                schedule.Disable();
                break;
            case 1:
                schedule.Enable();
                break;
            case 2:
                schedule.Delete();
                break;
            case 3:
                schedule.DuplicateProbability = 0.5;
                break;
        }
    }

    private static int FiringsIn(EventLog log) => log.Count(e => e.Kind == EventKind.NotificationMade && log.Resources[e.Resource].Kind == ResourceKind.Schedule);

    // It ends soon: a topic tries for weeks, and a rate would go on all the while.
    private void Plan()
    {
        var expression = OneIn(3) ? $"at({_seconds.Format(_simulation.Now + Duration.FromSeconds(Pick(1, 61, 600)))})" : Pick("rate(1 minute)", "rate(5 minutes)");
        var group = OneIn(5) ? Pick("a", "b") : null;
        var target = group is null ? Pick(Target(), _topic) : _queues.Get("orders.fifo");
        _schedules.Add(_simulation.Schedule(FormattableString.Invariant($"s{_draws}"), expression).To(target, s => s with
        {
            FlexibleWindow = Pick<TimeLength?>(null, null, 1.Minutes, 10.Minutes),
            EndDate = expression[0] == 'r' ? _simulation.Now + Duration.FromMinutes(Pick(2, 20)) : null,
            MaximumRetryAttempts = Below(4),
            MaximumEventAge = Pick(60, 300, 86_400).Seconds,
            DeadLetterQueue = OneIn(2) ? Queue("dead") : null,
            MessageGroupId = group,
            DeleteAfterCompletion = OneIn(3),
        }));
    }
}

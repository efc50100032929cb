using LambdaSim.Configuration;
using LambdaSim.Neighbours.Schedules;

namespace LambdaSim;

// What begins by itself.
public sealed partial class Simulation
{
    /// <summary>The schedules of the account and region of <see cref="Options"/>, in ordinal order of their groups and names.</summary>
    public IReadOnlyList<Schedule> Schedules => [.. Scheduler.Schedules];

    /// <summary>A schedule of EventBridge Scheduler, which <see cref="ScheduleBuilder.To(IDestinationTarget, Func{ScheduleConfig, ScheduleConfig}?)"/> gives its target.</summary>
    /// <param name="name">1 to 64 letters, digits, hyphens, underscores and dots.</param>
    /// <param name="expression"><c>rate(5 minutes)</c>, <c>cron(0 3 * * ? *)</c> or <c>at(2026-11-20T13:00:00)</c>.</param>
    /// <param name="zone">Name of the time zone in which it is read.</param>
    /// <example>
    /// <code>
    /// simulation.Schedule("nightly", "cron(0 3 * * ? *)", zone: "Europe/Berlin").To(report);
    ///
    /// simulation.AdvanceBy(1.Days);
    /// </code>
    /// </example>
    public ScheduleBuilder Schedule(string name, string expression, string zone = "UTC")
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(expression);
        ArgumentNullException.ThrowIfNull(zone);
        RequireOpen(nameof(Schedule));
        return new ScheduleBuilder(Scheduler, name, expression, zone, Remember);
    }

    /// <summary>The schedule of a name in the default group of the account and region of <see cref="Options"/>, whoever made it.</summary>
    /// <exception cref="ResourceNotFoundException">There is none.</exception>
    public Schedule Schedule(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return Here.Scheduler.Schedules.FirstOrDefault(s => s.Name == name && s.GroupName == ScheduleGroup.Default) ?? throw NearestName.NotFound("schedule", name, Scheduler.Schedules.Select(static s => s.Name));
    }

    private void Add(PlannedSchedule schedule)
    {
        schedule.Create(Scheduler);
        Remember(schedule);
    }

    private void Remember(PlannedSchedule schedule)
    {
        if (NowNs == 0)
        {
            _world.Plan = _world.Plan with { Schedules = _world.Plan.Schedules.Add(schedule) };
        }
    }

    private SchedulerService Scheduler
    {
        get
        {
            RunSeed.Use(Seed);
            return Directory.Book<ScheduleBook>().At(Options.AccountId, Options.Region);
        }
    }
}

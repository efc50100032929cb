using LambdaSim.Resources;

namespace LambdaSim.Neighbours.Schedules;

/// <summary>A schedule that has a time and no target yet.</summary>
public sealed class ScheduleBuilder
{
    private readonly SchedulerService _service;
    private readonly string _name;
    private readonly string _expression;
    private readonly string _zone;
    private readonly Action<PlannedSchedule>? _planned;

    internal ScheduleBuilder(SchedulerService service, string name, string expression, string zone, Action<PlannedSchedule>? planned = null) =>
        (_service, _name, _expression, _zone, _planned) = (service, name, expression, zone, planned);

    /// <summary>Creates the schedule, as CreateSchedule does.</summary>
    /// <param name="target">A function, queue, topic or bus of the simulation.</param>
    /// <param name="configure">Changes settings from AWS's defaults.</param>
    /// <exception cref="AwsServiceException">EventBridge Scheduler would refuse the expression, the zone or a setting, or there is a schedule of this name.</exception>
    public Schedule To(IDestinationTarget target, Func<ScheduleConfig, ScheduleConfig>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(target);
        return To(target.Arn, configure);
    }

    /// <summary>Creates the schedule for the target of an ARN.</summary>
    /// <param name="targetArn">Of a resource, or <c>arn:aws:scheduler:::aws-sdk:SERVICE:OPERATION</c>.</param>
    /// <param name="configure">Changes settings from AWS's defaults.</param>
    /// <exception cref="AwsServiceException">EventBridge Scheduler would refuse the expression, the zone or a setting, or there is a schedule of this name.</exception>
    public Schedule To(string targetArn, Func<ScheduleConfig, ScheduleConfig>? configure = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(targetArn);
        var config = configure is null ? new ScheduleConfig() : configure(new ScheduleConfig());
        var planned = new PlannedSchedule(_name, config.GroupName, Settings(targetArn, config));
        var schedule = planned.Create(_service);
        _planned?.Invoke(planned);
        return schedule;
    }

    private ScheduleSettings Settings(string targetArn, ScheduleConfig config)
    {
        ScheduleChecks.Retries(config.MaximumRetryAttempts, config.MaximumEventAge);
        var target = new ScheduleTarget(targetArn, new Arn("aws", "iam", "", _service.Account, "role/scheduler").ToString())
        {
            Input = config.Input,
            MaximumRetryAttempts = config.MaximumRetryAttempts,
            MaximumEventAge = (int)config.MaximumEventAge.TotalSeconds,
            DeadLetterArn = config.DeadLetterQueue?.In(_service.Account, _service.Region).Arn,
            MessageGroup = config.MessageGroupId,
            DetailType = config.DetailType,
            Source = config.Source,
        };
        return new ScheduleSettings(ScheduleChecks.Expression(_expression), target)
        {
            ZoneName = _zone,
            Start = config.StartDate,
            End = config.EndDate,
            WindowMinutes = ScheduleChecks.Window(config.FlexibleWindow),
            IsEnabled = config.Enabled,
            DeletesItself = config.DeleteAfterCompletion,
        };
    }
}

/// <summary>A schedule of a world's plan.</summary>
internal sealed record PlannedSchedule(string Name, string GroupName, ScheduleSettings Settings)
{
    /// <summary>Creates it, and its group where there is none.</summary>
    public Schedule Create(SchedulerService service)
    {
        if (!service.HasGroup(GroupName))
        {
            service.CreateGroup(GroupName, new SortedDictionary<string, string>(StringComparer.Ordinal));
        }

        return service.Create(Name, GroupName, Settings);
    }
}

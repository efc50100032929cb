using LambdaSim.Resources;
using NodaTime;

namespace LambdaSim.Neighbours.Schedules;

/// <summary>
/// A schedule of EventBridge Scheduler. It fires as virtual time passes: verbs that let time pass (<c>AdvanceBy</c>, <c>Run</c>) fire it, those that end when
/// nothing is left to do (<c>RunUntilIdle</c>) do not wait for it (rule SCH-FIRING).
/// </summary>
public sealed class Schedule : IResource
{
    private readonly SchedulerService _service;
    private readonly ScheduleFirings _firings;

    internal Schedule(string name, string group, Arn arn, SchedulerService service, ScheduleBook book, ScheduleSettings settings)
    {
        (Name, GroupName, Named, Settings, _service) = (name, group, arn, settings, service);
        CreatedAt = ModifiedAt = book.Host.Now;
        _firings = new ScheduleFirings(this, book);
    }

    /// <summary>Its name among those of its group.</summary>
    public string Name { get; }

    /// <summary>Name of its group; <c>default</c> where none was said.</summary>
    public string GroupName { get; }

    /// <summary><c>arn:aws:scheduler:REGION:ACCOUNT:schedule/GROUP/NAME</c>.</summary>
    public string Arn => Named.ToString();

    /// <summary>When it fires, as it was written.</summary>
    public string Expression => Settings.Expression.Text;

    /// <summary>The time zone in which the expression is read.</summary>
    public string TimeZone => Settings.ZoneName;

    /// <summary>What it calls.</summary>
    public string TargetArn => Settings.Target.Arn;

    /// <summary>Whether it fires. Times that pass while it does not are not made up.</summary>
    public bool IsEnabled => Settings.IsEnabled;

    /// <summary>The next time that its expression says, before any flexible window; null: there is none, or it is disabled or deleted.</summary>
    public Instant? NextTime => _firings.NextTime;

    /// <summary>How often it has fired.</summary>
    public int Firings => _firings.Count;

    /// <summary>
    /// How likely a firing comes twice, 0 to 1: Scheduler promises at least once. A fault of this simulation's making, drawn from the seed; 0 unless it is set
    /// (rule SCH-DUPLICATE).
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">It is below 0 or above 1.</exception>
    public double DuplicateProbability
    {
        get;
        set => field = value is >= 0 and <= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "DuplicateProbability must be from 0 to 1");
    }

    /// <summary>Lets it fire from now on.</summary>
    public void Enable() => Set(Settings with { IsEnabled = true });

    /// <summary>Lets it fire no more until it is enabled again.</summary>
    public void Disable() => Set(Settings with { IsEnabled = false });

    /// <summary>Deletes it; what it has fired goes its way.</summary>
    /// <exception cref="AwsServiceException">It is deleted already.</exception>
    public void Delete() => _service.Delete(Name, GroupName);

    string IResource.Kind => "schedule";

    Arn IResource.Arn => Named;

    internal Arn Named { get; }

    internal Instant CreatedAt { get; }

    internal Instant ModifiedAt { get; private set; }

    internal ScheduleSettings Settings { get; private set; }

    /// <summary>What was asked for and is not acted on (rule SCH-UNSIMULATED).</summary>
    internal IEnumerable<string> Notes
    {
        get
        {
            if (!ScheduleCalls.IsSimulated(Settings.Target))
            {
                yield return $"schedule {Name}: LambdaSim does not simulate its target {TargetArn}, its firings go nowhere";
            }

            foreach (var member in UniversalCall.Of(Settings.Target)?.Inert(Settings.Target) ?? [])
            {
                yield return $"schedule {Name}: {member} of its target's input changes nothing";
            }

            if (Settings.KmsKeyArn is not null)
            {
                yield return $"schedule {Name}: nothing is encrypted with its key";
            }

            if (Settings.Target.Source is not null && ScheduleCalls.ServiceOf(Settings.Target) != ScheduleCalls.Events)
            {
                yield return $"schedule {Name}: a source and a detail type are for buses only";
            }
        }
    }

    internal void Begin() => _firings.Begin();

    internal void Set(ScheduleSettings settings)
    {
        Settings = settings;
        ModifiedAt = _firings.Begin();
    }

    /// <summary>It is no more.</summary>
    internal void Close() => _firings.End();

    /// <summary>It has fired for the last time, and all that it fired has ended (rule SCH-COMPLETION).</summary>
    internal void Completed()
    {
        if (Settings.DeletesItself)
        {
            Delete();
        }
    }
}

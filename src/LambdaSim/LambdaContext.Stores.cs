using LambdaSim.Neighbours.Parameters;
using LambdaSim.Neighbours.Schedules;
using LambdaSim.Neighbours.Secrets;
using LambdaSim.Resources;

namespace LambdaSim;

// What a handler reads, and what it begins for later, without a client.
public abstract partial class LambdaContext
{
    /// <summary>Parameter Store of the function's account and region.</summary>
    /// <example>
    /// <code>
    /// var table = context.Parameters["/orders/table"];
    /// </code>
    /// </example>
    public ParameterStore Parameters => new(Book<ParameterBook>().At(Place.Account, Place.Region));

    /// <summary>Secrets Manager of the function's account and region.</summary>
    public SecretStore Secrets => new(Book<SecretBook>().At(Place.Account, Place.Region));

    /// <summary>A schedule of EventBridge Scheduler in the function's account and region, which <see cref="ScheduleBuilder.To(string, Func{ScheduleConfig, ScheduleConfig}?)"/> gives its target.</summary>
    /// <param name="name">1 to 64 letters, digits, hyphens, underscores and dots.</param>
    /// <param name="expression"><c>rate(5 minutes)</c>, <c>cron(0 3 * * ? *)</c> or <c>at(2026-11-20T13:00:00)</c>.</param>
    /// <param name="zone">Name of the time zone in which it is read.</param>
    public ScheduleBuilder Schedule(string name, string expression, string zone = "UTC")
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(expression);
        ArgumentNullException.ThrowIfNull(zone);
        return new ScheduleBuilder(Book<ScheduleBook>().At(Place.Account, Place.Region), name, expression, zone);
    }

    private Arn Place => ArnOf("", "");
}

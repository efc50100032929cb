using System.Diagnostics;

namespace LambdaSim.DependencyInjection;

/// <summary>
/// Activities that begin in a handler, by its own code or by a library's, begin and end in virtual time. It asks for none itself: those that others listen to are
/// told here first, which holds for listeners that come after the first <c>AddLambdaSim</c> of the process.
/// </summary>
internal static class VirtualActivities
{
    private const string Begun = "LambdaSim.Time";

    private static readonly Lazy<ActivityListener> _listener = new(static () =>
    {
        var listener = new ActivityListener
        {
            // The simulation's own has the times of its records.
            ShouldListenTo = static source => source.Name != InvocationActivities.SourceName,
            ActivityStarted = static activity =>
            {
                if (LambdaContextAccessor.Instance.Context is { } context)
                {
                    activity.SetCustomProperty(Begun, context.Time);
                    activity.SetStartTime(context.Time.GetUtcNow().UtcDateTime);
                }
            },
            ActivityStopped = static activity =>
            {
                if (activity.GetCustomProperty(Begun) is TimeProvider time)
                {
                    activity.SetEndTime(time.GetUtcNow().UtcDateTime);
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    });

    public static void Listen() => _ = _listener.Value;
}

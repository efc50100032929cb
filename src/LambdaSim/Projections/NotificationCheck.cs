using System.Collections;
using LambdaSim.Configuration;
using LambdaSim.Events;

namespace LambdaSim.Projections;

/// <summary>Follows every notification by itself, from where it was made to its one fate: a bit a notification.</summary>
internal sealed class NotificationCheck
{
    private readonly BitArray _ended = new(64);
    private int _made;

    /// <returns>What does not follow from what came before; null: all does.</returns>
    public string? Follow(in SimEvent e, NotificationStep step)
    {
        if (step == NotificationStep.Made)
        {
            return Make(e.Notification);
        }

        if (e.Notification < 0 || e.Notification >= _made)
        {
            return "the notification was not made";
        }

        if (_ended[e.Notification])
        {
            return "the notification has a fate already";
        }

        _ended[e.Notification] = step == NotificationStep.Ended;
        return null;
    }

    /// <summary>What has no fate when the run is over.</summary>
    public IEnumerable<string> Left() => Enumerable.Range(0, _made).Where(i => !_ended[i]).Select(static i => Text.Invariant($"notification {i} has no fate"));

    private string? Make(int number)
    {
        if (number != _made)
        {
            return Text.Invariant($"notification {_made} is next to be made");
        }

        if (++_made > _ended.Length)
        {
            _ended.Length *= 2;
        }

        return null;
    }
}

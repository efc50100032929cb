using LambdaSim.Engine;

namespace LambdaSim.Async;

// What its target did not take is sent again, if the configuration says so (rule ASY-DELIVERY).
internal sealed partial class AsyncInvocations
{
    private readonly List<Outgoing?> _again = [];
    private readonly Stack<int> _freeAgain = [];

    private void SendLater(Outgoing outgoing)
    {
        if (!_freeAgain.TryPop(out var place))
        {
            place = _again.Count;
            _again.Add(null);
        }

        _again[place] = outgoing;
        Waiting++;
        _engine.ArmHost(_engine.Now + Backoff.DelayNs(outgoing.Attempts - 1), EntryPhase.Deliver, EntryAction.SendAgain, place);
    }

    private void SendAgain(int place)
    {
        var outgoing = _again[place]!;
        _again[place] = null;
        _freeAgain.Push(place);
        Send(outgoing);
    }

    private void Send(Outgoing outgoing)
    {
        if (!Deliveries!.Try(outgoing))
        {
            SendLater(outgoing);
        }
    }

    // The run is over: what was not delivered never will be.
    private void GiveUp()
    {
        foreach (var outgoing in _again)
        {
            if (outgoing is not null)
            {
                Deliveries!.Fail(outgoing);
            }
        }
    }
}

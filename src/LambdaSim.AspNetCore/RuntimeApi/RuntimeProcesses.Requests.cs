using LambdaSim.Runtime;
using LambdaSim.Handlers.StandIns;

namespace LambdaSim.AspNetCore.RuntimeApi;

// What processes ask and answer. The protocol names no process: its connections tell it, or the id of its event.
internal sealed partial class RuntimeProcesses
{
    private const int MostRemembered = 4096;

    private readonly Dictionary<string, RuntimeProcess> _byConnection = new(StringComparer.Ordinal);
    private readonly Dictionary<string, RuntimeProcess> _current = new(StringComparer.Ordinal);
    private readonly Queue<string> _inOrder = new();
    private readonly HashSet<string> _answered = new(StringComparer.Ordinal);
    private readonly HashSet<string> _lost = new(StringComparer.Ordinal);
    private bool _closesMeanNothing;

    /// <summary>A process polls. Null: it may not, for it has an event that it has not answered.</summary>
    public (RuntimeProcess Process, Task<RuntimeDelivery?> Event)? Next(string connection)
    {
        var process = _byConnection.TryGetValue(connection, out var known) ? known
            : _all.Find(static p => p is { Poll: null, Works: false, Connections.Count: 0, InitError: null }) ?? Added(new RuntimeProcess());
        if (process.Works || process.Poll is not null)
        {
            return null;
        }

        Meet(process, connection);
        process.WorksBy = connection;
        var poll = process.Poll = new TaskCompletionSource<RuntimeDelivery?>(TaskCreationOptions.RunContinuationsAsynchronously);
        if (process.Binding is null && !_free.Contains(process))
        {
            _free.Add(process);
        }

        HandOver(process);
        return (process, poll.Task);
    }

    /// <summary>A process answers its event.</summary>
    public RuntimeVerdict Answer(string connection, string requestId, RuntimeAnswer answer)
    {
        if (!_current.Remove(requestId, out var process) || !process.Works)
        {
            // It was taken for gone when its connection closed, and answers: here, closed connections mean nothing.
            _closesMeanNothing |= _lost.Remove(requestId);
            return _answered.Contains(requestId) ? RuntimeVerdict.AnsweredBefore : RuntimeVerdict.UnknownRequest;
        }

        Meet(process, connection);
        process.Works = false;
        var delivery = process.Delivery!;
        process.Delivery = null;
        Remember(_answered, requestId);
        delivery.Answered(answer);
        return RuntimeVerdict.Accepted;
    }

    /// <summary>A process says that its init phase failed: the next environment fails with it.</summary>
    public RuntimeVerdict InitFailed(string connection, ReadyErrorException error)
    {
        if (_byConnection.ContainsKey(connection))
        {
            return RuntimeVerdict.AnsweredBefore;
        }

        _free.Add(Added(new RuntimeProcess { InitError = error }));
        return RuntimeVerdict.Accepted;
    }

    /// <summary>A connection is closed.</summary>
    public void Closed(string connection, bool saysNothing)
    {
        if (!_byConnection.Remove(connection, out var process))
        {
            return;
        }

        process.Connections.Remove(connection);
        if (process.Poll is not null && process.WorksBy == connection)
        {
            Lose(process);
        }
        else if (saysNothing || _closesMeanNothing)
        {
            return;
        }
        else if (process is { Works: true, Delivery: { } delivery } && process.WorksBy == connection)
        {
            Remember(_lost, delivery.Call.RequestId);
            Lose(process);
        }
        else if (process is { Works: false, Connections.Count: 0 } && (process.KeepsConnections || process.Binding is null))
        {
            Lose(process);
        }
    }

    private RuntimeProcess Added(RuntimeProcess process)
    {
        _all.Add(process);
        return process;
    }

    private void Meet(RuntimeProcess process, string connection)
    {
        process.KeepsConnections |= !process.Connections.Add(connection);
        _byConnection[connection] = process;
    }

    private void Remember(HashSet<string> set, string requestId)
    {
        set.Add(requestId);
        _inOrder.Enqueue(requestId);
        if (_inOrder.Count > MostRemembered)
        {
            var oldest = _inOrder.Dequeue();
            _answered.Remove(oldest);
            _lost.Remove(oldest);
        }
    }
}

/// <summary>What a process is told.</summary>
internal enum RuntimeVerdict
{
    /// <summary>202.</summary>
    Accepted,

    /// <summary>The id is no event's that a process has.</summary>
    UnknownRequest,

    /// <summary>That was answered, or done, already.</summary>
    AnsweredBefore,
}

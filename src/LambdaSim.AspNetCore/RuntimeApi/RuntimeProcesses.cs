// The deadline that a process is told is by its own clock.
#pragma warning disable RS0030

using LambdaSim.Configuration;
using LambdaSim.Handlers.StandIns;

namespace LambdaSim.AspNetCore.RuntimeApi;

/// <summary>The processes of one function: which are free, which are environments, which have an event (rule CTL-RUNTIME-API).</summary>
internal sealed partial class RuntimeProcesses(string function, double pace) : IRuntimeProcesses
{
    private readonly List<RuntimeProcess> _all = [];
    private readonly List<RuntimeProcess> _free = [];
    private int _promised;

    public double Pace => pace;

    /// <summary>Where they poll, once that is known.</summary>
    public string Address { get; set; } = "";

    /// <summary>Processes that are there.</summary>
    public int Count => _all.Count;

    /// <summary>Those of them that wait to become an environment.</summary>
    public int Free => _free.Count;

    public string? NoRoom => _free.Count > _promised ? null : _all.Count == 0
        ? $"No process polls the Lambda Runtime API of {function}: start one with AWS_LAMBDA_RUNTIME_API={Address}"
        : Text.Invariant($"No free process polls the Lambda Runtime API of {function}, {_all.Count} with work {(_all.Count == 1 ? "does" : "do")}: start another with AWS_LAMBDA_RUNTIME_API={Address}");

    public void Promise() => _promised++;

    public IRuntimeProcess? Take(Action lost)
    {
        _promised = Math.Max(0, _promised - 1);
        if (_free.Count == 0)
        {
            return null;
        }

        var process = _free[0];
        var binding = new RuntimeBinding(this, process, lost);
        if (process.InitError is not null)
        {
            process.InitErrors--;
            if (process.InitErrors == 0)
            {
                _free.Remove(process);
                _all.Remove(process);
            }

            return binding;
        }

        _free.Remove(process);
        process.Binding = binding;
        return binding;
    }

    public async Task<RuntimeAnswer> Run(RuntimeBinding binding, RuntimeProcess process, RuntimeEvent call)
    {
        if (process.IsGone || process.Binding != binding)
        {
            return new RuntimeAnswer(RuntimeEnd.Gone);
        }

        var delivery = new RuntimeDelivery(call, DateTimeOffset.UtcNow + call.Remaining);
        process.Delivery = delivery;
        _current[call.RequestId] = process;
        HandOver(process);
        if (!call.EndsWithDeadline)
        {
            return await delivery.Answer.ConfigureAwait(false);
        }

        using var over = new CancellationTokenSource();
        var first = await Task.WhenAny(delivery.Answer, Task.Delay(call.Remaining, over.Token)).ConfigureAwait(false);
        await over.CancelAsync().ConfigureAwait(false);
        return first == delivery.Answer ? await delivery.Answer.ConfigureAwait(false) : new RuntimeAnswer(RuntimeEnd.Late);
    }

    /// <summary>The environment is no more. A process that polls, or has answered and is about to, is free again; one that works is not until it polls anew.</summary>
    public void Leave(RuntimeBinding binding, RuntimeProcess process)
    {
        if (process.Binding != binding)
        {
            return;
        }

        process.Binding = null;
        // Virtual time may outrun its way from an answer to the next poll; should it end there, its connection tells.
        var returns = process is { IsGone: false, Poll: null, Delivery: null, KeepsConnections: true, Connections.Count: > 0 };
        if (process.Delivery is { } delivery)
        {
            _current.Remove(delivery.Call.RequestId);
            process.Delivery = null;
            process.Works = false;
            delivery.Answered(new RuntimeAnswer(RuntimeEnd.Late));
        }

        if (process.Poll is not null || returns)
        {
            _free.Add(process);
        }
    }

    /// <summary>The process is gone: so are its environment and the call in it.</summary>
    public void Lose(RuntimeProcess process)
    {
        if (process.IsGone)
        {
            return;
        }

        process.IsGone = true;
        _all.Remove(process);
        _free.Remove(process);
        foreach (var connection in process.Connections)
        {
            _byConnection.Remove(connection);
        }

        process.Poll?.TrySetResult(null);
        process.Poll = null;
        if (process.Delivery is { } delivery)
        {
            _current.Remove(delivery.Call.RequestId);
            delivery.Answered(new RuntimeAnswer(RuntimeEnd.Gone));
        }

        process.Binding?.Lost();
    }

    /// <summary>Nobody polls any more.</summary>
    public void LoseAll()
    {
        foreach (var process in _all.ToArray())
        {
            Lose(process);
        }
    }

    private static void HandOver(RuntimeProcess process)
    {
        if (process is { Poll: { } poll, Delivery: { } delivery })
        {
            process.Poll = null;
            process.Works = true;
            poll.TrySetResult(delivery);
        }
    }
}

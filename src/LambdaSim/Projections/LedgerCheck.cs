using LambdaSim.Configuration;
using LambdaSim.Events;

namespace LambdaSim.Projections;

/// <summary>Follows every invocation, environment and message by itself and notes each step that does not follow from the one before.</summary>
internal sealed class LedgerCheck
{
    private const int Kept = 20;
    private const int Idle = -1;
    private const int Gone = -2;

    private readonly List<string> _violations = [];
    private readonly List<FunctionDefinition> _functions = [];
    private readonly MessageCheck _messages = new();
    private readonly NotificationCheck _notifications = new();
    private readonly RecordCheck _records = new();
    private InvocationStage[] _stages = new InvocationStage[1024];

    // What each environment does: the invocation it works for, or Idle, or Gone.
    private int[] _work = new int[1024];
    private int _arrivals;
    private int _environments;
    private long _events;
    private long _time;
    private long _more;

    public IEnumerable<string> Violations => _more == 0 ? _violations : _violations.Append(Text.Invariant($"and {_more} more"));

    public void OnFunction(FunctionDefinition function)
    {
        if (function.Index != _functions.Count)
        {
            Note(Text.Invariant($"function {function.DisplayName} has index {function.Index} where {_functions.Count} is next"));
        }

        _functions.Add(function);
    }

    public void OnResource(ResourceDefinition resource)
    {
        if (_messages.Announce(resource) is { } problem)
        {
            Note(problem);
        }
    }

    public void See(in SimEvent e)
    {
        var row = RecordSchema.Of(e.Kind);
        if (e.Time < _time)
        {
            Note(e, "time runs backwards");
        }

        if (e.Function >= _functions.Count || (e.Function < 0 && (row.HasFunction || e.Function != SimEvent.None)))
        {
            Note(e, "its function is not announced");
        }

        _time = e.Time;
        Follow(e, row.Step);
        _events++;
    }

    public void OnEnd()
    {
        for (var i = 0; i < _arrivals; i++)
        {
            if (_stages[i] != InvocationStage.Ended)
            {
                Note(Text.Invariant($"invocation {i} has no fate: it is {Word(_stages[i])}"));
            }
        }

        for (var i = 0; i < _environments; i++)
        {
            if (_work[i] != Gone)
            {
                Note(_work[i] == Idle
                    ? Text.Invariant($"environment {i} has no end: it is idle")
                    : Text.Invariant($"environment {i} has no end: it works for invocation {_work[i]}"));
            }
        }

        foreach (var problem in _messages.Left().Concat(_notifications.Left()).Concat(_records.Left()))
        {
            Note(problem);
        }
    }

    private void Follow(in SimEvent e, RecordStep step)
    {
        if (step.Message != MessageStep.None)
        {
            if (_messages.Follow(e, step.Message) is { } problem)
            {
                Note(e, problem);
            }
        }
        else if (step.Notification != NotificationStep.None)
        {
            if (_notifications.Follow(e, step.Notification) is { } problem)
            {
                Note(e, problem);
            }
        }
        else if (step.Shard != ShardStep.None)
        {
            var problem = e.Resource < 0 || e.Resource >= _messages.Resources.Count ? "its resource is not announced" : _records.Follow(e, step.Shard, _messages.Resources[e.Resource].Arn);
            if (problem is not null)
            {
                Note(e, problem);
            }
        }
        else if (step.IsArrival)
        {
            Arrive(e);
        }
        else if (step.IsMention)
        {
            Mention(e);
        }
        else if (step.From == InvocationStage.None || Step(e, step.From, step.After(e)))
        {
            Follow(e, step.Environment);
        }
    }

    private void Follow(in SimEvent e, EnvironmentStep step)
    {
        switch (step)
        {
            case EnvironmentStep.Created:
                Create(e);
                break;
            case EnvironmentStep.Known:
                KnownEnvironment(e);
                break;
            case EnvironmentStep.Ended:
                End(e);
                break;
            case EnvironmentStep.Taken when KnownEnvironment(e):
                Take(e);
                break;
            case EnvironmentStep.Freed when KnownEnvironment(e):
                Leave(e, Idle);
                break;
            case EnvironmentStep.Cut when KnownEnvironment(e):
                Leave(e, Gone);
                break;
        }
    }

    private void Take(in SimEvent e)
    {
        if (_work[e.Environment] != Idle && _work[e.Environment] != e.Invocation)
        {
            Note(e, _work[e.Environment] == Gone ? "the environment had ended" : Text.Invariant($"the environment works for invocation {_work[e.Environment]}"));
        }

        _work[e.Environment] = e.Invocation;
    }

    private void Arrive(in SimEvent e)
    {
        if (e.Invocation != _arrivals)
        {
            Note(e, Text.Invariant($"invocation {_arrivals} is next to arrive"));
            return;
        }

        if (_arrivals == _stages.Length)
        {
            Array.Resize(ref _stages, _stages.Length * 2);
        }

        _stages[_arrivals++] = InvocationStage.Waiting;
    }

    // Told about a call or, in an init phase nobody waits for, about an environment alone; it changes neither.
    private void Mention(in SimEvent e)
    {
        if (e.Invocation != SimEvent.None ? e.Invocation < 0 || e.Invocation >= _arrivals : e.Environment == SimEvent.None)
        {
            Note(e, "the invocation has not arrived");
        }

        if (e.Environment != SimEvent.None)
        {
            KnownEnvironment(e);
        }
    }

    private void Create(in SimEvent e)
    {
        if (e.Environment != _environments)
        {
            Note(e, Text.Invariant($"environment {_environments} is next to be created"));
            return;
        }

        if (_environments == _work.Length)
        {
            Array.Resize(ref _work, _work.Length * 2);
        }

        _work[_environments++] = e.CreationCause == CreationCause.ColdStart ? e.Invocation : Idle;
        if (e.CreationCause == CreationCause.ColdStart)
        {
            Step(e, InvocationStage.Waiting, InvocationStage.Starting);
        }
    }

    private void End(in SimEvent e)
    {
        if (!KnownEnvironment(e))
        {
            return;
        }

        if (_work[e.Environment] != Idle)
        {
            Note(e, _work[e.Environment] == Gone ? "the environment had ended" : Text.Invariant($"the environment works for invocation {_work[e.Environment]}"));
        }

        _work[e.Environment] = Gone;
    }

    private void Leave(in SimEvent e, int to)
    {
        if (_work[e.Environment] != e.Invocation)
        {
            Note(e, "the environment does not work for this invocation");
        }

        _work[e.Environment] = to;
    }

    private bool Step(in SimEvent e, InvocationStage from, InvocationStage to)
    {
        if (e.Invocation < 0 || e.Invocation >= _arrivals)
        {
            Note(e, "the invocation has not arrived");
            return false;
        }

        ref var stage = ref _stages[e.Invocation];
        if ((stage & from) == 0)
        {
            Note(e, $"the invocation {(stage == InvocationStage.Ended ? "has a fate already" : "is " + Word(stage))}");
            return false;
        }

        stage = to;
        return true;
    }

    private bool KnownEnvironment(in SimEvent e)
    {
        if (e.Environment >= 0 && e.Environment < _environments)
        {
            return true;
        }

        Note(e, "the environment was not created");
        return false;
    }

    private static string Word(InvocationStage stage) => stage switch
    {
        InvocationStage.Waiting => "waiting",
        InvocationStage.Starting => "starting",
        InvocationStage.Running => "running",
        InvocationStage.Failed => "failed, neither retried nor dropped",
        _ => "ended",
    };

    private void Note(in SimEvent e, string problem)
    {
        // Worded only while there is room: a broken engine breaks everywhere.
        if (_violations.Count < Kept)
        {
            Note(Text.Invariant($"event {_events}, {RecordText.Of(e, _functions, null, _messages.Resources)}: {problem}"));
        }
        else
        {
            _more++;
        }
    }

    private void Note(string problem)
    {
        if (_violations.Count < Kept)
        {
            _violations.Add(problem);
        }
        else
        {
            _more++;
        }
    }
}

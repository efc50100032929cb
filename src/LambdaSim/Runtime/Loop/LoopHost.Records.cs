using LambdaSim.Engine;
using LambdaSim.Events;
using LambdaSim.Placement;
using NodaTime;

namespace LambdaSim.Runtime;

// What code leaves in the log.
internal sealed partial class LoopHost
{
    private static readonly string[] _levels = ["", "trce", "dbug", "info", "warn", "fail", "crit"];

    private readonly TextNumbers _texts = new();
    private readonly List<LiveProcess> _left = [];

    /// <summary>Texts that later records may name again, with their numbers, in order.</summary>
    public IEnumerable<(int Number, string Text)> KnownTexts => _texts.Known;
    /// <summary>Processes that are gone and wait for the run's end to dispose of them.</summary>
    public int LeftProcesses => _left.Count;

    public string LogStreamOf(LiveEnvironment env) => env.LogStream ??= LogStreamName.Of(
        Seed, env.Serial, env.Function.Definition.Qualifier, Start + Duration.FromNanoseconds(env.CreatedAt));

    public void WriteLog(LiveProcess process, Call? call, string level, string message)
    {
        var line = new LogLine(this, process, call, (byte)Math.Max(0, Array.IndexOf(_levels, level)), message);
        var at = LocalNow(process.Sandbox);
        if (at == _engine.Now)
        {
            line.Write();
        }
        else
        {
            // Before INIT or the call ends at that instant.
            _alarms.Arm(line, at, EntryPhase.Control);
        }
    }

    private void RecordLine(LiveProcess process, Call? call, byte level, string message)
    {
        var number = _texts.Next();
        _engine.DefineText(number, message);
        _engine.Record(new SimEvent(_engine.Now, EventKind.LogLine, level, 0, process.Environment.Function.Index, call?.Invocation ?? InvocationOf(process.Environment), process.Environment.Serial, number));
    }

    private void RecordError(LiveProcess process, CallError error)
    {
        var env = process.Environment;
        if (PythonTraceback.Of(env.Function.Definition.Config, error) is { } lines)
        {
            RecordLine(process, env.Context?.Call, (byte)LogLevelCode.Raw, lines);
        }

        var value = (uint)TextOf(error.Error.Type) | ((long)TextOf(error.Error.Message) << 32);
        _engine.Record(new SimEvent(_engine.Now, EventKind.Error, (byte)error.Outcome, 0, env.Function.Index, _engine.Pool[env.Slot].Invocation, env.Serial, value));
    }

    private void RecordAnswer(LiveEnvironment env, ReadOnlyMemory<byte> answer)
    {
        var invocation = _engine.Pool[env.Slot].Invocation;
        _engine.Record(new SimEvent(_engine.Now, EventKind.Answered, 0, 0, env.Function.Index, invocation, env.Serial, Answers.HashOf(invocation, answer.Span)));
    }

    private void RecordMemory(LiveProcess process, LiveEnvironment env) =>
        _engine.Record(new SimEvent(_engine.Now, EventKind.Memory, 0, 0, env.Function.Index, _engine.Pool[env.Slot].Invocation, env.Serial, process.MemoryMb));

    private void RecordRepeatedInit(LiveEnvironment env, InitOutcome outcome)
    {
        ref var slot = ref _engine.Pool[env.Slot];
        var flags = slot.IsProvisioned ? RunFlags.ProvisionedBit : (ushort)0;
        _engine.Record(new SimEvent(_engine.Now, EventKind.InitRepeated, (byte)outcome, flags, slot.Version, slot.Invocation, env.Serial, _engine.Now - slot.Since));
    }

    // Code of an init phase that a call repeats works for that call, without knowing it.
    private int InvocationOf(LiveEnvironment env) => env.RepeatsInit ? _engine.Pool[env.Slot].Invocation : SimEvent.None;

    private string RequestIdOf(LiveEnvironment env) => RequestId.Of(Seed, _engine.Pool[env.Slot].Invocation);

    // Errors repeat: their texts are kept once.
    private int TextOf(string text) => _texts.Of(text, _engine.DefineText);

    private static CallError ErrorOf(LiveProcess process, LiveEnvironment env, string? requestId, Exception error, bool inInit)
    {
        var id = requestId ?? "";
        return process.Exit is { } exit ? CallError.Exited(id, exit)
            : error is ProcessExitException left ? CallError.Exited(id, left)
            : process.IsCrashed ? CallError.Crashed(id, process.Sandbox.CrashedBy ?? error)
            : inInit && env.State == EnvironmentState.Busy ? CallError.Thrown(error) with { Outcome = Outcome.Crashed }
            : CallError.Thrown(error);
    }

    private sealed class LogLine : Alarm
    {
        private readonly LoopHost _host;
        private readonly LiveProcess _process;
        private readonly Call? _call;
        private readonly byte _level;
        private readonly string _message;

        public LogLine(LoopHost host, LiveProcess process, Call? call, byte level, string message)
        {
            _host = host;
            _process = process;
            _call = call;
            _level = level;
            _message = message;
            Sandbox = process.Sandbox;
        }

        internal override bool IsBound => false;

        public void Write() => _host.RecordLine(_process, _call, _level, _message);

        internal override void Ring() => Write();
    }
}

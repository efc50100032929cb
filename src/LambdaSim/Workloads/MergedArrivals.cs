using LambdaSim.Engine;
using NodaTime;

namespace LambdaSim.Workloads;

/// <summary>
/// Several sources as one, merged by time; at equal times the source named first goes first. Sources that know their start keep
/// their dates; the others begin with the earliest of these. Functions of the same name are the same function.
/// </summary>
internal sealed class MergedArrivals : ArrivalSource
{
    private const int Block = 256;

    private readonly List<Input> _inputs;
    private readonly PriorityQueue<int, (long Time, int Input)> _next = new();
    private readonly Dictionary<string, (int Index, string Source)> _known = new(StringComparer.Ordinal);
    private readonly List<TraceFunction> _functions = [];
    private readonly Instant? _start;
    private bool _begun;

    public MergedArrivals(IEnumerable<ArrivalSource> sources, string? name = null)
    {
        _inputs = [.. sources.Select(s => new Input(s))];
        Functions = _functions.AsReadOnly();
        Name = name ?? string.Join(" + ", _inputs.Select(i => i.Source.Name));
        foreach (var input in _inputs)
        {
            if (input.Source.Start is { } start && (_start is null || start < _start))
            {
                _start = start;
            }
        }

        foreach (var input in _inputs)
        {
            input.Shift = input.Source.Start is { } start ? (start - _start!.Value).ToInt64Nanoseconds() : 0;
        }
    }

    public override string Name { get; }

    public override Instant? Start => _start;

    public override IReadOnlyList<TraceFunction> Functions { get; }

    public override long SkippedRows => _inputs.Sum(i => i.Source.SkippedRows);

    public override IReadOnlyList<string> Remarks => [.. _inputs.SelectMany(i => i.Source.Remarks)];

    public override double? Progress
    {
        get
        {
            var known = _inputs.Select(i => i.Source.Progress).ToList();
            return known.Any(p => p is null) ? null : known.Sum(p => p!.Value) / known.Count;
        }
    }

    public override int Read(Span<Arrival> buffer)
    {
        if (!_begun)
        {
            _begun = true;
            for (var i = 0; i < _inputs.Count; i++)
            {
                Queue(i);
            }
        }

        var count = 0;
        while (count < buffer.Length && _next.TryPeek(out var index, out var key))
        {
            var input = _inputs[index];
            buffer[count] = input.Buffer[input.At++];
            buffer[count].Time = key.Time;
            buffer[count].Function = Function(input, buffer[count].Function);
            count++;
            if (input.At < input.Count || input.Fill())
            {
                _next.DequeueEnqueue(index, (input.Buffer[input.At].Time + input.Shift, index));
            }
            else
            {
                _next.Dequeue();
            }
        }

        return count;
    }

    public override void Dispose()
    {
        foreach (var input in _inputs)
        {
            input.Source.Dispose();
        }

        base.Dispose();
    }

    private void Queue(int index)
    {
        var input = _inputs[index];
        if (input.Fill())
        {
            _next.Enqueue(index, (input.Buffer[0].Time + input.Shift, index));
        }
    }

    private int Function(Input input, int index)
    {
        while (input.Map.Count <= index)
        {
            input.Map.Add(-1);
        }

        if (input.Map[index] < 0)
        {
            var function = input.Source.Functions[index];
            if (!_known.TryGetValue(function.Name, out var known))
            {
                known = (_functions.Count, input.Source.Name);
                _known.Add(function.Name, known);
                _functions.Add(function);
            }
            else if (function.MemoryMb is { } memory && _functions[known.Index].MemoryMb != memory)
            {
                var before = _functions[known.Index].MemoryMb is { } other ? Configuration.Text.Invariant($"{other} MB") : "no memory size";
                throw new TraceFormatException(input.Source.Name, 0, null, Configuration.Text.Invariant(
                    $"memory {memory} MB of {function.Name}, to which {known.Source} gives {before}; name versions of their own as {function.Name}:1, {function.Name}:2"));
            }

            input.Map[index] = known.Index;
        }

        return input.Map[index];
    }

    private sealed class Input(ArrivalSource source)
    {
        public readonly ArrivalSource Source = source;
        public readonly Arrival[] Buffer = new Arrival[Block];
        public readonly List<int> Map = [];
        public long Shift;
        public int At;
        public int Count;

        public bool Fill()
        {
            At = 0;
            Count = Source.Read(Buffer);
            return Count > 0;
        }
    }
}

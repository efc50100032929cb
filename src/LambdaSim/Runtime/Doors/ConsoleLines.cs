// The process's console is shared by everything in it: what handlers write is told apart by where they run.
#pragma warning disable RS0030

using System.Runtime.CompilerServices;
using System.Text;

namespace LambdaSim.Runtime;

/// <summary>
/// What code of a function writes to the console goes to the function's log, a line at a time, as AWS's .NET runtime has it: <c>info</c> for the output,
/// <c>fail</c> for the error output (rule INV-CONSOLE). What anybody else writes passes.
/// </summary>
internal sealed class ConsoleLines : TextWriter
{
    private static readonly Lock _lock = new();
    private static readonly object _mark = new();

    // The console hands out wrappers of writers: those of ours are known by identity, also after somebody else put theirs in front and took it away again.
    private static readonly ConditionalWeakTable<TextWriter, object> _ours = [];

    private readonly TextWriter _next;
    private readonly string _level;

    // The console's wrapper of this one. Who writes through it holds its lock.
    private TextWriter? _self;

    private ConsoleLines(TextWriter next, string level)
    {
        _next = next;
        _level = level;
    }

    public override Encoding Encoding => _next.Encoding;

    /// <summary>Before code runs: a test framework may have set a console of its own for this test.</summary>
    public static void Listen()
    {
        if (_ours.TryGetValue(Console.Out, out _) && _ours.TryGetValue(Console.Error, out _))
        {
            return;
        }

        lock (_lock)
        {
            if (!_ours.TryGetValue(Console.Out, out _))
            {
                var lines = new ConsoleLines(Console.Out, "info");
                Console.SetOut(lines);
                _ours.AddOrUpdate(lines._self = Console.Out, _mark);
            }

            if (!_ours.TryGetValue(Console.Error, out _))
            {
                var lines = new ConsoleLines(Console.Error, "fail");
                Console.SetError(lines);
                _ours.AddOrUpdate(lines._self = Console.Error, _mark);
            }
        }
    }

    public override void Write(char value)
    {
        if (Mine is { } process)
        {
            process.Write(_level, [value]);
        }
        else
        {
            TakeTurn();
            try
            {
                _next.Write(value);
            }
            finally
            {
                Monitor.Exit(_next);
            }
        }
    }

    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    public override void Write(ReadOnlySpan<char> buffer)
    {
        if (Mine is { } process)
        {
            process.Write(_level, buffer);
        }
        else
        {
            TakeTurn();
            try
            {
                _next.Write(buffer);
            }
            finally
            {
                Monitor.Exit(_next);
            }
        }
    }

    public override void Write(string? value) => Write(value.AsSpan());

    public override void WriteLine(string? value) => Write(value + NewLine);

    public override void Flush()
    {
        TakeTurn();
        try
        {
            _next.Flush();
        }
        finally
        {
            Monitor.Exit(_next);
        }
    }

    // Invariant: nobody waits for the lock of the next writer while holding this one's. The console's own stream takes the lock of whatever stands as
    // Console.Out, so one who kept the writer from before (a test runner does) takes the two in the other order.
    private void TakeTurn()
    {
        while (!Monitor.TryEnter(_next))
        {
            if (_self is { } self && Monitor.IsEntered(self))
            {
                Monitor.Wait(self, 1);
            }
            else
            {
                Thread.Yield();
            }
        }
    }

    private static LiveProcess? Mine => Sandbox.Current is { Owner: LiveProcess process } sandbox && sandbox.Baton.IsMine && !process.Environment.Function.Host.IsTelling
        ? process
        : null;
}

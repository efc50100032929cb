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
                Console.SetOut(new ConsoleLines(Console.Out, "info"));
                _ours.AddOrUpdate(Console.Out, _mark);
            }

            if (!_ours.TryGetValue(Console.Error, out _))
            {
                Console.SetError(new ConsoleLines(Console.Error, "fail"));
                _ours.AddOrUpdate(Console.Error, _mark);
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
            _next.Write(value);
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
            _next.Write(buffer);
        }
    }

    public override void Write(string? value) => Write(value.AsSpan());

    public override void WriteLine(string? value) => Write(value + NewLine);

    public override void Flush() => _next.Flush();

    private static LiveProcess? Mine => Sandbox.Current is { Owner: LiveProcess process } sandbox && sandbox.Baton.IsMine && !process.Environment.Function.Host.IsTelling
        ? process
        : null;
}

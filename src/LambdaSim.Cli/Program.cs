using System.Runtime.InteropServices;
using LambdaSim.Cli;

using var interrupt = new CancellationTokenSource();
Console.CancelKeyPress += (_, e) =>
{
    // The first Ctrl-C ends the run in good order, the second one at once.
    e.Cancel = !interrupt.IsCancellationRequested;
    interrupt.Cancel();
};

// What stops services and containers ends a run in the same good order.
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, e =>
{
    e.Cancel = !interrupt.IsCancellationRequested;
    interrupt.Cancel();
});

// Buffered when redirected; the console's own writer on a terminal, by which tables know its width and colours.
using var output = Console.IsOutputRedirected
    ? new StreamWriter(Console.OpenStandardOutput(), new System.Text.UTF8Encoding(false), bufferSize: 1 << 14)
    : Console.Out;
var terminal = new Terminal
{
    Out = output,
    Error = Console.Error,
    OutIsTerminal = !Console.IsOutputRedirected,
    ErrorIsTerminal = !Console.IsErrorRedirected,
    Interrupt = interrupt.Token,
};
return CommandLine.Run(args, terminal);

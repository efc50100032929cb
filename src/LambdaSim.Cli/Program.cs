using System.Runtime.InteropServices;
using LambdaSim.Cli;
using LambdaSim.Cli.Files;
using LambdaSim.Cli.Output;

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
var output = Console.IsOutputRedirected
    ? new StreamWriter(Console.OpenStandardOutput(), new System.Text.UTF8Encoding(false), bufferSize: 1 << 14)
    : Console.Out;
using var input = new StandardInput(Console.OpenStandardInput);
var terminal = new Terminal
{
    In = input,
    Out = output,
    Error = new ErrorStream(Console.Error),
    OutIsTerminal = !Console.IsOutputRedirected,
    ErrorIsTerminal = !Console.IsErrorRedirected,
    Interrupt = interrupt.Token,
};
var code = CommandLine.Run(args, terminal);
try
{
    output.Dispose();
}
catch (IOException) when (code != ExitCode.Ok)
{
    // The output that could not be written is told, and the exit code says so.
}

return code;

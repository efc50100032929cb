using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using LambdaSim.Deployed.Loading;
using LambdaSim.Handlers;
using LambdaSim.Runtime;

namespace LambdaSim.Deployed.Running;

/// <summary>A handler of a build output. Each process binds it anew, and its type initialisers run there.</summary>
/// <param name="code">The output, woven.</param>
/// <param name="handler">The handler string.</param>
/// <param name="bind">Binds the handler, in the process whose call it will serve.</param>
/// <param name="options">Where folders are.</param>
[RequiresUnreferencedCode(DeployedFunctions.Loads)]
[RequiresDynamicCode(DeployedFunctions.Loads)]
internal sealed class DeployedHandler(WovenCode code, string handler, Func<HandlerCode> bind, DeployedOptions options) : HandlerCode
{
    private readonly IReadOnlyList<Mount> _mounts = Mounts.Of(options);

    static DeployedHandler() => Machines.Install();

    public override bool HasInit => true;

    public override string Description => handler;

    public override IReadOnlyList<string> Unsimulated =>
    [
        .. code.Notes.Select(static note => note.ToString()).Concat(code.Replaced).Select(note => $"{code.Main.GetName().Name}: {note}"),
        .. code.Remark is { } remark ? new[] { $"{code.Main.GetName().Name}: {remark}" } : [],
    ];

    /// <summary>The handler of a build output, which is there.</summary>
    /// <exception cref="InvalidHandlerException">The handler string names nothing that the output has.</exception>
    /// <exception cref="UnsupportedHandlerException">The method has no supported shape.</exception>
    public static DeployedHandler Of(WovenCode code, string handler, bool isProgram, DeployedOptions options)
    {
        HandlerCode Bind() => isProgram ? new ProgramCode(new Program(code.Main, handler), handler) : HandlerString.Bind(handler, load: _ => code.Main);
        Bind();
        return new DeployedHandler(code, handler, Bind, options);
    }

    public override async ValueTask<object?> Init(LambdaContext context)
    {
        var own = (InvocationContext)context;
        var process = own.OfProcess;
        process.Sandbox.Machine = new DeployedEnvironment(process, own, EnvironmentFolders.Of(process.Environment, code, options.TmpFolder, _mounts), options.ReachesInternet);
        Measure(own);
        UseCulture();
        code.InitializeModules();
        var bound = bind();
        return new Bound(bound, await bound.Init(context).ConfigureAwait(false));
    }

    public override ValueTask<ReadOnlyMemory<byte>> Invoke(object? instance, LambdaContext context, ReadOnlyMemory<byte> payload)
    {
        UseCulture();
        var bound = (Bound)instance!;
        return bound.Code.Invoke(bound.Instance, context, payload);
    }

    public override bool Disposes(object? instance) => instance is Bound bound && bound.Code.Disposes(bound.Instance);

    public override bool HasShutdown(object? instance) => instance is Bound bound && bound.Code.HasShutdown(bound.Instance);

    public override ValueTask Shutdown(object? instance) => instance is Bound bound ? bound.Code.Shutdown(bound.Instance) : default;

    // INIT has a whole core, whatever the memory is.
    private void Measure(InvocationContext context)
    {
        if (options.CpuTimeFactor is not { } factor)
        {
            return;
        }

        var process = context.OfProcess;
        var share = Math.Min(1.0, (double)process.Environment.Function.Definition.Config.MemoryMb / DeployedEnvironment.CoreMb);
        context.Note($"reproducible runs: real time that '{process.Environment.Function.Name}' computes for passes as virtual time (DeployedOptions.CpuTimeFactor), so another run of the same seed may differ");
        process.Sandbox.Meter = new RealTimeMeter(() => process.IsInitialised ? factor / share : factor);
        process.Sandbox.Meter.Begin();
    }

    // Lambda's runtimes of .NET know no other culture. It flows into all that the call starts, and ends with it.
    private static void UseCulture()
    {
        if (!IsInvariant(CultureInfo.CurrentCulture))
        {
            CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        }

        if (!IsInvariant(CultureInfo.CurrentUICulture))
        {
            CultureInfo.CurrentUICulture = CultureInfo.InvariantCulture;
        }
    }

    private static bool IsInvariant(CultureInfo culture) => culture is { IsReadOnly: true, Name: "" };

    // What a process was made to run: its own binding, and what its init phase made.
    private sealed record Bound(HandlerCode Code, object? Instance);
}

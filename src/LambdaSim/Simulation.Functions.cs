using LambdaSim.Configuration;
using LambdaSim.Randomness;
using LambdaSim.Runtime;
using LambdaSim.Worlds;

namespace LambdaSim;

// Functions, and calls from outside the world.
public sealed partial class Simulation
{
    /// <summary>Adds a modelled function: its calls take time and do nothing.</summary>
    /// <param name="name">Name, or <c>name:version</c>.</param>
    /// <param name="duration">How long calls take.</param>
    /// <param name="configure">Changes AWS's defaults and those of the options.</param>
    /// <exception cref="LambdaServiceException">AWS would refuse it.</exception>
    /// <example>
    /// <code>
    /// simulation.AddFunction("archive", Distribution.LogNormal(median: 80.Milliseconds, p99: 900.Milliseconds));
    /// </code>
    /// </example>
    public Function AddFunction(string name, Distribution duration, Func<FunctionConfig, FunctionConfig>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(duration);
        return Here.Add(name, null, c => Configured(configure, c) with { Duration = duration });
    }

    /// <summary>Adds a modelled function whose calls all take the same time.</summary>
    /// <exception cref="LambdaServiceException">AWS would refuse it.</exception>
    /// <example>
    /// <code>
    /// var checkout = simulation.AddFunction("checkout", 200.Milliseconds, f =&gt; f with { ReservedConcurrency = 15 });
    /// </code>
    /// </example>
    public Function AddFunction(string name, TimeLength duration, Func<FunctionConfig, FunctionConfig>? configure = null) =>
        AddFunction(name, Distribution.Fixed(duration), configure);

    /// <summary>The function of a name.</summary>
    /// <exception cref="ResourceNotFoundException">There is none.</exception>
    public Function this[string name] => Added.FirstOrDefault(f => f.Live.Name == name && !_host.IsGone(f.Live)) ?? (_services.FunctionOf(name) is { } created ? new Function(this, created) : throw NearestName.NotFound("function", name, Here.Added.Select(static f => f.Live.Name)));

    internal Function Add(string name, HandlerCode? code, Func<FunctionConfig, FunctionConfig>? configure)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        FunctionName.Check(name);
        _host.RequireServing($"AddFunction of '{name}'");
        if (_loop.IsRunning)
        {
            throw new InvalidOperationException($"function '{name}' cannot be added while the simulation runs; add functions before Run");
        }

        if (_end is not null)
        {
            throw new InvalidOperationException($"function '{name}' cannot be added: the run has ended (End, Fingerprint or Dispose was called); make a new simulation");
        }

        _services.RequireFree(name);
        var config = Configured(configure, Layers(name)).In(Options.AccountId, Options.Region);
        _services.Check(name, config);
        var index = _host.Deploy(name, config, code);
        var function = new Function(this, _host.FunctionAt(index));
        function.Live.Handle = function;
        _world.Plan = _world.Plan with { Functions = _world.Plan.Functions.Add(new PlannedFunction(name, config, code)) };
        _services.Add(function.Live);
        return function;
    }

    private static FunctionConfig Configured(Func<FunctionConfig, FunctionConfig>? configure, FunctionConfig below) => configure is null
        ? below
        : configure(below) ?? throw new ArgumentException("the delegate returned null; return the changed configuration: f => f with { ... }", nameof(configure));

    // What World says of all functions, of this one and of this version, each over the one before.
    internal FunctionConfig Layers(string name)
    {
        var config = Options.World.Defaults.Over(FunctionConfig.Default);
        var colon = name.IndexOf(':', StringComparison.Ordinal);
        string[] keys = colon < 0 ? [name] : name[colon..] == ":$LATEST" ? [name[..colon]] : [name[..colon], name];
        foreach (var key in keys)
        {
            // Provisioned concurrency belongs to one version and is not handed down to others.
            config = Options.World.Functions.TryGetValue(key, out var written) ? (key == keys[^1] ? written : written with { Provisioned = null }).Over(config) : config;
        }

        return config.In(Options.AccountId, Options.Region);
    }

    internal InvokeResult InvokeNow(LiveFunction function, ReadOnlyMemory<byte> payload, InvokeOptions? options)
    {
        RunSeed.Use(Seed);
        RequireOpen("Invoke");
        RefuseWhileRunning("Invoke");
        var (target, addressed) = Addressed(function, options);
        var answer = _host.Invoke(target, payload, addressed);
        if (!answer.IsCompleted)
        {
            Drive("Invoke", null, () => answer.IsCompleted, long.MaxValue, CancellationToken.None);
        }

        return answer.IsCompleted ? answer.GetAwaiter().GetResult() : throw Marked(new StuckException(
            $"the call of '{function.Name}' never ends: {string.Join("; ", _host.Unfinished())}", Seed, _engine.Now));
    }

    internal Task<InvokeResult> Start(LiveFunction function, ReadOnlyMemory<byte> payload, InvokeOptions? options)
    {
        RequireOpen("InvokeAsync");
        var (target, addressed) = Addressed(function, options);
        return _host.Invoke(target, payload, addressed);
    }

    internal Task<SendResult> StartSend(LiveFunction function, ReadOnlyMemory<byte> payload, InvokeOptions? options)
    {
        RequireOpen("Send");
        var (target, addressed) = Addressed(function, options);
        return _host.Send(target, payload, addressed).Accepted;
    }

    /// <summary>Hands in an async invocation between two verbs of time, or inside the world.</summary>
    internal SendResult Send(LiveFunction function, ReadOnlyMemory<byte> payload, InvokeOptions? options)
    {
        RequireOpen("Send");
        var (target, addressed) = Addressed(function, options);
        return new SendResult(this, _host.Send(target, payload, addressed));
    }

    /// <summary>One that was handed in between two verbs of time arrives now: what is due at this moment runs, no time passes.</summary>
    internal void Arrive(AsyncCall call)
    {
        if (_loop.IsRunning)
        {
            throw new InvalidOperationException("the event is on its way, and inside the running simulation nothing waits for it: await SendAsync to know its request");
        }

        Drive("Send", null, () => call.Invocation >= 0, long.MaxValue, CancellationToken.None);
    }

    private (LiveFunction Function, InvokeOptions? Options) Addressed(LiveFunction function, InvokeOptions? options)
    {
        if (!_loop.IsRunning)
        {
            RunSeed.Use(Seed);
        }

        _services.Settle();
        if (options?.Qualifier is not { } qualifier)
        {
            return (_host.Newest(function), options);
        }

        var (found, target) = _host.Resolve(function.Definition.Name, qualifier);
        return (found, target is null ? options : options with { Target = target });
    }
}

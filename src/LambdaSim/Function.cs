using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using LambdaSim.Configuration;
using LambdaSim.Events;
using LambdaSim.Runtime;

namespace LambdaSim;

/// <summary>A function of a simulation, ready to be called.</summary>
public sealed partial class Function : IDestinationTarget
{
    private readonly Simulation _simulation;

    internal Function(Simulation simulation, LiveFunction live)
    {
        _simulation = simulation;
        Added = live;
    }

    /// <summary>Its name.</summary>
    public string Name => Live.Definition.Name;

    /// <summary>Its configuration.</summary>
    public FunctionConfig Config => Live.Definition.Config;

    /// <summary>Its unqualified ARN.</summary>
    public string Arn => Live.Arn;

    /// <summary>With its version, when it has one: each version is a target of its own.</summary>
    string IDestinationTarget.Arn => Live.Definition.Qualifier == FunctionDefinition.Latest ? Arn : $"{Arn}:{Live.Definition.Qualifier}";

    /// <summary>Index of its records in the log.</summary>
    public int Index => Live.Index;

    /// <summary>As it was added.</summary>
    internal LiveFunction Added { get; }

    /// <summary>As it runs now: an update over the API replaces it.</summary>
    internal LiveFunction Live => Added.Host.NewestOrGone(Added);

    /// <summary>Calls it without an event and runs the world until the answer is there.</summary>
    public InvokeResult Invoke() => _simulation.InvokeNow(Live, default, null);

    /// <summary>Calls it with UTF-8 JSON and runs the world until the answer is there.</summary>
    public InvokeResult InvokeRaw(ReadOnlyMemory<byte> payload, InvokeOptions? options = null) => _simulation.InvokeNow(Live, payload, options);

    /// <summary>Calls it with JSON as it is and runs the world until the answer is there.</summary>
    /// <param name="json">The event.</param>
    /// <param name="options">Client context, log tail, qualifier.</param>
    [OverloadResolutionPriority(-1)]
    public InvokeResult InvokeRaw(string json, InvokeOptions? options = null) => InvokeRaw(PayloadJson.Bytes(json), options);

    /// <summary>Calls it and runs the world until the answer is there. Inside <c>Run</c> or a handler await <see cref="InvokeAsync{T}(T, InvokeOptions?)"/>.</summary>
    /// <example>
    /// <code>
    /// var result = greet.Invoke("Ada");
    ///
    /// Assert.Equal("Welcome, Ada!", result.Value&lt;string&gt;());
    /// Assert.True(result.ColdStart);
    /// </code>
    /// </example>
    [RequiresUnreferencedCode(LambdaClient.NeedsReflection)]
    [RequiresDynamicCode(LambdaClient.NeedsReflection)]
    public InvokeResult Invoke<T>(T payload, InvokeOptions? options = null) => InvokeRaw(PayloadJson.Write(payload, Live.Json), options);

    /// <summary>Its counts, sums and latencies as of now, all versions together; of a version, those of the version.</summary>
    /// <exception cref="InvalidOperationException">The log is not kept.</exception>
    public Projections.Metrics Metrics => _simulation.Metrics.Of(Live.Definition.DisplayName);

    /// <summary>Calls it without an event; for the body of <c>Run</c> and for handlers.</summary>
    public Task<InvokeResult> InvokeAsync() => _simulation.Start(Live, default, null);

    /// <summary>Calls it with UTF-8 JSON; for the body of <c>Run</c> and for handlers.</summary>
    public Task<InvokeResult> InvokeRawAsync(ReadOnlyMemory<byte> payload, InvokeOptions? options = null) => _simulation.Start(Live, payload, options);

    /// <summary>Calls it with JSON as it is; for the body of <c>Run</c> and for handlers.</summary>
    [OverloadResolutionPriority(-1)]
    public Task<InvokeResult> InvokeRawAsync(string json, InvokeOptions? options = null) => InvokeRawAsync(PayloadJson.Bytes(json), options);

    /// <summary>Calls it; for the body of <c>Run</c> and for handlers.</summary>
    /// <example>
    /// <code>
    /// simulation.Run(async () =&gt; Assert.True((await greet.InvokeAsync("Ada")).Succeeded));
    /// </code>
    /// </example>
    [RequiresUnreferencedCode(LambdaClient.NeedsReflection)]
    [RequiresDynamicCode(LambdaClient.NeedsReflection)]
    public Task<InvokeResult> InvokeAsync<T>(T payload, InvokeOptions? options = null) => InvokeRawAsync(PayloadJson.Write(payload, Live.Json), options);

    /// <summary>Hands it an event without payload; a verb of time runs it.</summary>
    /// <returns>What <see cref="SendAsync{T}(T, InvokeOptions?)"/> gives: the request's number and id.</returns>
    public SendResult Send() => SendRaw(ReadOnlyMemory<byte>.Empty);

    /// <summary>Hands it an event as UTF-8 JSON; a verb of time runs it.</summary>
    /// <returns>What <see cref="SendAsync{T}(T, InvokeOptions?)"/> gives: the request's number and id.</returns>
    public SendResult SendRaw(ReadOnlyMemory<byte> payload, InvokeOptions? options = null) => _simulation.Send(Live, payload, options);

    /// <summary>Hands it an event as JSON as it is; a verb of time runs it.</summary>
    [OverloadResolutionPriority(-1)]
    public SendResult SendRaw(string json, InvokeOptions? options = null) => SendRaw(PayloadJson.Bytes(json), options);

    /// <summary>Hands it an event; a verb of time runs it.</summary>
    /// <returns>What <see cref="SendAsync{T}(T, InvokeOptions?)"/> gives: the request's number and id.</returns>
    /// <example>
    /// <code>
    /// var sent = import.Send("march.csv");
    /// simulation.RunUntilIdle();
    ///
    /// output.WriteLine(Explanation.Of(simulation.Log, sent.RequestId, simulation.Options.World.Start).ToString());
    /// </code>
    /// </example>
    [RequiresUnreferencedCode(LambdaClient.NeedsReflection)]
    [RequiresDynamicCode(LambdaClient.NeedsReflection)]
    public SendResult Send<T>(T payload, InvokeOptions? options = null) => SendRaw(PayloadJson.Write(payload, Live.Json), options);

    /// <summary>Hands it an event and waits until it is accepted; for the body of <c>Run</c> and for handlers.</summary>
    public Task<SendResult> SendRawAsync(ReadOnlyMemory<byte> payload, InvokeOptions? options = null) => _simulation.StartSend(Live, payload, options);

    /// <summary>Hands it an event as JSON as it is and waits until it is accepted; for the body of <c>Run</c> and for handlers.</summary>
    [OverloadResolutionPriority(-1)]
    public Task<SendResult> SendRawAsync(string json, InvokeOptions? options = null) => SendRawAsync(PayloadJson.Bytes(json), options);

    /// <summary>Hands it an event and waits until it is accepted; for the body of <c>Run</c> and for handlers.</summary>
    [RequiresUnreferencedCode(LambdaClient.NeedsReflection)]
    [RequiresDynamicCode(LambdaClient.NeedsReflection)]
    public Task<SendResult> SendAsync<T>(T payload, InvokeOptions? options = null) => SendRawAsync(PayloadJson.Write(payload, Live.Json), options);

    /// <inheritdoc/>
    public override string ToString() => Live.Name;
}

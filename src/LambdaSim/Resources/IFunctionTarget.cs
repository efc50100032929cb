namespace LambdaSim.Resources;

/// <summary>A function, version or alias, as services beside Lambda invoke it: the directory finds it by its ARN.</summary>
internal interface IFunctionTarget : IResource
{
    /// <summary>
    /// Sends a request, which arrives as an entry of this instant; its answer is told from the top level of a later entry. What an alias chooses, and whether the
    /// function is still there, is settled when this is called.
    /// </summary>
    void Invoke(ServiceRequest request);

    /// <summary>Its code is deployed anew, as it is: what runs goes on, and environments are replaced. What is modelled and no function of the API has nothing to deploy.</summary>
    void Redeploy()
    {
    }

    /// <summary>It has code, which reads its payload; of what is modelled only the length counts.</summary>
    bool RunsCode { get; }
}

/// <summary>What a service beside Lambda asks of a function.</summary>
/// <param name="Payload">UTF-8 JSON; empty: <c>{}</c>.</param>
/// <param name="IsEvent">Asynchronous: the answer says that Lambda has accepted it.</param>
/// <param name="Answered">Told the answer, once.</param>
internal sealed record ServiceRequest(ReadOnlyMemory<byte> Payload, bool IsEvent, Action<ServiceAnswer> Answered)
{
    /// <summary>Who asks, as resource policies name it, such as <c>sns.amazonaws.com</c>; null: it asks with a role of the caller's own.</summary>
    public string? Principal { get; init; }

    /// <summary>ARN of the resource on whose behalf it asks; null: none.</summary>
    public string? Source { get; init; }

    /// <summary>The X-Amzn-Trace-Id that it travels under; null: a new one.</summary>
    public string? Trace { get; init; }

    /// <summary>The calls that led to it; null: none, it begins a chain.</summary>
    public CallChain? Chain { get; init; }

    /// <summary>Index of the function whose call led to it, or <see cref="Events.SimEvent.None"/>.</summary>
    public int From { get; init; } = Events.SimEvent.None;

    /// <summary>Told the index of the function version and the number of the invocation when it arrives, before its answer; null: nobody asks.</summary>
    public Action<int, int>? Arrived { get; init; }

    /// <summary>Its answer keeps no run alive: what asks does so by itself.</summary>
    public bool IsBackground { get; init; }
}

/// <summary>Lambda's answer to a service.</summary>
/// <param name="Status">HTTP status: 202 an event was accepted, 200 a call ended, 4xx and 5xx it was refused.</param>
internal sealed record ServiceAnswer(int Status)
{
    /// <summary>Why it was refused, as AWS names the error; null: it was not.</summary>
    public string? ErrorCode { get; init; }

    /// <summary>Why it was refused, or what failed; empty: nothing.</summary>
    public string ErrorMessage { get; init; } = "";

    /// <summary>How the call ended; null: it was refused, or an event.</summary>
    public Outcome? Outcome { get; init; }

    /// <summary>What limited it.</summary>
    public ThrottleCause Throttle { get; init; }

    /// <summary><c>Handled</c> or <c>Unhandled</c> of a call that failed; null: it did not fail.</summary>
    public string? FunctionError { get; init; }

    /// <summary>The version that ran; null: none did.</summary>
    public string? ExecutedVersion { get; init; }

    /// <summary>What the handler returned, or the error document.</summary>
    public ReadOnlyMemory<byte> Payload { get; init; }

    /// <summary>Number of the invocation, or <see cref="Events.SimEvent.None"/> where it never arrived.</summary>
    public int Invocation { get; init; } = Events.SimEvent.None;

    /// <summary>Its request id; empty where it never arrived.</summary>
    public string RequestId { get; init; } = "";

    /// <summary>Whether Lambda took it: an event was accepted, a call ended without a function error.</summary>
    public bool IsSuccess => Status is 200 or 202 && FunctionError is null;

    /// <summary>Whether the same request may succeed later: it was throttled, or Lambda failed.</summary>
    public bool IsTransient => Status is 429 or >= 500;
}

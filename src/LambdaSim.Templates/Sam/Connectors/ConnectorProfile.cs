namespace LambdaSim.Templates.Sam.Connectors;

/// <summary>What a connector makes.</summary>
internal enum ConnectorKind
{
    /// <summary>A policy at the source's role.</summary>
    SourcePolicy,

    /// <summary>A policy at the destination's role: Lambda reads the source for it.</summary>
    DestinationPolicy,

    /// <summary>A permission of the function that is called.</summary>
    LambdaPermission,
    TopicPolicy,
    QueuePolicy,
}

/// <summary>What is allowed.</summary>
/// <param name="Actions">The actions.</param>
/// <param name="Resources">
/// On what: <c>D</c> the destination's ARN, <c>S</c> the source's, each with an end that follows; <c>executions</c> the runs of the destination,
/// <c>rule</c> the rule by which Step Functions waits for runs.
/// </param>
internal sealed record ConnectorStatement(string[] Actions, string[] Resources);

/// <summary>How two types are connected.</summary>
/// <param name="Kind">What is made.</param>
/// <param name="Access">What each of the permissions allows; for policies alone.</param>
/// <param name="Principal">The service that calls or sends.</param>
/// <param name="Combined">Whether the permissions are only given together.</param>
/// <param name="SourceWaits">Whether the source is made after the policy, which it is checked for.</param>
internal sealed record ConnectorProfile(
    ConnectorKind Kind,
    IReadOnlyDictionary<string, ConnectorStatement[]> Access,
    string Principal = "",
    bool Combined = false,
    bool SourceWaits = false);

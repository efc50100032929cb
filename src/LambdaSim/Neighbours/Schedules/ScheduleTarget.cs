using System.Text.Json.Nodes;

namespace LambdaSim.Neighbours.Schedules;

/// <summary>What a schedule calls, and how.</summary>
/// <param name="Arn">As it was written: of a resource, or <c>arn:aws:scheduler:::aws-sdk:SERVICE:OPERATION</c>.</param>
/// <param name="RoleArn">Kept and shown: roles are names.</param>
internal sealed record ScheduleTarget(string Arn, string RoleArn)
{
    public const int MostAttempts = 185, LongestAge = 86_400;

    /// <summary>What is sent, with keywords; null: a notification of the schedule's own.</summary>
    public string? Input { get; init; }

    /// <summary>How often it tries again.</summary>
    public int MaximumRetryAttempts { get; init; } = MostAttempts;

    /// <summary>How long it tries, in seconds.</summary>
    public int MaximumEventAge { get; init; } = LongestAge;

    /// <summary>A standard queue; null: none.</summary>
    public string? DeadLetterArn { get; init; }

    /// <summary>Group of the message in a FIFO queue.</summary>
    public string? MessageGroup { get; init; }

    /// <summary>Of an event for a bus.</summary>
    public string? Source { get; init; }

    /// <summary>Of an event for a bus.</summary>
    public string? DetailType { get; init; }

    /// <summary>Settings of targets that are not simulated, by name: kept and shown.</summary>
    public JsonObject? Others { get; init; }

    /// <summary>Service and operation of a universal target; null: it is a resource.</summary>
    public (string Service, string Operation)? Call =>
        Resources.Arn.TryParse(Arn, out var arn) && arn.Service == SchedulerService.Arns && arn.Parts is ["aws-sdk", var service, var operation]
            ? (service, operation) : null;
}

using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using LambdaSim.Configuration;
using NodaTime;

namespace LambdaSim.Neighbours.Buses;

/// <summary>Where a rule sends what it matched, and what of it (rules EVB-TARGETS, EVB-INPUT).</summary>
internal sealed class BusTarget
{
    private const int MostInput = 8_192;
    private const int MostPath = 256;
    private const int MostPaths = 100;
    private const int MostRetries = 185;
    private const int ShortestAge = 60;
    private const int LongestAge = 86_400;

    // Services that EventBridge calls with a role, and without one not at all.
    private static readonly string[] _withRole = ["kinesis", "states", "firehose", "ecs", "batch", "codepipeline", "codebuild", "execute-api", "redshift-data", "sagemaker"];

    private readonly EventPath? _path;
    private readonly InputTransformer? _transformer;

    private BusTarget(JsonObject said)
    {
        Said = said;
        Id = (string)said[nameof(Id)]!;
        Arn = (string)said[nameof(Arn)]!;
        Input = (string?)said[nameof(Input)];
        GroupId = (string?)said["SqsParameters"]?["MessageGroupId"];
        DeadLetters = (string?)said["DeadLetterConfig"]?[nameof(Arn)] is { Length: > 0 } queue ? queue : null;
        Retries = (int?)said["RetryPolicy"]?["MaximumRetryAttempts"] ?? MostRetries;
        MaximumAge = Duration.FromSeconds((int?)said["RetryPolicy"]?["MaximumEventAgeInSeconds"] ?? LongestAge);
        if ((string?)said["InputPath"] is { } path)
        {
            _path = EventPath.Parse(path) ?? throw BusServiceException.Validation($"InputPath for target {Id} is not valid: {path}.");
        }

        if (said["InputTransformer"] is JsonObject transformer)
        {
            _transformer = InputTransformer.Parse(transformer, Id);
        }
    }

    /// <summary>As it was given, and is told.</summary>
    public JsonObject Said { get; }

    public string Id { get; }

    public string Arn { get; }

    public string? Input { get; }

    /// <summary>Message group at a queue; null: none.</summary>
    public string? GroupId { get; }

    /// <summary>ARN of the queue for what could not be handed over; null: it is dropped.</summary>
    public string? DeadLetters { get; }

    /// <summary>How often a hand-over is tried again (rule EVB-RETRY).</summary>
    public int Retries { get; }

    /// <summary>How long it is tried.</summary>
    public Duration MaximumAge { get; }

    /// <summary>What AWS checks of a list of targets before it looks at the rule.</summary>
    public static void Check(Constraints constraints, IReadOnlyList<JsonObject> targets)
    {
        for (var i = 0; i < targets.Count; i++)
        {
            var (target, place) = (targets[i], Text.Invariant($"targets.{i + 1}.member."));
            constraints
                .Required($"{place}id", target[nameof(Id)]).Length($"{place}id", (string?)target[nameof(Id)], 1, 64).Characters($"{place}id", (string?)target[nameof(Id)], ".-_", @"[\.\-_A-Za-z0-9]+")
                .Required($"{place}arn", target[nameof(Arn)]).Length($"{place}arn", (string?)target[nameof(Arn)], 1, 1_600)
                .Length($"{place}roleArn", (string?)target["RoleArn"], 1, 1_600)
                .Length($"{place}input", (string?)target[nameof(Input)], 0, MostInput)
                .Length($"{place}inputPath", (string?)target["InputPath"], 0, MostPath)
                .Range($"{place}retryPolicy.maximumRetryAttempts", (int?)target["RetryPolicy"]?["MaximumRetryAttempts"], 0, MostRetries)
                .Range($"{place}retryPolicy.maximumEventAgeInSeconds", (int?)target["RetryPolicy"]?["MaximumEventAgeInSeconds"], ShortestAge, LongestAge);
            if (target["InputTransformer"] is JsonObject transformer)
            {
                var paths = transformer["InputPathsMap"] as JsonObject;
                constraints
                    .Required($"{place}inputTransformer.inputTemplate", transformer["InputTemplate"])
                    .Length($"{place}inputTransformer.inputTemplate", (string?)transformer["InputTemplate"], 1, MostInput)
                    .Count($"{place}inputTransformer.inputPathsMap", () => $"{{{string.Join(", ", paths!.Select(static p => $"{p.Key}={(string?)p.Value}"))}}}", paths?.Count, 0, MostPaths);
            }
        }
    }

    /// <exception cref="BusServiceException">It is none.</exception>
    public static BusTarget Parse(JsonObject said)
    {
        var (id, arn) = ((string)said[nameof(Id)]!, (string)said[nameof(Arn)]!);
        if (new[] { "Input", "InputPath", "InputTransformer" }.Count(n => said[n] is not null) > 1)
        {
            throw BusServiceException.Validation($"Only one of Input, InputPath, or InputTransformer must be provided for target {id}.");
        }

        if (!Resources.Arn.TryParse(arn, out var parsed) || parsed.Resource.Length == 0)
        {
            throw BusServiceException.Validation($"Parameter {arn} is not valid. Reason: Provided Arn is not in correct format.");
        }

        if (parsed.Service == Resources.Arn.Sqs && parsed.Resource.EndsWith(".fifo", StringComparison.Ordinal) && said["SqsParameters"] is null)
        {
            throw BusServiceException.Validation($"Parameter(s) SqsParameters must be specified for target: {id}.");
        }

        if (_withRole.Contains(parsed.Service, StringComparer.Ordinal) && said["RoleArn"] is null)
        {
            throw BusServiceException.Validation($"RoleArn is required for target {arn}.");
        }

        if ((string?)said[nameof(Input)] is { } input && JsonText.ProblemOf(Encoding.UTF8.GetBytes(input)) is { } problem)
        {
            throw BusServiceException.Validation($"Input for target {id} {problem}.");
        }

        return new BusTarget((JsonObject)said.DeepClone());
    }

    /// <summary>What it gets of an event; null: its template made no JSON.</summary>
    public ReadOnlyMemory<byte>? Body(BusEvent e, BusRule rule)
    {
        if (Input is not null)
        {
            return Encoding.UTF8.GetBytes(Input);
        }

        if (_transformer is not null)
        {
            return _transformer.Apply(e, rule) is { } made ? Encoding.UTF8.GetBytes(made) : default(ReadOnlyMemory<byte>?);
        }

        if (_path is null)
        {
            return e.Json;
        }

        // Chosen: a path that leads nowhere gives null.
        using var document = JsonDocument.Parse(e.Json, new JsonDocumentOptions { MaxDepth = JsonText.MaxDepth + 1 });
        return Encoding.UTF8.GetBytes(_path.Json(document.RootElement) ?? "null");
    }
}

using System.Text.RegularExpressions;
using LambdaSim.Functions.Model;

namespace LambdaSim.Functions;

/// <summary>The service model's constraints on mappings.</summary>
internal static partial class EventSourceConstraints
{
    private const string Arn = @"arn:(aws[a-zA-Z0-9-]*):([a-zA-Z0-9\-])+:((eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\d{1})?:(\d{12})?:(.*)";
    private const string Destination = @"$|kafka://([^.]([a-zA-Z0-9\-_.]{0,248}))|" + Arn;

    public static Constraints Of(EventSourceMappingSettings request)
    {
        var constraints = new Constraints()
            .Range("batchSize", request.BatchSize, 1, 10_000)
            .Range("maximumBatchingWindowInSeconds", request.MaximumBatchingWindowInSeconds, 0, 300)
            .Range("parallelizationFactor", request.ParallelizationFactor, 1, 10)
            .Range("maximumRecordAgeInSeconds", request.MaximumRecordAgeInSeconds, -1, 604_800)
            .Range("maximumRetryAttempts", request.MaximumRetryAttempts, -1, 10_000)
            .Range("tumblingWindowInSeconds", request.TumblingWindowInSeconds, 0, 900)
            .Range("scalingConfig.maximumConcurrency", request.ScalingConfig?.MaximumConcurrency, 2, 1_000)
            .Range("provisionedPollerConfig.minimumPollers", request.ProvisionedPollerConfig?.MinimumPollers, 1, 200)
            .Range("provisionedPollerConfig.maximumPollers", request.ProvisionedPollerConfig?.MaximumPollers, 1, 10_000)
            .Length("provisionedPollerConfig.pollerGroupName", request.ProvisionedPollerConfig?.PollerGroupName, 0, 128)
            .Pattern("destinationConfig.onSuccess.destination", request.DestinationConfig?.OnSuccess?.Destination, DestinationRegex(), Destination)
            .Pattern("destinationConfig.onFailure.destination", request.DestinationConfig?.OnFailure?.Destination, DestinationRegex(), Destination)
            .Count("functionResponseTypes", request.FunctionResponseTypes, 0, 1)
            .EachOf("functionResponseTypes", request.FunctionResponseTypes, ["ReportBatchItemFailures"], "Member must satisfy constraint: [Member must satisfy enum value set: [ReportBatchItemFailures], Member must not be null]")
            .EachOf("metricsConfig.metrics", request.MetricsConfig?.Metrics, ["EventCount", "ErrorCount", "KafkaMetrics"], "Member must satisfy constraint: [Member must satisfy enum value set: [EventCount, ErrorCount, KafkaMetrics], Member must not be null]")
            .OneOf("loggingConfig.systemLogLevel", request.LoggingConfig?.SystemLogLevel, "DEBUG", "INFO", "WARN")
            .OneOf("documentDBEventSourceConfig.fullDocument", request.DocumentDBEventSourceConfig?.FullDocument, "UpdateLookup", "Default");
        for (var i = 0; i < request.FilterCriteria?.Filters?.Count; i++)
        {
            constraints.Length(Configuration.Text.Invariant($"filterCriteria.filters.{i + 1}.member.pattern"), request.FilterCriteria.Filters[i]?.Pattern, 0, 4_096);
        }

        for (var i = 0; i < request.SourceAccessConfigurations?.Count; i++)
        {
            constraints.OneOf(Configuration.Text.Invariant($"sourceAccessConfigurations.{i + 1}.member.type"), request.SourceAccessConfigurations[i]?.Type,
                "BASIC_AUTH", "VPC_SUBNET", "VPC_SECURITY_GROUP", "SASL_SCRAM_512_AUTH", "SASL_SCRAM_256_AUTH", "VIRTUAL_HOST", "CLIENT_CERTIFICATE_TLS_AUTH", "SERVER_ROOT_CA_CERTIFICATE");
        }

        return constraints;
    }

    public static Constraints Of(CreateEventSourceMappingRequest request) => Of((EventSourceMappingSettings)request)
        .Pattern("eventSourceArn", request.EventSourceArn, ArnRegex(), Arn)
        .OneOf("startingPosition", request.StartingPosition, "LATEST", "AT_TIMESTAMP", "TRIM_HORIZON")
        .Count("topics", request.Topics, 1, 1)
        .Count("queues", request.Queues, 1, 1);

    public static Constraints Source(Constraints constraints, string? arn) => constraints.Pattern("eventSourceArn", arn, ArnRegex(), Arn);

    [GeneratedRegex(@"\Aarn:(aws[a-zA-Z0-9-]*):([a-zA-Z0-9\-])+:((eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-[0-9])?:([0-9]{12})?:(.*)\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex ArnRegex();

    [GeneratedRegex(@"\A(|kafka://([^.]([a-zA-Z0-9\-_.]{0,248}))|arn:(aws[a-zA-Z0-9-]*):([a-zA-Z0-9\-])+:((eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-[0-9])?:([0-9]{12})?:(.*))\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex DestinationRegex();
}

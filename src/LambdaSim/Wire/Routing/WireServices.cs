using LambdaSim.Wire.ApiGateway;
using LambdaSim.Wire.ApiGatewayV2;
using LambdaSim.Wire.DynamoDb;
using LambdaSim.Wire.Events;
using LambdaSim.Wire.Iam;
using LambdaSim.Wire.Kinesis;
using LambdaSim.Wire.LoadBalancing;
using LambdaSim.Wire.Logs;
using LambdaSim.Wire.S3;
using LambdaSim.Wire.Scheduler;
using LambdaSim.Wire.SecretsManager;
using LambdaSim.Wire.Sns;
using LambdaSim.Wire.Sqs;
using LambdaSim.Wire.Ssm;
using LambdaSim.Wire.Sts;

namespace LambdaSim.Wire.Routing;

/// <summary>The services beside Lambda that answer requests, whatever the transport.</summary>
internal static class WireServices
{
    public static IReadOnlyList<IWireService> All() =>
    [
        new StsService(),
        new SnsService(),
        new SqsService(),
        new EventsService(),
        new S3Service(),
        new SchedulerWire(),
        new SsmWire(),
        new SecretsWire(),
        new IamWire(),
        new LogsWire(),
        new ApiGatewayWire(),
        new HttpApiWire(),
        new BalancerWire(),
        new KinesisWire(),
        new DynamoDbWire(),
    ];
}

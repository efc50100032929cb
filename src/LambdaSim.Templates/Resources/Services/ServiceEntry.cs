using LambdaSim.Wire;
using LambdaSim.Wire.ApiGateway;
using LambdaSim.Wire.ApiGatewayV2;
using LambdaSim.Wire.Codecs;
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

namespace LambdaSim.Templates.Resources.Services;

/// <summary>A service, how its requests are written, and what its operations take.</summary>
/// <param name="Wire">Answers.</param>
/// <param name="Codec">Writes requests.</param>
/// <param name="Find">An operation by its name.</param>
internal sealed record ServiceEntry(IWireService Wire, IWireCodec Codec, Func<string, WireOperation?> Find)
{
    private static readonly WireService _tables = new("DynamoDB_20120810", "2012-08-10");

    public static IReadOnlyDictionary<string, ServiceEntry> All { get; } = new Dictionary<string, ServiceEntry>(StringComparer.Ordinal)
    {
        ["sqs"] = new(new SqsService(), new AwsJsonCodec(SqsShapes.Service), SqsShapes.Operation),
        ["sns"] = new(new SnsService(), new AwsQueryCodec(SnsShapes.Service), SnsShapes.Operation),
        ["events"] = new(new EventsService(), new AwsJsonCodec(EventsShapes.Service, "1.1"), EventsShapes.Operation),
        ["s3"] = new(new S3Service(), new RestXmlCodec(S3Shapes.Service), static n => S3Operations.All.GetValueOrDefault(n)?.Shapes),
        ["scheduler"] = new(new SchedulerWire(), new RestJsonCodec(SchedulerShapes.Service), Among(SchedulerShapes.CreateSchedule, SchedulerShapes.CreateScheduleGroup)),
        ["ssm"] = new(new SsmWire(), new AwsJsonCodec(SsmShapes.Service, "1.1"), Among(SsmShapes.PutParameter)),
        ["secretsmanager"] = new(new SecretsWire(), new AwsJsonCodec(SecretShapes.Service, "1.1"), Among(SecretShapes.CreateSecret, SecretShapes.PutResourcePolicy)),
        ["iam"] = new(new IamWire(), new AwsQueryCodec(IamShapes.Service), IamShapes.Find),
        ["logs"] = new(new LogsWire(), new AwsJsonCodec(LogsShapes.Service, "1.1"), LogsShapes.Find),
        ["kinesis"] = new(new KinesisWire(), new AwsJsonCodec(KinesisShapes.Service, "1.1"), Among(
            KinesisShapes.CreateStream, KinesisShapes.IncreaseStreamRetentionPeriod, KinesisShapes.RegisterStreamConsumer, KinesisShapes.PutResourcePolicy)),
        ["dynamodb"] = new(new DynamoDbWire(), new AwsJsonCodec(_tables), Among(TableShapes.CreateTable, TableShapes.UpdateTimeToLive)),
        ["apigateway"] = new(new ApiGatewayWire(), new RestJsonCodec(ApiGatewayShapes.Service), ApiGatewayShapes.Find),
        ["apigatewayv2"] = new(new HttpApiWire(), new RestJsonCodec(HttpApiShapes.Service), HttpApiShapes.Find),
        ["elasticloadbalancing"] = new(new BalancerWire(), new AwsQueryCodec(BalancerShapes.Service), BalancerShapes.Find),
    };

    public WireOperation Operation(string name) => Find(name) ?? throw new InvalidOperationException($"{Wire.SigningName} has no operation {name}");

    private static Func<string, WireOperation?> Among(params WireOperation[] operations) => name => Array.Find(operations, o => o.Name == name);
}

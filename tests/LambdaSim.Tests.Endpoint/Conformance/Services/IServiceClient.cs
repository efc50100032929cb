using System.Text.Json.Nodes;
using LambdaSim.Wire;
using LambdaSim.Wire.Codecs;
using LambdaSim.Wire.Iam;
using LambdaSim.Wire.Scheduler;
using LambdaSim.Wire.Sns;

namespace LambdaSim.Tests.Conformance.Services;

/// <summary>A client of one service, as far as the recordings need one: an operation becomes a request, an answer what botocore makes of it.</summary>
internal interface IServiceClient
{
    /// <summary>A request; null: the client does not know the operation yet.</summary>
    WireRequest? Request(string operation, JsonObject input, string id);

    /// <summary>Members, or <c>Error</c> with what belongs to it. The status is added by who asks.</summary>
    JsonObject Read(string operation, WireResponse answer);
}

/// <summary>The clients by the names that the steps use. A service that comes gets a row here; of one without a row its answers are "not there yet".</summary>
internal static class ServiceClients
{
    private static readonly SortedDictionary<string, IServiceClient> _all = new(StringComparer.Ordinal)
    {
        ["events"] = new JsonClient("AWSEvents", "1.1"),
        ["iam"] = new CodecClient(new AwsQueryCodec(IamShapes.Service), IamShapes.Find),
        ["lambda"] = new LambdaClient(),
        ["logs"] = new JsonClient("Logs_20140328", "1.1"),
        ["s3"] = new S3Client(),
        ["scheduler"] = new CodecClient(new RestJsonCodec(SchedulerShapes.Service), SchedulerShapes.Operation),
        ["secretsmanager"] = new JsonClient("secretsmanager", "1.1"),
        ["sns"] = new CodecClient(new AwsQueryCodec(SnsShapes.Service), SnsShapes.Operation),
        ["sqs"] = new JsonClient("AmazonSQS", "1.0"),
        ["ssm"] = new JsonClient("AmazonSSM", "1.1"),
    };

    public static IServiceClient? Of(string service) => _all.GetValueOrDefault(service);
}

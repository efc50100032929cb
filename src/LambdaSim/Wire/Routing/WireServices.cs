using LambdaSim.Wire.Events;
using LambdaSim.Wire.S3;
using LambdaSim.Wire.Sqs;
using LambdaSim.Wire.Sts;

namespace LambdaSim.Wire.Routing;

/// <summary>The services beside Lambda that answer requests, whatever the transport.</summary>
internal static class WireServices
{
    public static IReadOnlyList<IWireService> All() => [new StsService(), new SqsService(), new EventsService(), new S3Service()];
}

using LambdaSim.Configuration;
using LambdaSim.Neighbours.Streams;

namespace LambdaSim.Tests.Conservation;

// A stream whose shards are split and merged, and mappings that read it.
internal sealed partial class ConservationWorld
{
    private DataStream? _stream;

    private void BuildStreams()
    {
        if (OneIn(2))
        {
            return;
        }

        _stream = _simulation.AddStream("clicks", 1 + Below(3));
        _stream.LimitsThroughput = OneIn(4);
        MapStream();
        if (OneIn(3))
        {
            MapStream();
        }
    }

    private void StepOfStreams()
    {
        if (_stream is not { IsDeleted: false } stream || stream.OpenShards.Count == 0)
        {
            return;
        }

        switch (Below(12))
        {
            case < 8:
                for (var i = Below(20); i >= 0; i--)
                {
                    stream.Put(Pick("a", "b", "c", "d", "e"), Pick("""{"kind":"paid"}""", "x"));
                }

                break;
            case 8:
                var shards = stream.OpenShards;
                stream.Split(shards[Below(shards.Count)].Id);
                break;
            case 9:
                var open = stream.OpenShards;
                stream.Merge(open[0].Id, open[1 % open.Count].Id);
                break;
            case 10 when OneIn(4):
                stream.Delete(enforcesConsumers: false);
                break;
            case 11:
                _simulation.AdvanceBy(Duration.FromHours(Pick(1, 1, 25)));
                break;
        }
    }

    private void MapStream()
    {
        try
        {
            _mappings.Add(Pick<Function>([.. _functions]).On(_stream!, new StreamMappingConfig
            {
                BatchSize = Pick(1, 3, 100),
                Window = Duration.FromSeconds(Pick(0, 0, 2)),
                ParallelizationFactor = Pick(1, 1, 4, 10),
                MaximumRetryAttempts = Pick<int?>(0, 1, 3, null),
                MaximumRecordAge = OneIn(3) ? Duration.FromSeconds(60) : null,
                BisectBatchOnFunctionError = OneIn(2),
                TumblingWindow = Duration.FromSeconds(Pick(0, 0, 30)),
                OnFailure = Pick(null, Queue("dead")),
                Filters = OneIn(4) ? ["""{"data":{"kind":["paid"]}}"""] : [],
            }));
        }
        catch (AwsServiceException)
        {
            // Nothing was made.
        }
    }
}

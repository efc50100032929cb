namespace LambdaSim.Tests.Conservation;

// Event source mappings, which operators stop, change and delete while batches are under way.
internal sealed partial class ConservationWorld
{
    private readonly List<EventSourceMapping> _mappings = [];

    private void BuildMappings()
    {
        if (OneIn(2))
        {
            return;
        }

        Map(Pick("orders", "orders.fifo"));
        if (OneIn(2))
        {
            Map("dead");
        }
    }

    private void StepOfMappings()
    {
        if (_mappings.Count == 0)
        {
            return;
        }

        var mapping = _mappings[Below(_mappings.Count)];
        switch (Below(8))
        {
            case < 3:
                mapping.Disable();
                break;
            case < 6:
                mapping.Enable();
                break;
            case 6 when OneIn(2):
                mapping.Delete();
                break;
        }
    }

    // AWS refuses some: queues that hide messages for less than the function's timeout.
    private void Map(string queue)
    {
        try
        {
            _mappings.Add(Pick<Function>([.. _functions]).On(_queues.Get(queue), batch: Pick(1, 3, 10), maximumConcurrency: Pick<int?>(null, 2), partial: OneIn(3), filter: OneIn(4) ? """{"body":{"kind":["paid"]}}""" : null));
        }
        catch (AwsServiceException)
        {
            // Nothing was made.
        }
    }
}

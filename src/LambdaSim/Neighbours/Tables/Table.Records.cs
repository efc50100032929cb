using LambdaSim.Events;

namespace LambdaSim.Neighbours.Tables;

// What it leaves in the event log: no contents (rule DDB-LOG).
public sealed partial class Table
{
    private int _index = SimEvent.None;

    internal void Record(ItemOutcome outcome, Sender by, int items)
    {
        if (Host.Log is { } log)
        {
            log.Record(EventKind.ItemsAsked, (byte)outcome, by, IndexIn(log), items);
        }
    }

    internal void Record(TableChange change, Sender by)
    {
        if (Host.Log is { } log)
        {
            log.Record(EventKind.TableChanged, (byte)change, by, IndexIn(log), Count);
        }
    }

    private int IndexIn(INeighbourLog log) => _index == SimEvent.None ? _index = log.Announce(ResourceKind.Table, Name, Arn, Settings()) : _index;

    private List<KeyValuePair<string, string>> Settings()
    {
        List<KeyValuePair<string, string>> settings = [KeyValuePair.Create("KeySchema", string.Join(", ", Keys.Names))];
        if (ActiveStream is { View: var view })
        {
            settings.Add(KeyValuePair.Create("StreamViewType", view.Name()));
        }

        if (Units.Provisioned is var (reads, writes))
        {
            settings.Insert(1, KeyValuePair.Create("ProvisionedThroughput", Configuration.Text.Invariant($"{reads}/{writes}")));
        }

        return settings;
    }
}

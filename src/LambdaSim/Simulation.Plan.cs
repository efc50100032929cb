using LambdaSim.Neighbours.Buses;
using LambdaSim.Worlds;

namespace LambdaSim;

// The simulation as a value.
public sealed partial class Simulation
{
    /// <summary>The world before anything happened in it: options, queues and functions that were added, handlers given. It builds the same world anew.</summary>
    internal WorldPlan Plan => Planned(!_services.IsAsked ? _world.Plan : _world.Plan with { Service = _services.Plan });

    /// <summary>The same world anew; nothing of what happened.</summary>
    internal Simulation Again()
    {
        var again = new Simulation(Plan) { Callbacks = Callbacks };
        if (_fronts.All.Any())
        {
            again._fronts.Take(_fronts, again.FrontPlace());
        }

        return again;
    }

    private WorldPlan Planned(WorldPlan plan) => plan with { Web = [.. Http.All], Buses = [.. Buses.Select(static b => b.Plan).OfType<PlannedBus>()] };

    private void Fill(WorldPlan plan)
    {
        plan.Queues.ForEach(q => AddQueue(q.Name, _ => q.Config));
        Fill(plan.Topics);
        plan.Buckets.ForEach(b => AddBucket(b));
        plan.KafkaTopics.ForEach(t => Have(t));
        plan.MqQueues.ForEach(q => Have(q));
        plan.ChangeStreams.ForEach(s => Have(s));
        plan.Streams.ForEach(s => AddStream(s.Name, s.Shards));
        plan.Tables.ForEach(t => AddTable(t.Name, t.Key, t.Sort, _ => t.Config));
        plan.Buses.ForEach(Take);
        plan.Functions.ForEach(f => Add(f.Name, f.Code, _ => f.Config));
        plan.Parameters.ForEach(p => Parameters.Put(p.Name, p.Value, p.Type));
        plan.Secrets.ForEach(s => Secrets[s.Name] = s.Value);
        plan.Schedules.ForEach(s => Add(s));
        plan.Web.ForEach(Http.Take);
        plan.Mappings.ForEach(m => Map(m.Request));
        Fill(plan.Subscriptions);
        if (plan.Service != ServicePlan.None)
        {
            Services.Take(plan.Service);
        }

        if (plan.Modelled.Count > 0)
        {
            Services.Model(plan.Modelled.Keys);
        }
    }
}

using System.Text;
using LambdaSim.Configuration;
using LambdaSim.Events;

namespace LambdaSim;

// The run, followed from outside.
public sealed partial class Simulation
{
    /// <summary>Follows the run live, from other threads.</summary>
    public EventStream Events { get; }

    /// <summary>The log from now on as JSON Lines, for one reader on a real thread. Called on the simulation's thread, between two events.</summary>
    /// <param name="batches">How far the reader may fall behind, in batches of up to 512 records.</param>
    internal LogFeed Feed(int batches = 1_024)
    {
        // What was recorded before belongs to those who listened before.
        _engine.Flush();
        var feed = new LogFeed(new LogHeader { Semantics = Options.Semantics.Version, Seed = Seed, Start = Options.World.Start, Config = Encoding.UTF8.GetBytes(ConfigJson.Write(_world.Config)) }, batches);
        feed.Stop = Events.Follow(feed);
        Outside(feed.Send);
        return feed;
    }

    /// <summary>Runs code of the simulator's own as no work of the simulation's: nothing it starts is held or counted.</summary>
    internal void Outside(Action action) => _host.Baton.Outside(action);
}

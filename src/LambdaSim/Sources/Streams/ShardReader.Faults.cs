using LambdaSim.Faults;
using LambdaSim.Randomness;
using LambdaSim.Resources;
using NodaTime;

namespace LambdaSim.Sources.Streams;

// What goes wrong on purpose with reading and sending.
internal sealed partial class ShardReader
{
    private Instant _stalledUntil;
    private ulong _polls;

    private bool IsStalled => _host.Now < _stalledUntil;

    // Rule FLT-SHARD: nothing more is read of it for a while; what was read goes on.
    private void StallNow()
    {
        if (!IsStalled && Struck(FaultSite.ShardStall, _polls++) is { } stall)
        {
            var length = Duration.FromNanoseconds(stall.ByNs);
            _host.Faults.Tell(stall);
            _stalledUntil = _host.Now + length;
        }
    }

    private void DeployNow(Lane lane, int function, int invocation)
    {
        if (Struck(FaultSite.Deployment, (ulong)lane.Batch) is { } strike && _poller.World.Directory.Find(_settings.FunctionArn) is IFunctionTarget target)
        {
            _host.Faults.Tell(strike, function, invocation, number: lane.Batch);
            target.Redeploy();
        }
    }

    // Rule FLT-MALFORMED.
    private bool IsMalformed(Lane lane)
    {
        if (Struck(FaultSite.MalformedAnswer, (uint)lane.Batch | ((ulong)lane.Attempts << 32)) is not { } strike)
        {
            return false;
        }

        _host.Faults.Tell(strike, lane.Function, lane.Invocation, number: lane.Batch);
        return true;
    }

    private Strike? Struck(FaultSite site, ulong ordinal) => !_host.Faults.Has(site) ? null
        : _host.Faults.Find(site, new Candidate(StableHash.Of($"{_settings.Uuid}/{_shard.Id}"), ordinal)
        {
            FunctionName = Arn.TryParse(_settings.FunctionArn, out var arn) ? arn.FunctionName : null,
            Resource = Arn.TryParse(_settings.SourceArn, out var source) ? source.Resource.Split('/') is [_, var name, ..] ? name : source.Resource : null,
            Arn = _settings.SourceArn,
        });
}

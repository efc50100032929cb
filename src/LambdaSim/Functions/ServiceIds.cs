using LambdaSim.Randomness;

namespace LambdaSim.Functions;

/// <summary>Ids that AWS draws at random, here from the seed: in order of need, a stream for each kind.</summary>
internal sealed class ServiceIds(ulong seed, ServiceAddress address)
{
    private const string Base36 = "0123456789abcdefghijklmnopqrstuvwxyz";

    private ulong _revisions;
    private ulong _others;

    private ulong Entity => field == 0 ? field = StableHash.Of($"{address.Account}/{address.Region}") : field;

    /// <summary>A lower-case UUID for a revision of anything.</summary>
    public string Revision() => RevisionAt(Reserve());

    /// <summary>The place of a revision that may never be asked for.</summary>
    public ulong Reserve() => _revisions++;

    /// <summary>The revision of a place that was reserved.</summary>
    public string RevisionAt(ulong place) => DeterministicGuid.At(Draw.Stream(seed, Purpose.RevisionId, Entity), place).ToString("D");

    /// <summary>A lower-case UUID for an event source mapping and its like.</summary>
    public string Uuid() => DeterministicGuid.At(Draw.Stream(seed, Purpose.ResourceId, Entity), _others++).ToString("D");

    /// <summary>Lower-case letters and digits: URL ids, code signing configs.</summary>
    public string Letters(int length)
    {
        var stream = Draw.Stream(seed, Purpose.ResourceLetters, Entity ^ _others++);
        return string.Create(length, stream, static (text, stream) =>
        {
            for (var i = 0; i < text.Length; i++)
            {
                text[i] = Base36[(int)(Draw.At(stream, (ulong)i) % 36)];
            }
        });
    }
}

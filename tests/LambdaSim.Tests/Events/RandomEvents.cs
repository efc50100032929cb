using LambdaSim.Events;
using LambdaSim.Randomness;

namespace LambdaSim.Tests.Events;

/// <summary>Records with arbitrary bits in every field but the kind, which exists, and the function, which is named.</summary>
internal static class RandomEvents
{
    /// <param name="count">How many.</param>
    /// <param name="functions">How many functions are named.</param>
    /// <param name="texts">How many texts are told: records that name texts name one of them. 0: they hold anything.</param>
    /// <param name="resources">How many resources are named: records of messages name them. 0: they hold anything.</param>
    public static IEnumerable<SimEvent> Make(int count, int functions, int texts = 0, int resources = 0)
    {
        ulong ordinal = 0;
        ulong Next() => Draw.Bits(1, Purpose.Workload, 0, ordinal++);
        var kinds = Enum.GetValues<EventKind>();
        for (var i = 0; i < count; i++)
        {
            var small = Next() % 2 == 0;
            var cause = small ? Next() % 4 : Next();
            var detail = small ? Next() & 0xfc00 : Next();
            var e = new SimEvent(
                (long)Next(), kinds[(int)(Next() % (ulong)kinds.Length)], (byte)cause, (ushort)detail,
                (int)(Next() % (ulong)(functions + 1)) - 1, (int)Next(), (int)Next(), (long)Next());
            var row = RecordSchema.Of(e.Kind);
            e = resources > 0 && row.HasResource ? Placed(e, row, (uint)resources) : e;
            yield return texts > 0 && row.NamesTexts ? Naming(e, (uint)texts) : e;
        }
    }

    private static SimEvent Placed(in SimEvent e, RecordKind row, uint resources) => new(
        e.Time, e.Kind, e.Cause, e.Detail, e.Function, e.Invocation, (int)((uint)e.Resource % resources),
        row.HasSecondResource ? SimEvent.PairValue(e.Message, (int)((uint)e.MovedTo % resources)) : e.Value);

    private static SimEvent Naming(SimEvent e, uint texts)
    {
        var first = (int)((uint)e.Value % texts);
        var value = e.Kind == EventKind.Error ? SimEvent.PairValue(first, (int)((ulong)e.Value % texts)) : first;
        return new SimEvent(e.Time, e.Kind, e.Cause, e.Detail, e.Function, e.Invocation, e.Environment, value);
    }
}

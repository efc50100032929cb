using LambdaSim.Events;
using LambdaSim.Randomness;

namespace LambdaSim.Tests.Events;

/// <summary>Records with arbitrary bits in every field but the kind, which exists, and the function, which is named.</summary>
internal static class RandomEvents
{
    public static IEnumerable<SimEvent> Make(int count, int functions)
    {
        ulong ordinal = 0;
        ulong Next() => Draw.Bits(1, Purpose.Workload, 0, ordinal++);
        var kinds = Enum.GetValues<EventKind>();
        for (var i = 0; i < count; i++)
        {
            var small = Next() % 2 == 0;
            var cause = small ? Next() % 4 : Next();
            var detail = small ? Next() & 0xfc00 : Next();
            yield return new SimEvent(
                (long)Next(), kinds[(int)(Next() % (ulong)kinds.Length)], (byte)cause, (ushort)detail,
                (int)(Next() % (ulong)(functions + 1)) - 1, (int)Next(), (int)Next(), (long)Next());
        }
    }
}

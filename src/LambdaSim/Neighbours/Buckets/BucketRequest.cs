namespace LambdaSim.Neighbours.Buckets;

/// <summary>Whose request something is, as notifications tell it.</summary>
/// <param name="RequestId">As <c>x-amz-request-id</c> has it.</param>
/// <param name="Account">Who asks.</param>
internal sealed record BucketRequest(string RequestId, string Account)
{
    /// <summary>Where a client stands whose address no transport tells: of the addresses that documents use.</summary>
    public const string NoAddress = "127.0.0.1";

    public string SourceAddress { get; init; } = NoAddress;

    /// <summary>The call that it comes from, for the event log.</summary>
    public Sender By { get; init; } = Sender.Client;

    /// <summary>Second id of the request, as <c>x-amz-id-2</c> has it.</summary>
    public string HostId => HostIdOf(RequestId);

    public static string HostIdOf(string requestId)
    {
        Span<byte> bytes = stackalloc byte[48];
        var stream = Randomness.StableHash.Of(requestId);
        for (var i = 0; i < bytes.Length / sizeof(ulong); i++)
        {
            System.Buffers.Binary.BinaryPrimitives.WriteUInt64BigEndian(bytes[(i * sizeof(ulong))..], Randomness.Draw.At(stream, (ulong)i));
        }

        return Convert.ToBase64String(bytes);
    }
}

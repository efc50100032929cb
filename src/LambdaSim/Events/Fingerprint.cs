using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using LambdaSim.Configuration;

namespace LambdaSim.Events;

/// <summary>
/// SHA-256 over a prefix (format, semantics, seed), then over records and side-table entries in the order of the log, then over
/// the end. A block that is no record has kind 0 where a record has its kind, and tells its length, so two logs never give the same bytes.
/// </summary>
internal sealed class Fingerprint : IEventObserver, IDisposable
{
    /// <summary>What stands in place of a fingerprint when the log is off.</summary>
    public const string None = "none";

    internal const int RecordBytes = 32;
    private const int ScratchRecords = 256;
    private const byte FunctionBlock = 1;
    private const byte EndBlock = 2;
    private const byte TextBlock = 3;
    private const byte ResourceBlock = 4;

    private FunctionConfig? _configOfBytes;
    private byte[] _bytes = [];
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly byte[]? _scratch;

    public Fingerprint(ulong seed, int semantics = LogHeader.CurrentSemantics)
        : this(seed, semantics, fieldByField: !BitConverter.IsLittleEndian)
    {
    }

    internal Fingerprint(ulong seed, int semantics, bool fieldByField)
    {
        _scratch = fieldByField ? new byte[ScratchRecords * RecordBytes] : null;
        Span<byte> prefix = stackalloc byte[RecordBytes];
        prefix.Clear();
        "lambdasim log"u8.CopyTo(prefix);
        BinaryPrimitives.WriteInt32LittleEndian(prefix[16..], LogHeader.FormatVersion);
        BinaryPrimitives.WriteInt32LittleEndian(prefix[20..], LogSemantics.HashedAs(semantics));
        BinaryPrimitives.WriteUInt64LittleEndian(prefix[24..], seed);
        _hash.AppendData(prefix);
    }

    /// <summary>64 lower-case hexadecimal digits once the run has ended; null before.</summary>
    public string? Value { get; private set; }

    public void OnFunction(FunctionDefinition function)
    {
        using var body = new MemoryStream();
        Append(body, function.Name);
        Append(body, function.Qualifier);
        if (function.Place is { } place)
        {
            Append(body, place);
        }

        body.Write(BytesOf(function.Config));
        Block(FunctionBlock, time: 0, body.Length, function.Index, detail: 0);
        _hash.AppendData(body.GetBuffer().AsSpan(0, (int)body.Length));
    }

    // Most functions of a workload share one configuration.
    private byte[] BytesOf(FunctionConfig config)
    {
        if (!ReferenceEquals(_configOfBytes, config))
        {
            using var pairs = new MemoryStream();
            foreach (var (name, value) in ConfigPairs.Of(config))
            {
                Append(pairs, name);
                Append(pairs, value);
            }

            (_configOfBytes, _bytes) = (config, pairs.ToArray());
        }

        return _bytes;
    }

    public void OnText(int number, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        Block(TextBlock, time: 0, bytes.Length, number, detail: 0);
        _hash.AppendData(bytes);
    }

    public void OnResource(ResourceDefinition resource)
    {
        using var body = new MemoryStream();
        Append(body, resource.Name);
        Append(body, resource.Arn);
        foreach (var (name, value) in resource.Settings)
        {
            Append(body, name);
            Append(body, value);
        }

        Block(ResourceBlock, time: 0, body.Length, resource.Index, detail: (ushort)resource.Kind);
        _hash.AppendData(body.GetBuffer().AsSpan(0, (int)body.Length));
    }

    public void OnEvents(ReadOnlySpan<SimEvent> events)
    {
        if (_scratch is null)
        {
            _hash.AppendData(MemoryMarshal.AsBytes(events));
            return;
        }

        while (!events.IsEmpty)
        {
            var count = Math.Min(events.Length, ScratchRecords);
            for (var i = 0; i < count; i++)
            {
                Write(events[i], _scratch.AsSpan(i * RecordBytes, RecordBytes));
            }

            _hash.AppendData(_scratch.AsSpan(0, count * RecordBytes));
            events = events[count..];
        }
    }

    public void OnEnd(RunEnd end)
    {
        Block(EndBlock, end.Time, end.LastArrival, SimEvent.None, (ushort)(end.Partial ? 1 : 0));
        Value = Convert.ToHexStringLower(_hash.GetHashAndReset());
    }

    public void Dispose() => _hash.Dispose();

    /// <summary>A record's bytes, whatever the machine's byte order.</summary>
    internal static void Write(in SimEvent e, Span<byte> to)
    {
        BinaryPrimitives.WriteInt64LittleEndian(to, e.Time);
        BinaryPrimitives.WriteInt64LittleEndian(to[8..], e.Value);
        BinaryPrimitives.WriteInt32LittleEndian(to[16..], e.Function);
        BinaryPrimitives.WriteInt32LittleEndian(to[20..], e.Invocation);
        BinaryPrimitives.WriteInt32LittleEndian(to[24..], e.Place);
        to[28] = (byte)e.Kind;
        to[29] = e.Cause;
        BinaryPrimitives.WriteUInt16LittleEndian(to[30..], e.Detail);
    }

    private void Block(byte type, long time, long value, int function, ushort detail)
    {
        Span<byte> bytes = stackalloc byte[RecordBytes];
        Write(new SimEvent(time, kind: 0, cause: type, detail, function, SimEvent.None, SimEvent.None, value), bytes);
        _hash.AppendData(bytes);
    }

    private static void Append(MemoryStream body, string text)
    {
        Span<byte> length = stackalloc byte[4];
        var bytes = Encoding.UTF8.GetBytes(text);
        BinaryPrimitives.WriteInt32LittleEndian(length, bytes.Length);
        body.Write(length);
        body.Write(bytes);
    }
}

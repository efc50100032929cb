using System.Buffers;
using System.Text.Json;

namespace LambdaSim.Events;

/// <summary>Writes the event log as JSON Lines (docs/event-log.md): a header, a line per function, resource, text and record, and the end with the fingerprint.</summary>
public sealed class JsonLinesWriter : IEventObserver, IDisposable
{
    private readonly Utf8Output _out;
    private readonly Fingerprint _fingerprint;
    private long _events;

    /// <summary>What was told is in the stream after each batch: for a reader beside the run.</summary>
    internal bool IsLive { get; init; }

    /// <summary>What was told goes into the stream.</summary>
    internal void Flush() => _out.Flush();

    /// <summary>Writes the header. The stream stays open: it is the caller's.</summary>
    public JsonLinesWriter(Stream stream, LogHeader header)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(header);
        _out = new Utf8Output(stream);
        _fingerprint = new Fingerprint(header.Seed, header.Semantics);
        _out.Text(header.ToJson());
        _out.Text("\n"u8);
    }

    /// <inheritdoc/>
    public void OnFunction(FunctionDefinition function)
    {
        ArgumentNullException.ThrowIfNull(function);
        _fingerprint.OnFunction(function);
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteNumber("fn"u8, function.Index);
            json.WriteString("name"u8, function.Name);
            json.WriteString("qualifier"u8, function.Qualifier);
            if (function.Place is { } place)
            {
                json.WriteString("place"u8, place);
            }

            json.WriteStartObject("config"u8);
            foreach (var (name, value) in ConfigPairs.Of(function.Config))
            {
                json.WriteString(name, value);
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        _out.Text(buffer.WrittenSpan);
        _out.Text("\n"u8);
    }

    /// <inheritdoc/>
    public void OnResource(ResourceDefinition resource)
    {
        ArgumentNullException.ThrowIfNull(resource);
        _fingerprint.OnResource(resource);
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteNumber("rs"u8, resource.Index);
            json.WriteString("resource"u8, ResourceDefinition.Word(resource.Kind));
            json.WriteString("name"u8, resource.Name);
            json.WriteString("arn"u8, resource.Arn);
            json.WriteStartObject("settings"u8);
            foreach (var (name, value) in resource.Settings)
            {
                json.WriteString(name, value);
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        _out.Text(buffer.WrittenSpan);
        _out.Text("\n"u8);
    }

    /// <inheritdoc/>
    public void OnText(int number, string text)
    {
        _fingerprint.OnText(number, text);
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteNumber("tx"u8, number);

            // As the fingerprint sees it: what is no character has become U+FFFD.
            json.WriteString("text"u8, System.Text.Encoding.UTF8.GetBytes(text));
            json.WriteEndObject();
        }

        _out.Text(buffer.WrittenSpan);
        _out.Text("\n"u8);
    }

    /// <inheritdoc/>
    public void OnEvents(ReadOnlySpan<SimEvent> events)
    {
        _fingerprint.OnEvents(events);
        _events += events.Length;
        foreach (ref readonly var e in events)
        {
            Write(_out, e);
        }

        if (IsLive)
        {
            _out.Flush();
        }
    }

    /// <inheritdoc/>
    public void OnEnd(RunEnd end)
    {
        ArgumentNullException.ThrowIfNull(end);
        _fingerprint.OnEnd(end);
        _out.Text("{\"end\":{\"time\":"u8);
        _out.Number(end.Time);
        _out.Text(",\"lastArrival\":"u8);
        _out.Number(end.LastArrival);
        _out.Text(end.Partial ? ",\"partial\":true},\"events\":"u8 : ",\"partial\":false},\"events\":"u8);
        _out.Number(_events);
        _out.Text(",\"fingerprint\":\""u8);
        _out.Text(System.Text.Encoding.ASCII.GetBytes(_fingerprint.Value!));
        _out.Text("\"}\n"u8);
        _out.Flush();
    }

    /// <summary>Frees the hash; the stream stays open.</summary>
    public void Dispose() => _fingerprint.Dispose();

    /// <summary>One record as one line. What has no name of its own goes into <c>detail</c> or stands as a number, so that nothing is lost.</summary>
    internal static void Write(Utf8Output to, in SimEvent e)
    {
        if (RecordSchema.Find(e.Kind) is not { } row)
        {
            throw new ArgumentException(Configuration.Text.Invariant($"a record of kind {(int)e.Kind} has no JSON form"), nameof(e));
        }

        to.Text("{\"t\":"u8);
        to.Number(e.Time);
        to.Text(",\"e\":\""u8);
        to.Text(row.NameJson);
        to.Text("\""u8);
        Index(to, ",\"fn\":"u8, e.Function);
        Index(to, ",\"inv\":"u8, e.Invocation);
        Index(to, row.HasResource ? ",\"rs\":"u8 : ",\"env\":"u8, e.Place);
        if (row.Causes is not null || e.Cause != 0)
        {
            Field(to, row.CauseJson);
            Named(to, row.Causes is { } causes ? causes[e.Cause] : default, e.Cause);
        }

        var rest = Flags(to, e, row);
        Value(to, e, row);
        if (row.HasExtra && e.ExtraRequests != 0)
        {
            to.Text(",\"extra\":"u8);
            to.Number(e.ExtraRequests);
        }

        if (rest != 0)
        {
            to.Text(",\"detail\":"u8);
            to.Number(rest);
        }

        to.Text("}\n"u8);
    }

    private static void Value(Utf8Output to, in SimEvent e, RecordKind row)
    {
        Field(to, row.ValueJson);
        switch (row.Form)
        {
            case ValueForm.Call:
                to.Number(e.DurationNs);
                Field(to, row.SecondJson);
                to.Number(e.InitNs);
                break;
            case ValueForm.Pair or ValueForm.TextPair:
                to.Number((int)e.Value);
                Field(to, row.SecondJson);
                to.Number(e.Value >> 32);
                break;
            case ValueForm.Hash:
                Hash(to, (ulong)e.Value);
                break;
            default:
                to.Number(e.Value);
                break;
        }
    }

    // Returns the bits of Detail that have no name here.
    private static ushort Flags(Utf8Output to, in SimEvent e, RecordKind row)
    {
        if (row.HasStart || e.StartType != StartType.Warm)
        {
            to.Text(",\"start\":"u8);
            Named(to, RecordSchema.StartTypes[(int)e.StartType], (int)e.StartType);
        }

        if (e.IsProvisioned)
        {
            to.Text(",\"provisioned\":true"u8);
        }

        if (e.IsSpillover)
        {
            to.Text(",\"spillover\":true"u8);
        }

        if (row.HasType || e.InvocationType == InvocationType.Event)
        {
            to.Text(",\"type\":"u8);
            Named(to, RecordSchema.InvocationTypes[(int)e.InvocationType], (int)e.InvocationType);
        }

        if (e.IsFinal)
        {
            to.Text(",\"final\":true"u8);
        }

        if (e.IsCopy)
        {
            to.Text(",\"copy\":true"u8);
        }

        if (e.RepeatsInit)
        {
            to.Text(",\"repeatsInit\":true"u8);
        }

        return row.HasExtra || row.IsCall ? (ushort)0 : (ushort)(e.Detail & SimEvent.LowDetail & (e.RepeatsInit ? ~RunFlags.RepeatsInitBit : ~0));
    }

    private static void Hash(Utf8Output to, ulong hash)
    {
        Span<byte> digits = stackalloc byte[16];
        hash.TryFormat(digits, out _, "x16", System.Globalization.CultureInfo.InvariantCulture);
        to.Text("\""u8);
        to.Text(digits);
        to.Text("\""u8);
    }

    private static void Index(Utf8Output to, ReadOnlySpan<byte> label, int value)
    {
        if (value != SimEvent.None)
        {
            to.Text(label);
            to.Number(value);
        }
    }

    private static void Field(Utf8Output to, ReadOnlySpan<byte> name)
    {
        to.Text(",\""u8);
        to.Text(name);
        to.Text("\":"u8);
    }

    private static void Named(Utf8Output to, ReadOnlySpan<byte> name, int number)
    {
        if (name.IsEmpty)
        {
            to.Number(number);
            return;
        }

        to.Text("\""u8);
        to.Text(name);
        to.Text("\""u8);
    }
}

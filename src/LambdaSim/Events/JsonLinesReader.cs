using System.Text.Json;
using LambdaSim.Configuration;

namespace LambdaSim.Events;

/// <summary>
/// Reads an event log in JSON Lines form, plain or gzip-compressed, forward once. It computes the fingerprint anew and refuses
/// a log whose last line gives another: what was read to the end is what was written.
/// </summary>
public sealed class JsonLinesReader : IDisposable
{
    private const int BatchLength = 512;

    // What the JSON reader throws of a name or text that it cannot decode.
    private const string NoCharacters = "the line holds invalid UTF-8, or an escape that is no character; copy or record the log again";

    private readonly string _name;
    private readonly LogLines _lines;
    private readonly Fingerprint _fingerprint;
    private readonly List<FunctionDefinition> _functions = [];
    private readonly List<string> _texts = [];
    private readonly List<ResourceDefinition> _resources = [];
    private readonly SimEvent[] _unhashed = new SimEvent[BatchLength];
    private int _unhashedCount;

    /// <summary>Reads the header.</summary>
    /// <param name="stream">The bytes; disposed with this.</param>
    /// <param name="name">What messages call it: a file's name without path.</param>
    /// <exception cref="LogFormatException">It is no event log.</exception>
    public JsonLinesReader(Stream stream, string name)
    {
        ArgumentNullException.ThrowIfNull(stream);
        _name = name;
        _lines = new LogLines(stream, name);
        if (!_lines.TryRead(out var line))
        {
            throw Problem("the file is empty; give a file written by --log");
        }

        try
        {
            Header = LogHeader.Parse(line);
            Configuration.RunSeed.Use(Header.Seed);
        }
        catch (JsonException e)
        {
            throw Problem("the first line is no LambdaSim header; give a file written by --log", e);
        }
        catch (FormatException e)
        {
            throw Problem(e.Message, e);
        }
        catch (InvalidOperationException e)
        {
            throw Problem(NoCharacters, e);
        }

        _fingerprint = new Fingerprint(Header.Seed, Header.Semantics);
    }

    internal enum Item
    {
        Function,
        Text,
        Resource,
        Event,
        End,
    }

    /// <summary>What the run was made of.</summary>
    public LogHeader Header { get; }

    /// <summary>The functions named so far, by index.</summary>
    public IReadOnlyList<FunctionDefinition> Functions => _functions;

    /// <summary>The texts told so far, by number.</summary>
    public IReadOnlyList<string> Texts => _texts;

    /// <summary>The resources named so far, by index.</summary>
    public IReadOnlyList<ResourceDefinition> Resources => _resources;

    /// <summary>Number of records read so far.</summary>
    public long Events { get; private set; }

    /// <summary>How the run ended, once the end was read.</summary>
    public RunEnd? End { get; private set; }

    /// <summary>The log's fingerprint, once the end was read.</summary>
    public string? Fingerprint { get; private set; }

    /// <summary>Number of the line read last, from 1.</summary>
    public long Line => _lines.Line;

    /// <summary>Opens a file.</summary>
    /// <exception cref="LogFormatException">It cannot be opened or is no event log.</exception>
    public static JsonLinesReader Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Open(path, path);
    }

    /// <summary>Opens a file that messages call by another name.</summary>
    internal static JsonLinesReader Open(string path, string name)
    {
        FileStream? stream = null;
        try
        {
            stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.SequentialScan);
            return new JsonLinesReader(stream, name);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new LogFormatException(name, 0, "there is no such file", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            stream?.Dispose();
            throw new LogFormatException(name, 0, Directory.Exists(path) ? "this is a folder; name the log in it" : "the file cannot be read: " + e.Message, e);
        }
        catch (LogFormatException)
        {
            stream?.Dispose();
            throw;
        }
    }

    /// <summary>Gives what is left of the log to an observer, as the run did, its end included.</summary>
    /// <exception cref="LogFormatException">The log is damaged, cut short, or not what was written.</exception>
    public void Replay(IEventObserver observer)
    {
        ArgumentNullException.ThrowIfNull(observer);
        var batch = new SimEvent[BatchLength];
        var count = 0;
        while (true)
        {
            var item = Next(out var e);
            if (item == Item.Event)
            {
                batch[count++] = e;
            }

            if (count == batch.Length || item != Item.Event)
            {
                observer.OnEvents(batch.AsSpan(0, count));
                count = 0;
            }

            if (item == Item.Function)
            {
                observer.OnFunction(_functions[^1]);
            }
            else if (item == Item.Text)
            {
                observer.OnText(_texts.Count - 1, _texts[^1]);
            }
            else if (item == Item.Resource)
            {
                observer.OnResource(_resources[^1]);
            }
            else if (item == Item.End)
            {
                observer.OnEnd(End!);
                return;
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _lines.Dispose();
        _fingerprint.Dispose();
    }

    /// <summary>The next thing in the log: a function (the last of <see cref="Functions"/>), a text (the last of <see cref="Texts"/>), a resource (the last of <see cref="Resources"/>), a record, or the <see cref="End"/>, again and again.</summary>
    internal Item Next(out SimEvent e)
    {
        e = default;
        if (End is not null)
        {
            return Item.End;
        }

        ReadOnlyMemory<byte> line;
        do
        {
            if (!_lines.TryRead(out line))
            {
                throw Problem("the log stops here, without its end: it was cut short; record it again");
            }
        }
        while (line.Span.Trim(" \t\r"u8).IsEmpty);

        try
        {
            if (line.Span.StartsWith("{\"t\":"u8))
            {
                return Record(line.Span, out e);
            }

            using var document = JsonDocument.Parse(line);
            return Other(document.RootElement);
        }
        catch (JsonException ex)
        {
            throw Problem(_lines.Terminated
                ? Text.Invariant($"this is no JSON from byte {ex.BytePositionInLine + 1} on; record the log again")
                : "the file ends in the middle of this line: it was cut short; record it again", ex);
        }
        catch (FormatException ex)
        {
            throw Problem(ex.Message, ex);
        }
        catch (InvalidOperationException ex)
        {
            throw Problem(NoCharacters, ex);
        }
    }

    private Item Record(ReadOnlySpan<byte> line, out SimEvent e)
    {
        e = JsonLinesRecord.Parse(line);
        if (e.Function >= _functions.Count || e.Function < SimEvent.None)
        {
            throw new FormatException(Text.Invariant($"function {e.Function} is not named by an earlier line"));
        }

        var row = RecordSchema.Of(e.Kind);
        RequireTexts(e, row.Form);
        RequireResources(e, row);
        Events++;
        _unhashed[_unhashedCount++] = e;
        if (_unhashedCount == _unhashed.Length)
        {
            Hash();
        }

        return Item.Event;
    }

    private void RequireResources(in SimEvent e, RecordKind row)
    {
        var unknown = row.HasResource && !(row.MayLackResource && e.Resource == SimEvent.None) && !IsResource(e.Resource) ? e.Resource : row.HasSecondResource && !IsResource(e.MovedTo) ? e.MovedTo : SimEvent.None;
        if (unknown != SimEvent.None)
        {
            throw new FormatException(Text.Invariant($"resource {unknown} is not named by an earlier line"));
        }
    }

    private bool IsResource(int index) => index >= 0 && index < _resources.Count;

    private void RequireTexts(in SimEvent e, ValueForm form)
    {
        if (form is not (ValueForm.Text or ValueForm.TextPair))
        {
            return;
        }

        if (e.TextNumber < 0 || e.TextNumber >= _texts.Count || (form == ValueForm.Text && e.Value != e.TextNumber))
        {
            throw new FormatException(Text.Invariant($"text {(form == ValueForm.Text ? e.Value : e.TextNumber)} is not told by an earlier line"));
        }

        if (form == ValueForm.TextPair && (e.MessageNumber < 0 || e.MessageNumber >= _texts.Count))
        {
            throw new FormatException(Text.Invariant($"text {e.MessageNumber} is not told by an earlier line"));
        }
    }

    private Item Other(JsonElement root)
    {
        if (root.ValueKind == JsonValueKind.Object && root.TryGetProperty("end"u8, out var end))
        {
            ReadEnd(root, end);
            return Item.End;
        }

        if (root.ValueKind == JsonValueKind.Object && root.TryGetProperty("resource"u8, out _))
        {
            var resource = JsonLinesEntries.Resource(root, _resources.Count);
            _resources.Add(resource);
            Hash();
            _fingerprint.OnResource(resource);
            return Item.Resource;
        }

        if (root.ValueKind == JsonValueKind.Object && root.TryGetProperty("name"u8, out _))
        {
            var function = JsonLinesEntries.Function(root, _functions.Count);
            _functions.Add(function);
            Hash();
            _fingerprint.OnFunction(function);
            return Item.Function;
        }

        if (root.ValueKind == JsonValueKind.Object && root.TryGetProperty("text"u8, out _))
        {
            var text = JsonLinesEntries.Text(root, _texts.Count);
            _texts.Add(text);
            Hash();
            _fingerprint.OnText(_texts.Count - 1, text);
            return Item.Text;
        }

        if (root.ValueKind == JsonValueKind.Object && root.TryGetProperty("cut"u8, out var cut))
        {
            throw new FormatException($"the log stops here, without its end: {(cut.ValueKind == JsonValueKind.String ? cut.GetString() : "it was cut short")}");
        }

        throw new FormatException("the line is no record, function, text or end; a record begins with {\"t\":");
    }

    private void ReadEnd(JsonElement root, JsonElement end)
    {
        if (end.ValueKind != JsonValueKind.Object ||
            !JsonLinesEntries.Member(end, "time", JsonValueKind.Number).TryGetInt64(out var time) ||
            !JsonLinesEntries.Member(end, "lastArrival", JsonValueKind.Number).TryGetInt64(out var lastArrival) ||
            !end.TryGetProperty("partial"u8, out var partial) || partial.ValueKind is not (JsonValueKind.True or JsonValueKind.False) ||
            !JsonLinesEntries.Member(root, "events", JsonValueKind.Number).TryGetInt64(out var events))
        {
            throw new FormatException("the end line is incomplete; record the log again");
        }

        var written = JsonLinesEntries.Member(root, "fingerprint", JsonValueKind.String).GetString();
        var result = new RunEnd(time, lastArrival, partial.GetBoolean());
        Hash();
        _fingerprint.OnEnd(result);
        if (events != Events)
        {
            throw new FormatException(Text.Invariant($"the end line tells of {events} records, the log has {Events}: lines were lost or added"));
        }

        if (written != _fingerprint.Value)
        {
            throw new FormatException($"the log's fingerprint is {_fingerprint.Value}, its end line says {written}: the log was changed after it was written");
        }

        if (_lines.TryRead(out _))
        {
            throw new FormatException("there is more after the end line; one file holds one run");
        }

        Fingerprint = written;
        End = result;
    }

    private void Hash()
    {
        _fingerprint.OnEvents(_unhashed.AsSpan(0, _unhashedCount));
        _unhashedCount = 0;
    }

    private LogFormatException Problem(string what, Exception? inner = null) => new(_name, _lines.Line, what, inner);
}

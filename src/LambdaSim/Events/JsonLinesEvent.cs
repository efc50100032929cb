using System.Text;
using System.Text.Json;
using LambdaSim.Configuration;

namespace LambdaSim.Events;

/// <summary>Reads one record back from its line: the same 32 bytes that <see cref="JsonLinesWriter"/> was given.</summary>
internal ref struct JsonLinesEvent
{
    // The field has the name that its kind gives it.
    private const string? ValueField = null;
    private const string? CauseField = null;

    private Utf8JsonReader _json;
    private EventKind _kind;
    private long _value;
    private long _init;
    private byte _cause;
    private ushort _detail;
    private bool _hasValue;
    private int _second;
    private bool _hasSecond;

    /// <exception cref="FormatException">A field is unknown, out of range or missing; the message is the reason.</exception>
    /// <exception cref="JsonException">It is not JSON.</exception>
    public static SimEvent Parse(ReadOnlySpan<byte> line)
    {
        var it = new JsonLinesEvent { _json = new Utf8JsonReader(line) };
        return it.Parse();
    }

    private SimEvent Parse()
    {
        long time = 0;
        int function = SimEvent.None, invocation = SimEvent.None, environment = SimEvent.None;
        var hasTime = false;
        _json.Read();
        while (_json.Read() && _json.TokenType == JsonTokenType.PropertyName)
        {
            if (_json.ValueTextEquals("t"u8))
            {
                time = Number("t", long.MinValue, long.MaxValue);
                hasTime = true;
            }
            else if (_json.ValueTextEquals("e"u8))
            {
                _kind = Kind();
            }
            else if (_json.ValueTextEquals("fn"u8))
            {
                function = (int)Number("fn", int.MinValue, int.MaxValue);
            }
            else if (_json.ValueTextEquals("inv"u8))
            {
                invocation = (int)Number("inv", int.MinValue, int.MaxValue);
            }
            else if (_json.ValueTextEquals("env"u8))
            {
                environment = (int)Number("env", int.MinValue, int.MaxValue);
            }
            else if (_kind == 0)
            {
                throw new FormatException($"field '{_json.GetString()}' comes before the kind 'e'");
            }
            else
            {
                Field();
            }
        }

        // What follows the object is an error that the reader itself reports.
        _json.Read();
        var isPair = EventNames.IsPair(_kind);
        if (!hasTime || _kind == 0 || !_hasValue || (isPair && !_hasSecond))
        {
            var missing = !hasTime ? "t" : _kind == 0 ? "e" : _hasValue ? Encoding.UTF8.GetString(EventNames.Second(_kind)) : Encoding.UTF8.GetString(EventNames.Value(_kind));
            throw new FormatException($"field '{missing}' is missing");
        }

        if (EventNames.IsCall(_kind))
        {
            return SimEvent.OfCall(time, _kind, (Outcome)_cause, _detail, function, invocation, environment, _value, _init);
        }

        return new SimEvent(time, _kind, _cause, _detail, function, invocation, environment, isPair ? SimEvent.PairValue((int)_value, _second) : _value);
    }

    private void Field()
    {
        if (_json.ValueTextEquals(EventNames.Value(_kind)))
        {
            _value = EventNames.IsCall(_kind) ? Number(ValueField, 0, SimEvent.MaxDurationNs)
                : EventNames.IsHash(_kind) ? Hash()
                : EventNames.IsPair(_kind) ? Number(ValueField, int.MinValue, int.MaxValue)
                : Number(ValueField, long.MinValue, long.MaxValue);
            _hasValue = true;
        }
        else if (EventNames.IsPair(_kind) && _json.ValueTextEquals(EventNames.Second(_kind)))
        {
            _second = (int)Number(_kind is EventKind.Error ? "message" : "running", int.MinValue, int.MaxValue);
            _hasSecond = true;
        }
        else if (EventNames.IsCall(_kind) && _json.ValueTextEquals("init"u8))
        {
            _init = Number("init", 0, SimEvent.MaxInitNs);
        }
        else if (_json.ValueTextEquals(EventNames.Cause(_kind)))
        {
            _cause = (byte)Named(CauseField, EventNames.Causes(_kind), byte.MaxValue);
        }
        else if (_json.ValueTextEquals("start"u8))
        {
            _detail |= (ushort)(Named("start", EventNames.StartTypes, 3) << 10);
        }
        else if (_json.ValueTextEquals("type"u8))
        {
            _detail |= Named("type", EventNames.InvocationTypes, 1) == 0 ? (ushort)0 : RunFlags.EventBit;
        }
        else if (_json.ValueTextEquals("provisioned"u8))
        {
            _detail |= Flag("provisioned", RunFlags.ProvisionedBit);
        }
        else if (_json.ValueTextEquals("spillover"u8))
        {
            _detail |= Flag("spillover", RunFlags.SpilloverBit);
        }
        else if (_json.ValueTextEquals("final"u8))
        {
            _detail |= Flag("final", RunFlags.FinalBit);
        }
        else if (EventNames.HasRepeat(_kind) && _json.ValueTextEquals("repeatsInit"u8))
        {
            _detail |= Flag("repeatsInit", RunFlags.RepeatsInitBit);
        }
        else if (EventNames.HasExtra(_kind) && _json.ValueTextEquals("extra"u8))
        {
            _detail |= (ushort)Number("extra", 0, SimEvent.LowDetail);
        }
        else if (_json.ValueTextEquals("detail"u8))
        {
            _detail |= (ushort)Number("detail", 0, ushort.MaxValue);
        }
        else
        {
            throw new FormatException($"field '{_json.GetString()}' is unknown in a record of kind {_kind}");
        }
    }

    private EventKind Kind()
    {
        _json.Read();
        var kind = _json.TokenType == JsonTokenType.String ? EventNames.Kinds.Find(ref _json) : -1;
        return kind >= 0
            ? (EventKind)kind
            : throw new FormatException($"kind {Raw()} is unknown; read the log with the version that wrote it");
    }

    private long Number(string? name, long min, long max)
    {
        _json.Read();
        if (_json.TokenType != JsonTokenType.Number || !_json.TryGetInt64(out var value) || value < min || value > max)
        {
            throw new FormatException(Text.Invariant($"field '{name ?? Encoding.UTF8.GetString(EventNames.Value(_kind))}' is {Raw()}; it must be a whole number from {min} to {max}"));
        }

        return value;
    }

    private long Hash()
    {
        const int Digits = 16;
        _json.Read();
        return _json.TokenType == JsonTokenType.String && _json.GetString() is { Length: Digits } text && text.All(char.IsAsciiHexDigitLower)
            ? (long)ulong.Parse(text, System.Globalization.NumberStyles.AllowHexSpecifier, System.Globalization.CultureInfo.InvariantCulture)
            : throw new FormatException($"field '{Encoding.UTF8.GetString(EventNames.Value(_kind))}' is {Raw()}; it must be 16 lower-case hexadecimal digits");
    }

    private int Named(string? name, EnumNames? names, int max)
    {
        _json.Read();
        if (_json.TokenType == JsonTokenType.String && names is not null && names.Find(ref _json) is >= 0 and var found)
        {
            return found;
        }

        return _json.TokenType == JsonTokenType.Number && _json.TryGetInt32(out var value) && value >= 0 && value <= max
            ? value
            : throw new FormatException($"field '{name ?? Encoding.UTF8.GetString(EventNames.Cause(_kind))}' is {Raw()}, which is no value of it");
    }

    private ushort Flag(string name, ushort bit)
    {
        _json.Read();
        return _json.TokenType switch
        {
            JsonTokenType.True => bit,
            JsonTokenType.False => 0,
            _ => throw new FormatException($"field '{name}' is {Raw()}; it must be true or false"),
        };
    }

    private readonly string Raw()
    {
        const int Longest = 40;
        var text = Encoding.UTF8.GetString(_json.ValueSpan[..Math.Min(_json.ValueSpan.Length, Longest)]);
        return _json.TokenType == JsonTokenType.String ? $"'{text}'" : text;
    }
}

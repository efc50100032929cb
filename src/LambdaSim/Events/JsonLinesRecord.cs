using System.Text;
using System.Text.Json;
using LambdaSim.Configuration;

namespace LambdaSim.Events;

/// <summary>Reads one record back from its line: the same 32 bytes that <see cref="JsonLinesWriter"/> was given.</summary>
internal ref struct JsonLinesRecord
{
    private Utf8JsonReader _json;
    private RecordKind? _row;
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
        var it = new JsonLinesRecord { _json = new Utf8JsonReader(line) };
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
                _row = Row();
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
            else if (_json.ValueTextEquals("rs"u8))
            {
                environment = (int)Number("rs", int.MinValue, int.MaxValue);
            }
            else if (_row is null)
            {
                throw new FormatException($"field '{_json.GetString()}' comes before the kind 'e'");
            }
            else
            {
                Field(_row);
            }
        }

        // What follows the object is an error that the reader itself reports.
        _json.Read();
        if (!hasTime || _row is not { } row || !_hasValue || (row.IsPair && !_hasSecond))
        {
            var missing = !hasTime ? "t" : _row is null ? "e" : _hasValue ? _row.Second : _row.Value;
            throw new FormatException($"field '{missing}' is missing");
        }

        return row.IsCall
            ? SimEvent.OfCall(time, row.Kind, (Outcome)_cause, _detail, function, invocation, environment, _value, _init)
            : new SimEvent(time, row.Kind, _cause, _detail, function, invocation, environment, row.IsPair ? SimEvent.PairValue((int)_value, _second) : _value);
    }

    private void Field(RecordKind row)
    {
        if (_json.ValueTextEquals(row.ValueJson))
        {
            _value = row.Form switch
            {
                ValueForm.Call => Number(row.Value, 0, SimEvent.MaxDurationNs),
                ValueForm.Hash => Hash(row.Value),
                ValueForm.Pair or ValueForm.TextPair => Number(row.Value, int.MinValue, int.MaxValue),
                _ => Number(row.Value, long.MinValue, long.MaxValue),
            };
            _hasValue = true;
        }
        else if (row.IsPair && _json.ValueTextEquals(row.SecondJson))
        {
            _second = (int)Number(row.Second, int.MinValue, int.MaxValue);
            _hasSecond = true;
        }
        else if (row.IsCall && _json.ValueTextEquals(row.SecondJson))
        {
            _init = Number(row.Second, 0, SimEvent.MaxInitNs);
        }
        else if (_json.ValueTextEquals(row.CauseJson))
        {
            _cause = (byte)Named(row.Cause, row.Causes, byte.MaxValue);
        }
        else if (_json.ValueTextEquals("start"u8))
        {
            _detail |= (ushort)(Named("start", RecordSchema.StartTypes, 3) << 10);
        }
        else if (_json.ValueTextEquals("type"u8))
        {
            _detail |= Named("type", RecordSchema.InvocationTypes, 1) == 0 ? (ushort)0 : RunFlags.AsyncBit;
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
        else if (row.HasStart && _json.ValueTextEquals("copy"u8))
        {
            _detail |= Flag("copy", RunFlags.CopyBit);
        }
        else if (row.HasRepeat && _json.ValueTextEquals("repeatsInit"u8))
        {
            _detail |= Flag("repeatsInit", RunFlags.RepeatsInitBit);
        }
        else if (row.HasExtra && _json.ValueTextEquals("extra"u8))
        {
            _detail |= (ushort)Number("extra", 0, SimEvent.LowDetail);
        }
        else if (_json.ValueTextEquals("detail"u8))
        {
            _detail |= (ushort)Number("detail", 0, ushort.MaxValue);
        }
        else
        {
            throw new FormatException($"field '{_json.GetString()}' is unknown in a record of kind {row.Kind}");
        }
    }

    private RecordKind Row()
    {
        _json.Read();
        return (_json.TokenType == JsonTokenType.String ? RecordSchema.Find(ref _json) : null)
            ?? throw new FormatException($"kind {Raw()} is unknown; read the log with the version that wrote it");
    }

    private long Number(string name, long min, long max)
    {
        _json.Read();
        if (_json.TokenType != JsonTokenType.Number || !_json.TryGetInt64(out var value) || value < min || value > max)
        {
            throw new FormatException(Text.Invariant($"field '{name}' is {Raw()}; it must be a whole number from {min} to {max}"));
        }

        return value;
    }

    private long Hash(string name)
    {
        const int Digits = 16;
        _json.Read();
        return _json.TokenType == JsonTokenType.String && _json.GetString() is { Length: Digits } text && text.All(char.IsAsciiHexDigitLower)
            ? (long)ulong.Parse(text, System.Globalization.NumberStyles.AllowHexSpecifier, System.Globalization.CultureInfo.InvariantCulture)
            : throw new FormatException($"field '{name}' is {Raw()}; it must be 16 lower-case hexadecimal digits");
    }

    private int Named(string name, EnumNames? names, int max)
    {
        _json.Read();
        if (_json.TokenType == JsonTokenType.String && names is not null && names.Find(ref _json) is >= 0 and var found)
        {
            return found;
        }

        return _json.TokenType == JsonTokenType.Number && _json.TryGetInt32(out var value) && value >= 0 && value <= max
            ? value
            : throw new FormatException($"field '{name}' is {Raw()}, which is no value of it");
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

namespace LambdaSim.Workloads;

/// <summary>Walks over the fields of a CSV record (RFC 4180).</summary>
internal ref struct CsvFields
{
    private readonly byte[] _scratch;
    private ReadOnlySpan<byte> _rest;
    private bool _more;

    /// <summary>Starts at a record's first field.</summary>
    /// <param name="record">The record without its line end.</param>
    /// <param name="scratch">Room for a field whose quotes are taken off: as long as the record.</param>
    public CsvFields(ReadOnlySpan<byte> record, byte[] scratch)
    {
        _rest = record;
        _scratch = scratch;
        _more = true;
    }

    /// <summary>Whether there is another field.</summary>
    public readonly bool More => _more;

    /// <summary>The next field, without quotes. It holds until the next call.</summary>
    /// <returns>What is wrong, or null.</returns>
    public string? Next(out ReadOnlySpan<byte> field)
    {
        if (_rest is [(byte)'"', ..])
        {
            return NextQuoted(out field);
        }

        var end = _rest.IndexOf((byte)',');
        field = end < 0 ? _rest : _rest[..end];
        Advance(end < 0 ? _rest.Length : end);
        return field.Contains((byte)'"') ? "a quote stands in the middle of a value; put the whole value in quotes and double those inside" : null;
    }

    private string? NextQuoted(out ReadOnlySpan<byte> field)
    {
        var length = 0;
        var at = 1;
        while (true)
        {
            var close = _rest[at..].IndexOf((byte)'"');
            if (close < 0)
            {
                field = default;
                return "a quote is never closed";
            }

            _rest.Slice(at, close).CopyTo(_scratch.AsSpan(length));
            length += close;
            at += close + 1;
            if (at == _rest.Length || _rest[at] != '"')
            {
                break;
            }

            _scratch[length++] = (byte)'"';
            at++;
        }

        field = _scratch.AsSpan(0, length);
        if (at < _rest.Length && _rest[at] != ',')
        {
            return "a value goes on after its closing quote; put the whole value in quotes and double those inside";
        }

        Advance(at);
        return null;
    }

    private void Advance(int end)
    {
        _more = end < _rest.Length;
        _rest = _more ? _rest[(end + 1)..] : default;
    }
}

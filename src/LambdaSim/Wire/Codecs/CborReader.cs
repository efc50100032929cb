using System.Buffers.Binary;
using static System.FormattableString;

namespace LambdaSim.Wire.Codecs;

/// <summary>What the next item of a CBOR document is.</summary>
internal enum CborKind
{
    Unsigned,
    Negative,
    Bytes,
    Text,
    Array,
    Map,
    Tag,
    Simple,
}

/// <summary>
/// Reads CBOR (RFC 8949) item by item. A length is believed only when so many bytes are left, so a document makes nothing larger than itself.
/// </summary>
internal ref struct CborReader(ReadOnlySpan<byte> data, WireWalk walk)
{
    /// <summary>The head of an item whose length is not told beforehand.</summary>
    public const long Indefinite = -1;

    private const byte Break = 0xff, False = 20, True = 21, Null = 22, Undefined = 23, Half = 25, Single = 26, Double = 27;
    private const int Short = 24, Byte = 24, Word = 25, Long = 27, Open = 31, MajorShift = 5, InfoMask = 0x1f;

    private readonly ReadOnlySpan<byte> _data = data;
    private readonly WireWalk _walk = walk;
    private int _at;

    public readonly DocumentPlace Place => DocumentPlace.Byte(_at);

    public readonly bool IsAtEnd => _at == _data.Length;

    public readonly CborKind Kind => (CborKind)(First >> MajorShift);

    public readonly bool IsNull => First is ((int)CborKind.Simple << MajorShift) + Null or ((int)CborKind.Simple << MajorShift) + Undefined;

    private readonly byte First => _at < _data.Length ? _data[_at] : throw _walk.Fail("is cut off", Place);

    /// <summary>Takes an unsigned or negative number.</summary>
    public long ReadInteger()
    {
        var (place, kind) = (Place, Kind);
        if (kind is not (CborKind.Unsigned or CborKind.Negative))
        {
            throw _walk.Fail("must be a whole number", place);
        }

        var number = Head();
        return number > long.MaxValue ? throw _walk.Fail("is a number out of range", place) : kind == CborKind.Unsigned ? (long)number : -1 - (long)number;
    }

    /// <summary>Takes a number of any kind.</summary>
    public double ReadDouble()
    {
        if (Kind is CborKind.Unsigned)
        {
            return Head();
        }

        if (Kind is CborKind.Negative)
        {
            return -1.0 - Head();
        }

        var place = Place;
        var info = First & InfoMask;
        if (Kind != CborKind.Simple || info is not (Half or Single or Double))
        {
            throw _walk.Fail("must be a number", place);
        }

        _at++;
        return info switch
        {
            Half => (double)BinaryPrimitives.ReadHalfBigEndian(Take(sizeof(short))),
            Single => BinaryPrimitives.ReadSingleBigEndian(Take(sizeof(float))),
            _ => BinaryPrimitives.ReadDoubleBigEndian(Take(sizeof(double))),
        };
    }

    public bool ReadBoolean()
    {
        var info = First & InfoMask;
        if (Kind != CborKind.Simple || info is not (False or True))
        {
            throw _walk.Fail("must be true or false", Place);
        }

        _at++;
        return info == True;
    }

    public void ReadNull() => _at++;

    public ulong ReadTag() => Kind == CborKind.Tag ? Head() : throw _walk.Fail("must have a tag", Place);

    /// <summary>Takes bytes, in one piece or in several.</summary>
    public byte[] ReadBytes() => Kind == CborKind.Bytes ? Pieces() : throw _walk.Fail("must be bytes", Place);

    /// <summary>Takes a text; each of its pieces must be whole.</summary>
    public string ReadText()
    {
        var place = _at;
        if (Kind != CborKind.Text)
        {
            throw _walk.Fail("must be a text", Place);
        }

        return Utf8Text.Of(IsOpen ? Pieces() : Run(), _walk, place);
    }

    /// <summary>Begins a list or map: how many items, or <see cref="Indefinite"/>.</summary>
    public long ReadStart(CborKind kind)
    {
        if (Kind != kind)
        {
            throw _walk.Fail(kind == CborKind.Map ? "must be a map" : "must be a list", Place);
        }

        if (IsOpen)
        {
            _at++;
            return Indefinite;
        }

        var place = Place;
        var count = Head();
        var least = kind == CborKind.Map ? 2UL : 1UL;
        return count > (ulong)(_data.Length - _at) / least ? throw _walk.Fail(Invariant($"claims {count} items, and the document ends before"), place) : (long)count;
    }

    /// <summary>Whether another item follows; takes the end of a list or map of unknown length.</summary>
    public bool Next(long count, long read)
    {
        if (count != Indefinite)
        {
            return read < count;
        }

        if (First != Break)
        {
            return true;
        }

        _at++;
        return false;
    }

    /// <summary>Passes over an item of any kind.</summary>
    public void Skip(int depth = 0)
    {
        _walk.See(Place);
        if (depth > _walk.MaxDepth)
        {
            throw _walk.TooDeep(Place);
        }

        switch (Kind)
        {
            case CborKind.Bytes:
                ReadBytes();
                break;
            case CborKind.Text:
                ReadText();
                break;
            case CborKind.Tag:
                Head();
                Skip(depth + 1);
                break;
            case CborKind.Array:
                var items = ReadStart(CborKind.Array);
                for (var i = 0L; Next(items, i); i++)
                {
                    Skip(depth + 1);
                }

                break;
            case CborKind.Map:
                var entries = ReadStart(CborKind.Map);
                for (var i = 0L; Next(entries, i); i++)
                {
                    Skip(depth + 1);
                    Skip(depth + 1);
                }

                break;
            default:
                Head();
                break;
        }
    }

    private readonly bool IsOpen => (First & InfoMask) == Open;

    private byte[] Pieces()
    {
        if (!IsOpen)
        {
            return Run().ToArray();
        }

        var kind = Kind;
        _at++;
        var whole = new List<byte>();
        while (First != Break)
        {
            _walk.See(Place);
            var place = _at;
            if (Kind != kind || IsOpen)
            {
                throw _walk.Fail("has a piece of another kind", Place);
            }

            var piece = Run();
            if (kind == CborKind.Text)
            {
                Utf8Text.Check(piece, _walk, place);
            }

            whole.AddRange(piece);
        }

        _at++;
        return [.. whole];
    }

    private ReadOnlySpan<byte> Run()
    {
        var place = Place;
        var length = Head();
        return length <= (ulong)(_data.Length - _at) ? Take((int)length) : throw _walk.Fail(Invariant($"claims {length} bytes, and the document ends before"), place);
    }

    // The number in an item's first bytes.
    private ulong Head()
    {
        var info = First & InfoMask;
        var place = Place;
        _at++;
        return info switch
        {
            < Short => (ulong)info,
            Byte => Take(sizeof(byte))[0],
            Word => BinaryPrimitives.ReadUInt16BigEndian(Take(sizeof(ushort))),
            Word + 1 => BinaryPrimitives.ReadUInt32BigEndian(Take(sizeof(uint))),
            Long => BinaryPrimitives.ReadUInt64BigEndian(Take(sizeof(ulong))),
            _ => throw _walk.Fail("has a length that CBOR does not know", place),
        };
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count > _data.Length - _at)
        {
            throw _walk.Fail("is cut off", Place);
        }

        _at += count;
        return _data.Slice(_at - count, count);
    }
}

using System.Text;

namespace LambdaSim.Workloads;

/// <summary>
/// Which function a log event is of: its stream names it (in a log group of one's own), its group, the option, the path, and where nothing
/// does, the file's name is taken (rule TRC-FUNCTION).
/// </summary>
internal sealed class LogFunction
{
    private readonly string? _option;
    private readonly string _fallback;
    private readonly bool _isGuess;
    private readonly byte[] _name = new byte[FunctionTable.MaxName * 2];
    private readonly Dictionary<string, string?> _groups = new(StringComparer.Ordinal);
    private bool _fellBack;

    /// <param name="option">The function that the user names; null: none.</param>
    /// <param name="path">The file's path.</param>
    public LogFunction(string? option, string path)
    {
        _option = option;
        var ofPath = LogGroup.FunctionOfPath(path);
        _isGuess = option is null && ofPath is null;
        _fallback = option ?? ofPath ?? LogGroup.NameAfterFile(path);
    }

    /// <summary>Names the function, with the version that the stream tells (rule TRC-STREAM). It holds until the next call.</summary>
    /// <returns>What is wrong, or null.</returns>
    public string? Of(ReadOnlySpan<byte> stream, ReadOnlySpan<byte> group, out ReadOnlySpan<byte> name)
    {
        var open = stream.IndexOf((byte)'[');
        var own = open < 0 ? default : stream[..open];
        own = own[(own.LastIndexOf((byte)'/') + 1)..];
        var length = own.Length is > 0 and < FunctionTable.MaxName ? Copy(own) : OfGroup(group);
        var close = open < 0 ? -1 : stream[open..].IndexOf((byte)']');
        if (close > 1)
        {
            var version = stream.Slice(open + 1, close - 1);
            if (version.Length < 20 && version.IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0 && !_name.AsSpan(0, length).Contains((byte)':'))
            {
                _name[length++] = (byte)':';
                version.CopyTo(_name.AsSpan(length));
                length += version.Length;
            }
        }

        name = _name.AsSpan(0, length);
        return LogGroup.IsFunctionName(Encoding.UTF8.GetString(name)) ? null
            : $"'{RowSchema.Printable(name)}' is no function's name: letters, digits, - and _; name the function with --function NAME";
    }

    /// <summary>What was taken for granted.</summary>
    public IEnumerable<string> Remarks(string file)
    {
        if (_fellBack && _isGuess)
        {
            yield return $"{file}: the log does not say which function it is of; it is called {_fallback} here, name it with --function NAME";
        }

        if (!_fellBack && _option is not null)
        {
            yield return $"{file}: --function {_option} was not needed: the log names its functions";
        }
    }

    private int OfGroup(ReadOnlySpan<byte> group)
    {
        if (!group.IsEmpty && group.Length < FunctionTable.MaxName * 2)
        {
            var text = Encoding.UTF8.GetString(group);
            if (!_groups.TryGetValue(text, out var function))
            {
                function = LogGroup.FunctionOf(text);
                if (_groups.Count < 100_000)
                {
                    _groups.Add(text, function);
                }
            }

            if (function is not null && Encoding.UTF8.GetByteCount(function) < FunctionTable.MaxName)
            {
                return Encoding.UTF8.GetBytes(function, _name);
            }
        }

        _fellBack = true;
        return Encoding.UTF8.GetBytes(_fallback.Length < FunctionTable.MaxName ? _fallback : _fallback[..(FunctionTable.MaxName / 4)], _name);
    }

    private int Copy(ReadOnlySpan<byte> text)
    {
        text.CopyTo(_name);
        return text.Length;
    }
}

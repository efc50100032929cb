namespace LambdaSim.Workloads;

/// <summary>Tells, in one pass over bytes as they come, when a JSON value that began has ended.</summary>
internal struct JsonDepth
{
    private int _depth;
    private bool _inText;
    private bool _escaped;

    /// <summary>Whether all that was opened is closed.</summary>
    public readonly bool IsClosed => _depth <= 0 && !_inText;

    public void Take(ReadOnlySpan<byte> bytes)
    {
        foreach (var b in bytes)
        {
            if (_inText)
            {
                _inText = _escaped || b != '"';
                _escaped = !_escaped && b == '\\';
            }
            else if (b == '"')
            {
                _inText = true;
            }
            else if (b is (byte)'{' or (byte)'[')
            {
                _depth++;
            }
            else if (b is (byte)'}' or (byte)']')
            {
                _depth--;
            }
        }
    }
}

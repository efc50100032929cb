namespace LambdaSim.Workloads;

/// <summary>
/// What stands before a message in log text: its time, its stream and its group, in the order of whatever tool wrote them
/// (<c>aws logs tail</c>: time, stream; <c>sam logs</c>: stream, time; an export to S3: time).
/// </summary>
internal ref struct LogPrefix
{
    public long? Time;
    public ReadOnlySpan<byte> Stream;
    public ReadOnlySpan<byte> Group;
    public ReadOnlySpan<byte> Message;

    /// <summary>Whether there is any.</summary>
    public readonly bool Exists => Time is not null || !Stream.IsEmpty || !Group.IsEmpty;

    public static LogPrefix Of(ReadOnlySpan<byte> line)
    {
        var prefix = new LogPrefix { Message = line };
        while (prefix.Take())
        {
        }

        return prefix;
    }

    /// <summary>Whether a text is a stream's name, YYYY/MM/DD/...[VERSION]ID.</summary>
    public static bool IsStream(ReadOnlySpan<byte> text) =>
        text.Length > 12 && text[4] == '/' && text[7] == '/' && text[10] == '/' && text[0] is >= (byte)'0' and <= (byte)'9' && text.Contains((byte)'[');

    private bool Take()
    {
        var end = Message.IndexOfAny((byte)' ', (byte)'\t');
        end = end < 0 ? Message.Length : end;
        var token = Message[..end];
        if (Time is null && token.Length >= 10 && token[0] is >= (byte)'0' and <= (byte)'9' && TakeTime(ref end))
        {
        }
        else if (Stream.IsEmpty && IsStream(token))
        {
            Stream = token;
        }
        else if (Group.IsEmpty && Stream.IsEmpty && Time is null && token.StartsWith("/aws/lambda/"u8))
        {
            Group = token;
        }
        else
        {
            return false;
        }

        Message = end < Message.Length ? Message[(end + 1)..] : default;
        return true;
    }

    private bool TakeTime(ref int end)
    {
        // A date, a blank and a time of day are one instant.
        if (end == 10 && Message.Length >= 19 && Message[4] == '-')
        {
            var rest = Message[11..].IndexOfAny((byte)' ', (byte)'\t');
            end = rest < 0 ? Message.Length : 11 + rest;
        }

        var text = Message[..end];
        if (text.Length < (IsoInstant.LooksLikeOne(text) ? 19 : 13) || text.Length > 40 || LogTime.Read(text, out var time) is not null)
        {
            return false;
        }

        Time = time;
        return true;
    }
}

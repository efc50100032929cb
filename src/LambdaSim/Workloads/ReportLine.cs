using LambdaSim.Engine;

namespace LambdaSim.Workloads;

/// <summary>
/// The figures of a <c>REPORT</c> line (rule TRC-REPORT). Values are separated by tabs; copies in which these became blanks are read too.
/// </summary>
internal static class ReportLine
{
    /// <summary>How every such line begins.</summary>
    public static ReadOnlySpan<byte> Prefix => "REPORT RequestId: "u8;

    /// <summary>Reads a line that begins with <see cref="Prefix"/>.</summary>
    /// <returns>What is wrong and in which value, or null.</returns>
    public static (string Column, string Problem)? Read(ReadOnlySpan<byte> text, out CallFigures report)
    {
        report = CallFigures.New;
        text = text[Prefix.Length..];
        var end = text.IndexOfAny("\t \r\n"u8);
        report.RequestId = CallFigures.IdOf(end < 0 ? text : text[..end]);
        text = end < 0 ? default : text[end..];
        ReadOnlySpan<byte> status = default;
        ReadOnlySpan<byte> error = default;
        while (true)
        {
            text = text.TrimStart("\t \r\n"u8);
            if (text.IsEmpty)
            {
                break;
            }

            if (Value(ref text, "Duration: "u8, out var value))
            {
                if (!Length(value, out report.Duration))
                {
                    return ("Duration", Bad(value, "ms"));
                }
            }
            else if (Value(ref text, "Init Duration: "u8, out value) || Value(ref text, "Restore Duration: "u8, out value))
            {
                // Rule TRC-RESTORE.
                if (!Length(value, out report.Init))
                {
                    return ("Init Duration", Bad(value, "ms"));
                }
            }
            else if (Value(ref text, "Billed Duration: "u8, out value))
            {
                if (!Unit(value, "ms"u8, out var number) || DecimalText.ReadWhole(number, out var billed) != NumberStatus.Ok || billed > int.MaxValue)
                {
                    return ("Billed Duration", Bad(value, "whole ms"));
                }

                report.BilledMs = (int)billed;
            }
            else if (Value(ref text, "Memory Size: "u8, out value))
            {
                if (!Unit(value, "MB"u8, out var number) || DecimalText.ReadWhole(number, out var size) != NumberStatus.Ok || size is < 128 or > 10_240)
                {
                    return ("Memory Size", Bad(value, "MB from 128 to 10240"));
                }

                report.MemoryMb = (int)size;
            }
            else if (Value(ref text, "Status: "u8, out value))
            {
                status = value;
            }
            else if (Value(ref text, "Error Type: "u8, out value))
            {
                error = value;
            }
            else
            {
                // Max Memory Used, Billed Restore Duration, X-Ray's values, and what AWS may add.
                SkipValue(ref text);
            }
        }

        if (report.Duration == Arrival.NotGiven)
        {
            return ("Duration", "the REPORT line gives no Duration");
        }

        if (report.SetStatus(status, error) is { } unknown)
        {
            return ("Status", unknown);
        }

        report.InferTimeout();
        return null;
    }

    private static readonly byte[][] Labels =
    [
        "Billed Restore Duration: "u8.ToArray(), "Billed Duration: "u8.ToArray(), "Restore Duration: "u8.ToArray(), "Init Duration: "u8.ToArray(),
        "Duration: "u8.ToArray(), "Memory Size: "u8.ToArray(), "Max Memory Used: "u8.ToArray(), "Status: "u8.ToArray(), "Error Type: "u8.ToArray(),
        "XRAY TraceId: "u8.ToArray(), "SegmentId: "u8.ToArray(), "Sampled: "u8.ToArray(),
    ];

    private static bool Value(scoped ref ReadOnlySpan<byte> text, ReadOnlySpan<byte> label, out ReadOnlySpan<byte> value)
    {
        value = default;
        if (!text.StartsWith(label))
        {
            return false;
        }

        text = text[label.Length..];
        value = ToEnd(ref text);
        return true;
    }

    private static void SkipValue(scoped ref ReadOnlySpan<byte> text)
    {
        foreach (var label in Labels)
        {
            if (text.StartsWith(label))
            {
                text = text[label.Length..];
                break;
            }
        }

        _ = ToEnd(ref text);
    }

    // A value ends at a tab, at the end of the line, or at the blank before the next label.
    private static ReadOnlySpan<byte> ToEnd(scoped ref ReadOnlySpan<byte> text)
    {
        var end = 0;
        while (end < text.Length && text[end] is not ((byte)'\t' or (byte)'\n' or (byte)'\r') && !(text[end] == ' ' && BeginsLabel(text[(end + 1)..])))
        {
            end++;
        }

        var value = text[..end];
        text = text[end..];
        return value.TrimEnd((byte)' ');
    }

    private static bool BeginsLabel(ReadOnlySpan<byte> text)
    {
        foreach (var label in Labels)
        {
            if (text.StartsWith(label))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Length(ReadOnlySpan<byte> value, out long nanoseconds)
    {
        nanoseconds = 0;
        return Unit(value, "ms"u8, out var number) && DecimalText.Read(number, 6, out nanoseconds) == NumberStatus.Ok && nanoseconds <= RowParser.MaxLength;
    }

    private static bool Unit(ReadOnlySpan<byte> value, ReadOnlySpan<byte> unit, out ReadOnlySpan<byte> number)
    {
        number = default;
        if (!value.EndsWith(unit))
        {
            return false;
        }

        number = value[..^unit.Length].TrimEnd((byte)' ');
        return true;
    }

    private static string Bad(ReadOnlySpan<byte> value, string unit) => $"'{RowSchema.Printable(value)}' is no number of {unit}";
}

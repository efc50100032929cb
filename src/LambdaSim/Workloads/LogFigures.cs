namespace LambdaSim.Workloads;

/// <summary>The figures of a call in an event's fields: a platform.report record, or a row of a Logs Insights query.</summary>
internal static class LogFigures
{
    /// <summary>Reads them.</summary>
    /// <returns>What is wrong and in which field, or null.</returns>
    public static (string Column, string Problem)? Read(LogRow row, out CallFigures figures)
    {
        figures = CallFigures.New;
        figures.RequestId = CallFigures.IdOf(row[LogField.RequestId]);
        if (row[LogField.Duration].IsEmpty)
        {
            return ("durationMs", "the record gives no Duration");
        }

        if (Length(row, LogField.Duration, out figures.Duration) is { } bad)
        {
            return ("durationMs", bad);
        }

        var init = row[LogField.Init].IsEmpty ? LogField.Restore : LogField.Init;
        if (!row[init].IsEmpty && Length(row, init, out figures.Init) is { } badInit)
        {
            return ("initDurationMs", badInit);
        }

        if (row[LogField.Billed] is { IsEmpty: false } billed)
        {
            if (DecimalText.ReadWhole(billed, out var ms) != NumberStatus.Ok || ms > int.MaxValue)
            {
                return ("billedDurationMs", $"'{RowSchema.Printable(billed)}' is no number of whole ms");
            }

            figures.BilledMs = (int)ms;
        }

        if (Memory(row, out figures.MemoryMb) is { } badMemory)
        {
            return ("memorySize", badMemory);
        }

        if (figures.SetStatus(row[LogField.Status], row[LogField.ErrorType]) is { } badStatus)
        {
            return ("status", badStatus);
        }

        figures.InferTimeout();
        return null;
    }

    /// <summary>
    /// Rule TRC-WHOLE: a query's rows have no status. A call that is cut at its timeout has a Duration of whole seconds, to the hundredth of a
    /// millisecond; one that ends by itself has not.
    /// </summary>
    public static bool InferTimeout(ref CallFigures figures)
    {
        if (figures.HasStatus || figures.Duration < 1_000_000_000 || figures.Duration % 1_000_000_000 != 0)
        {
            return false;
        }

        figures.HasStatus = true;
        figures.Outcome = Outcome.TimedOut;
        return true;
    }

    private static string? Length(LogRow row, LogField field, out long nanoseconds) =>
        DecimalText.Read(row[field], 6, out nanoseconds) == NumberStatus.Ok && nanoseconds <= RowParser.MaxLength ? null : $"'{RowSchema.Printable(row[field])}' is no number of ms";

    // Rule TRC-INSIGHTS: queries count memory in bytes, a million to the MB.
    private static string? Memory(LogRow row, out int memoryMb)
    {
        memoryMb = 0;
        var text = row[LogField.MemoryMb].IsEmpty ? row[LogField.Memory] : row[LogField.MemoryMb];
        if (text.IsEmpty)
        {
            return null;
        }

        if (DecimalText.ReadWhole(text, out var size) != NumberStatus.Ok)
        {
            return $"'{RowSchema.Printable(text)}' is no size of memory";
        }

        size = size < 1_000_000 ? size : size % 1_000_000 == 0 ? size / 1_000_000 : size / (1 << 20);
        if (size is < 128 or > 10_240)
        {
            return $"'{RowSchema.Printable(text)}' is no size of memory from 128 to 10240 MB";
        }

        memoryMb = (int)size;
        return null;
    }
}

namespace LambdaSim.Neighbours.Recurrence;

/// <summary>The days of a cron expression, by its day of month or its day of week.</summary>
internal interface ICronDays
{
    /// <summary>The days of a month: bit 1 is the first.</summary>
    uint Of(int year, int month);
}

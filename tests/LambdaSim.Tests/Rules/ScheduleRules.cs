namespace LambdaSim.Tests.Rules;

internal static class ScheduleRules
{
    public static RuleTopic Topic { get; } = new(
        "Schedules",
        "Expressions of EventBridge rules and of EventBridge Scheduler.",
        [
            new("SCH-EXPRESSION", "recorded (neighbours: events-schedules, scheduler); documented",
                "An expression is rate(…) or cron(…), for Scheduler also at(…), to the letter: single blanks, lower case; a rule refuses a unit that does not agree with its number, Scheduler takes it"),
            new("SCH-RATE", "documented; where a rule counts from: chosen",
                "A rate is a whole number of minutes, hours or days of 24 hours, whatever clocks do; Scheduler's begins at StartDate, else at once, a rule's a period after it was put or enabled"),
            new("SCH-CRON", "recorded and documented; LW, steps of days of week, ranges that wrap, names in any case: chosen",
                "Six fields with ranges, lists and steps, L, W and #; one of the two days is ?; it comes at second 0 of its minute; what never comes is no fault"),
            new("SCH-AT", "documented; a time that clocks skip: chosen",
                "at comes once, at its second; a time that the clocks skip comes as much later as they skip, a repeated one the first time"),
            new("SCH-DST", "documented",
                "A cron time that the clocks skip does not come that day; one that they repeat comes once, the first time"),
            new("SCH-ZONE", "documented; the version of the database: NodaTime's, chosen",
                "A zone has a name of the tz database, in its case"),
        ]);
}

namespace LambdaSim.Tests.Rules;

internal static class TableRules
{
    public static RuleTopic Topic { get; } = new(
        "Values of DynamoDB",
        null,
        [
            new("DDB-VALUE", "documented; order of checks: public implementations that were compared with AWS",
                "A value has one type and keeps to its rules; numbers are looked at before all else, inner values before their number"),
            new("DDB-NUMBER", "documented",
                "A number is a decimal of 38 digits from 1E-130 to 9.99E+125 with one form: neither exponent nor needless zeros"),
            new("DDB-ARITHMETIC", "documented: out of range; more than 38 digits: chosen",
                "Sums are exact; one out of range or with more than 38 digits is refused"),
            new("DDB-SIZE", "documented; numbers: public measurements",
                "Sizes are bytes of UTF-8, of contents, and of a number's pairs of digits; lists and maps take 3 bytes and 1 for each member"),
            new("DDB-SET", "documented; the order of elements: chosen",
                "A set has each element once, is never empty, and comes back in the order of its elements"),
            new("DDB-DEPTH", "documented",
                "A value stands in at most 31 lists and maps"),
            new("DDB-EQUAL", "documented",
                "Equal values have one type and equal contents, whatever the order of sets and maps"),
            new("DDB-KEY-BYTES", "documented",
                "Keys are in the order of UTF-8, of numbers, of unsigned bytes"),
        ]);
}

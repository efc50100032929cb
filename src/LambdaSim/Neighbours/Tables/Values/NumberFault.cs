namespace LambdaSim.Neighbours.Tables.Values;

/// <summary>Why something is no number of DynamoDB.</summary>
internal enum NumberFault : byte
{
    NotNumeric,
    Overflow,
    Underflow,
    Precision,
}

/// <summary>AWS's words for it (rule DDB-VALUE).</summary>
internal static class NumberFaults
{
    private const string NotNumeric = "The parameter cannot be converted to a numeric value";

    public static TableValidationException Exception(this NumberFault fault, string text = "") => new(fault switch
    {
        NumberFault.NotNumeric => text.Length == 0 ? NotNumeric : $"{NotNumeric}: {text}",
        NumberFault.Overflow => "Number overflow. Attempting to store a number with magnitude larger than supported range",
        NumberFault.Underflow => "Number underflow. Attempting to store a number with magnitude smaller than supported range",
        _ => "Attempting to store more than 38 significant digits in a Number",
    });
}

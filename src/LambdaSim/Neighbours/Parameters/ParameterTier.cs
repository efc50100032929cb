using LambdaSim.Configuration;

namespace LambdaSim.Neighbours.Parameters;

/// <summary>How large a value may be, and which tier a parameter has then (rule SSM-TIER).</summary>
internal static class ParameterTier
{
    public const string Standard = "Standard", Advanced = "Advanced", Intelligent = "Intelligent-Tiering";

    private const int StandardLength = 4_096, AdvancedLength = 8_192;

    /// <summary>The tier of a value: an advanced parameter stays one.</summary>
    /// <exception cref="ParameterException">It is too long for the tier, or the tier is a lower one.</exception>
    public static string Of(string? asked, string value, string? policies, string? present)
    {
        var isLong = System.Text.Encoding.UTF8.GetByteCount(value) > StandardLength || policies is { Length: > 2 };
        var tier = asked switch
        {
            Advanced => Advanced,
            Intelligent => isLong || present == Advanced ? Advanced : Standard,
            null => present ?? Standard,
            _ => Standard,
        };
        if (tier == Standard && present == Advanced)
        {
            throw ParameterException.Invalid("This parameter uses the advanced-parameter tier. You can't downgrade a parameter from the advanced-parameter tier to the standard-parameter tier. If necessary, you can delete the advanced parameter and recreate it as a standard parameter.");
        }

        var length = System.Text.Encoding.UTF8.GetByteCount(value);
        return length > (tier == Standard ? StandardLength : AdvancedLength)
            ? throw ParameterException.Invalid(tier == Standard
                ? Text.Invariant($"Standard tier parameters support a maximum parameter value of {StandardLength} characters. To create a larger parameter value, upgrade the parameter to use the advanced-parameter tier. For more information, see https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-advanced-parameters.html")
                : Text.Invariant($"Advanced tier parameters support a maximum parameter value of {AdvancedLength} characters."))
            : tier;
    }
}

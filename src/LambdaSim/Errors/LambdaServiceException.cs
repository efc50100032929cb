namespace LambdaSim;

/// <summary>An error AWS Lambda itself would have answered with: its code, its message, its HTTP status.</summary>
public abstract class LambdaServiceException(string errorCode, string message) : AwsServiceException(errorCode, message)
{
    /// <summary>The body's <c>Type</c>: <c>User</c> or <c>Service</c>; null: the body has none.</summary>
    internal virtual string? FaultType => "User";

    /// <summary>How the body spells the message's name.</summary>
    internal virtual string MessageMember => "message";
}

/// <summary>A value is outside the range of the service model (HTTP 400).</summary>
public sealed class ValidationException(string message) : LambdaServiceException("ValidationException", message)
{
    internal override string? FaultType => null;

    internal static void Range(long value, string member, long min, long max)
    {
        if (value >= min && value <= max)
        {
            return;
        }

        var bound = value < min
            ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"greater than or equal to {min}")
            : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"less than or equal to {max}");
        throw new ValidationException(string.Create(System.Globalization.CultureInfo.InvariantCulture,
            $"1 validation error detected: Value '{value}' at '{member}' failed to satisfy constraint: Member must have value {bound}"));
    }
}

/// <summary>A value is in range but not acceptable (HTTP 400).</summary>
public sealed class InvalidParameterValueException(string message) : LambdaServiceException("InvalidParameterValueException", message)
{
    /// <summary>Some limits come without the type (rule CTL-ERRORS).</summary>
    internal bool IsUntyped { get; init; }

    internal override string? FaultType => IsUntyped ? null : "User";
}

/// <summary>The resource exists already, or is in a state that does not allow the operation (HTTP 409).</summary>
public sealed class ResourceConflictException(string message) : LambdaServiceException("ResourceConflictException", message)
{
    /// <inheritdoc/>
    public override int StatusCode => 409;
}

/// <summary>There is no such function or qualifier (HTTP 404).</summary>
public sealed class ResourceNotFoundException(string message) : LambdaServiceException("ResourceNotFoundException", message)
{
    /// <inheritdoc/>
    public override int StatusCode => 404;

    /// <summary>Code signing answers come without the type (rule CTL-ERRORS).</summary>
    internal bool IsUntyped { get; init; }

    internal override string? FaultType => IsUntyped ? null : "User";

    internal override string MessageMember => "Message";
}

/// <summary>A setting of the simulation, not of AWS, is unusable. The message names the setting, its value and what is allowed.</summary>
public sealed class SimulationConfigException(string message) : LambdaSimException(message);

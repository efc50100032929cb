namespace LambdaSim;

/// <summary>A request cannot be read: its body is no JSON, or a member has another type (HTTP 400).</summary>
public sealed class SerializationException(string message) : LambdaServiceException("SerializationException", message)
{
    internal override string? FaultType => null;
}

/// <summary>The revision id given is not the latest (HTTP 412).</summary>
public sealed class PreconditionFailedException(string message) : LambdaServiceException("PreconditionFailedException", message)
{
    /// <inheritdoc/>
    public override int StatusCode => 412;
}

/// <summary>A resource policy grew beyond 20 KB (HTTP 400).</summary>
public sealed class PolicyLengthExceededException(string message) : LambdaServiceException("PolicyLengthExceededException", message);

/// <summary>The account's code storage is used up (HTTP 400).</summary>
public sealed class CodeStorageExceededException(string message) : LambdaServiceException("CodeStorageExceededException", message);

/// <summary>There is no such code signing configuration (HTTP 404).</summary>
public sealed class CodeSigningConfigNotFoundException(string message) : LambdaServiceException("CodeSigningConfigNotFoundException", message)
{
    /// <inheritdoc/>
    public override int StatusCode => 404;

    internal override string MessageMember => "Message";
}

/// <summary>The qualifier has no provisioned concurrency (HTTP 404).</summary>
public sealed class ProvisionedConcurrencyConfigNotFoundException(string message) : LambdaServiceException("ProvisionedConcurrencyConfigNotFoundException", message)
{
    /// <inheritdoc/>
    public override int StatusCode => 404;
}

/// <summary>The caller may not do this (HTTP 403).</summary>
public sealed class AccessDeniedException(string? message) : LambdaServiceException("AccessDeniedException", message ?? "")
{
    /// <inheritdoc/>
    public override int StatusCode => 403;

    internal override string? FaultType => null;
}

/// <summary>A resource cannot be deleted while it is used (HTTP 400).</summary>
public sealed class ResourceInUseException(string message) : LambdaServiceException("ResourceInUseException", message);

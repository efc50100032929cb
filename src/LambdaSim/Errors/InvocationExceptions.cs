using LambdaSim.Configuration;

namespace LambdaSim;

/// <summary>The payload is no JSON (HTTP 400).</summary>
public sealed class InvalidRequestContentException : LambdaServiceException
{
    internal InvalidRequestContentException(string problem, int line, int column)
        : base("InvalidRequestContentException", Text.Invariant(
            $"Could not parse request body into json: Could not parse payload into json: {problem}\n at [Source: REDACTED (`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION` disabled); line: {line}, column: {column}]"))
    {
        Line = line;
        Column = column;
    }

    internal InvalidRequestContentException(string message)
        : base("InvalidRequestContentException", message)
    {
    }

    /// <summary>A fault that the parser gives no place.</summary>
    internal static InvalidRequestContentException Unplaced(string problem) => new($"Could not parse request body into json: Could not parse payload into json: {problem}");

    /// <summary>Line of the error, from 1; 0: it has no line.</summary>
    public int Line { get; }

    /// <summary>Where AWS's parser stood, in bytes from 1: at an unexpected character, or after what it could not read.</summary>
    public int Column { get; }
}

/// <summary>The chain of requests that led to it had reached the function too often (HTTP 400, rule REC-LIMIT).</summary>
public sealed class RecursiveInvocationException : LambdaServiceException
{
    // As AWS's service model has it.
    internal const string Text = "Lambda has detected your function being invoked in a recursive loop with other Amazon Web Services resources and stopped your function's invocation.";

    internal RecursiveInvocationException()
        : base("RecursiveInvocationException", Text)
    {
    }

    internal override string MessageMember => "Message";
}

/// <summary>The payload is over the limit of its invocation type (HTTP 413).</summary>
public sealed class RequestTooLargeException : LambdaServiceException
{
    internal RequestTooLargeException(string message)
        : base("RequestEntityTooLargeException", message)
    {
    }

    /// <inheritdoc/>
    public override int StatusCode => 413;

    internal override string? FaultType => null;
}

namespace LambdaSim.Runtime;

/// <summary>What a recorded failure of external work is replayed as.</summary>
internal sealed class ExternalWorkFailedException(string message) : Exception(message);

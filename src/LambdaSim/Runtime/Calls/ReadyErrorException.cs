namespace LambdaSim.Runtime;

/// <summary>Code that is no .NET code failed: its error, with the document that its own runtime made.</summary>
/// <param name="type">Type, for the log.</param>
/// <param name="message">Message, for the log.</param>
/// <param name="document">UTF-8 JSON: what the caller gets, byte by byte.</param>
internal sealed class ReadyErrorException(string type, string message, ReadOnlyMemory<byte> document) : Exception(message)
{
    public FunctionError Error { get; } = new(type, message);

    public ReadOnlyMemory<byte> Document { get; } = document;
}

using System.Text.Json;
using LambdaSim.Configuration;

namespace LambdaSim;

/// <summary>A delegate or method cannot be a handler. The message says which, what about it, and what is supported.</summary>
public sealed class UnsupportedHandlerException : LambdaSimException
{
    internal const string Supported = "A handler takes, in any order and each at most once: an event (a JSON-serialisable type, string, byte[], ReadOnlyMemory<byte>, Stream, JsonElement, JsonNode), LambdaContext, CancellationToken, Amazon.Lambda.Core.ILambdaContext, and what its init delegate returns. It returns nothing, a value, bytes or a Stream, or a Task or ValueTask of these.";

    private const string SupportedInit = "An init delegate takes LambdaContext, CancellationToken or nothing. It returns nothing, a value (the state of the process), or a Task or ValueTask of these.";

    internal UnsupportedHandlerException(string handler, string problem, bool isInit = false)
        : base(isInit ? $"{handler} cannot be an init delegate: {problem}. {SupportedInit}" : $"{handler} cannot be a handler: {problem}. {Supported}") => Handler = handler;

    /// <summary>The delegate or method.</summary>
    public string Handler { get; }
}

/// <summary>A handler string or handler type leads to no handler. The message is AWS's where AWS has one.</summary>
public sealed class InvalidHandlerException : LambdaSimException
{
    internal InvalidHandlerException(string handler, string message, Exception? inner = null)
        : base(message, inner) => Handler = handler;

    /// <summary>The handler string, or the type's name.</summary>
    public string Handler { get; }
}

/// <summary>An event is valid JSON but not what the handler's parameter takes: a function error, as on Lambda.</summary>
public sealed class PayloadDeserializationException : LambdaSimException
{
    private const string PassedAsText = " The event is a string that holds JSON: Invoke and Send make JSON of a value, and of a string a JSON string. Pass the object itself, or JSON as it is with InvokeRaw or SendRaw.";

    internal PayloadDeserializationException(string function, Type type, Exception inner, ReadOnlySpan<byte> payload)
        : base($"Error converting the Lambda event JSON payload to type {TypeNames.Full(type)} for function {function}: {inner.Message}{(PayloadJson.IsTextOfJson(payload) ? PassedAsText : "")}", inner)
    {
        Function = function;
        Type = type;
        Path = (inner as JsonException)?.Path;
    }

    /// <summary>The function.</summary>
    public string Function { get; }

    /// <summary>The type of the handler's event parameter.</summary>
    public Type Type { get; }

    /// <summary>JSON path of the value that does not fit; null: not known.</summary>
    public string? Path { get; }
}

/// <summary>A handler that declares a task returned null.</summary>
public sealed class NullTaskException : LambdaSimException
{
    internal NullTaskException()
        : base("the handler returned null where it declares a Task: return Task.CompletedTask, Task.FromResult(...), or make it async")
    {
    }
}

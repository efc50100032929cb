using System.Text.Json.Nodes;
using LambdaSim.Neighbours;
using LambdaSim.Neighbours.Queues;

namespace LambdaSim.Wire.Sqs;

/// <summary>A request while it is worked on: what it says, and the queues it speaks of.</summary>
/// <param name="Input">Its members.</param>
/// <param name="Caller">Whose request.</param>
/// <param name="Address">Scheme, host and prefix that the client used, so that it comes back (rule SQS-URL).</param>
/// <param name="Path">Where it was sent: <c>/</c>, or the path of a queue.</param>
/// <param name="By">Who sends, for the event log.</param>
internal sealed record SqsCall(SqsInput Input, RequestCaller Caller, string Address, string Path, Sender By)
{
    private const int MostOfUrl = 2_048;

    private readonly IWireWorld? _world;

    /// <summary>The header <c>X-Amzn-Trace-Id</c> of the request.</summary>
    public string? Trace { get; init; }

    /// <summary>What it reaches, between two events.</summary>
    public IWireWorld World
    {
        get => _world ?? throw new InvalidOperationException("the request has not reached the world yet");
        init => _world = value;
    }

    public QueueService Service => World.Book<QueueBook>().At(Caller.Account, Caller.Region);

    public string UrlOf(Queue queue) => $"{Address}/{queue.Service.Account}/{queue.Name}";

    /// <summary>The queue that <c>QueueUrl</c> or the path names; a plain name is one of the own account.</summary>
    public Queue Queue()
    {
        var path = Input.Text("QueueUrl") switch
        {
            null or "" => Path.Length > 1 ? Path : throw QueueServiceException.MissingParameter("QueueUrl"),
            { Length: > MostOfUrl } url => throw QueueServiceException.InvalidAddress(url[..MostOfUrl]),
            var url => Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" ? uri.AbsolutePath : url,
        };
        return path.Trim('/').Split('/') switch
        {
            [.., { Length: 12 } account, var name] when account.All(char.IsAsciiDigit) => World.Book<QueueBook>().At(account, Caller.Region).Get(name),
            [var name] when name.Length > 0 => Service.Get(name),
            _ => throw QueueServiceException.InvalidAddress(Input.Text("QueueUrl") ?? Path),
        };
    }

    public static JsonObject Strings(IReadOnlyDictionary<string, string> map) => [.. map.Select(static p => KeyValuePair.Create(p.Key, (JsonNode?)p.Value))];
}

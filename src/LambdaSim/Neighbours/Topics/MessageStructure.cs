using System.Text.Json;
using System.Text;
using LambdaSim.Configuration;

namespace LambdaSim.Neighbours.Topics;

/// <summary>What a message says to each protocol: the same, or with the structure <c>json</c> what its document has for it, else its default (rule SNS-STRUCTURE).</summary>
internal sealed class MessageStructure
{
    private const string Json = "json", Default = "default";
    private const int MaxDepth = 64, MaxValues = 100_000;

    private readonly string _text;
    private readonly SortedDictionary<string, string>? _byProtocol;

    private MessageStructure(string text, SortedDictionary<string, string>? byProtocol) => (_text, _byProtocol) = (text, byProtocol);

    /// <summary>AWS sends attributes beside a plain message only.</summary>
    public bool HasAttributes => _byProtocol is null;

    public string For(string protocol) => _byProtocol?.GetValueOrDefault(protocol) ?? _text;

    public static MessageStructure Of(string message, string? structure)
    {
        if (string.IsNullOrEmpty(structure))
        {
            return new MessageStructure(message, null);
        }

        if (structure != Json)
        {
            throw TopicServiceException.InvalidParameter($"Invalid Message Structure parameter: {structure}");
        }

        var utf8 = Encoding.UTF8.GetBytes(message);
        if (JsonText.ProblemOf(utf8, MaxDepth, MaxValues) is not null || !JsonText.IsObject(utf8))
        {
            throw TopicServiceException.InvalidParameter("Message Structure - JSON message body failed to parse");
        }

        // What is no text is passed over; of two of one name the last counts.
        var byProtocol = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in JsonText.Members(utf8))
        {
            if (value.Kind == JsonTokenType.String)
            {
                byProtocol[name] = value.Text()!;
            }
        }

        return new MessageStructure(byProtocol.GetValueOrDefault(Default) ?? throw TopicServiceException.InvalidParameter("Message Structure - No default entry in JSON message body"), byProtocol);
    }
}

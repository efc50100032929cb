using System.Text.Json.Nodes;

namespace LambdaSim.Tests.Conformance;

/// <summary>Whoever is asked: the operations themselves, or an endpoint that serves them.</summary>
internal interface IConformanceApi
{
    /// <summary>One call; null: there is no such operation (yet).</summary>
    ConformanceAnswer? Call(string operation, JsonObject input, string region);

    /// <summary>One call of another service; null: there is no such service.</summary>
    ConformanceAnswer? Ask(string service, string operation, JsonObject input);
}

/// <summary>The world that the recorded tests prepare around the service.</summary>
internal interface IConformanceWorld
{
    /// <summary>A resource of another service exists from now on.</summary>
    void Exist(string arn);

    /// <summary>An object in S3.</summary>
    void Store(string bucket, string key, byte[] content);

    void Advance(Duration time);

    /// <summary>Calls of the function whose events a test compares: version, environment, event.</summary>
    IReadOnlyList<JsonObject> Events { get; }

    /// <summary>What the function that writes down wrote.</summary>
    IEnumerable<string> Written { get; }
}

/// <summary>What came back. Header names are lower case.</summary>
internal sealed record ConformanceAnswer(int Status, IReadOnlyDictionary<string, string> Headers, JsonNode? Body)
{
    public const string ErrorType = "x-amzn-errortype";
}

using System.Text;
using System.Text.Json.Nodes;
using LambdaSim.Wire;

namespace LambdaSim.Tests.Conformance.Services;

/// <summary>awsJson: the members as they are, in both directions, so that nothing of the service's own table is trusted.</summary>
/// <param name="target">Before the dot of <c>X-Amz-Target</c>.</param>
/// <param name="version">Of the protocol.</param>
internal sealed class JsonClient(string target, string version) : IServiceClient
{
    public WireRequest? Request(string operation, JsonObject input, string id)
    {
        var request = new WireRequest("POST", RequestTarget.Of("/"), id) { Body = Encoding.UTF8.GetBytes(input.ToJsonString()) };
        request.Headers.Add("X-Amz-Target", $"{target}.{operation}");
        request.Headers.Add("Content-Type", $"application/x-amz-json-{version}");
        return request;
    }

    public JsonObject Read(string operation, WireResponse answer) => Of(answer);

    /// <summary>An answer in JSON, with the older code of an error where a header has one.</summary>
    public static JsonObject Of(WireResponse answer)
    {
        var members = answer.Body.Length == 0 ? [] : JsonNode.Parse(answer.Body.Span)!.AsObject();
        if (answer.Status < 300)
        {
            return members;
        }

        var type = (members["__type"]?.GetValue<string>() ?? answer.Headers[ConformanceAnswer.ErrorType] ?? "").Split('#')[^1].Split(':')[0];
        var error = new JsonObject { ["Code"] = type, ["Message"] = (members["message"] ?? members["Message"])?.DeepClone() };
        if (answer.Headers["x-amzn-query-error"]?.Split(';') is [var code, var side])
        {
            error["Code"] = code;
            error["QueryErrorCode"] = type;
            error["Type"] = side;
        }

        members.Remove("__type");
        members["Error"] = error;
        return members;
    }
}

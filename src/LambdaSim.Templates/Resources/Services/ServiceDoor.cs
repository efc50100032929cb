using System.IO.Hashing;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml;
using System.Xml.Linq;
using LambdaSim.Functions;
using LambdaSim.Resources;
using LambdaSim.Wire;
using LambdaSim.Wire.Codecs;

namespace LambdaSim.Templates.Resources.Services;

/// <summary>A service's refusal, in its words.</summary>
internal sealed class RefusedRequestException(string code, string message, Exception? inner = null) : Exception(message, inner)
{
    public string Code { get; } = code;

    /// <summary>What it refers to is not there.</summary>
    public bool IsMissing => Code.Contains("NotFound", StringComparison.Ordinal) || Code.StartsWith("NoSuch", StringComparison.Ordinal) || Code.Contains("NonExistent", StringComparison.Ordinal)
        || Code.EndsWith("DoesNotExist", StringComparison.Ordinal) || (Code is "InvalidParameterValueException" && (Message.StartsWith("Stream not found", StringComparison.Ordinal) || Message.Contains("NonExistentQueue", StringComparison.Ordinal)))
        || Message.EndsWith("doesn't contain any methods", StringComparison.Ordinal);

    /// <summary>AWS has what was asked for, and the simulation has not.</summary>
    public bool IsUnsimulated => Code is "UnsupportedOperationException" or "UnsupportedOperation" or "NotImplemented";
}

/// <summary>Asks the services of a world as their clients do: the same checks, the same texts.</summary>
internal sealed class ServiceDoor
{
    private readonly DirectLoop _loop;
    private readonly RequestCaller _caller;
    private readonly LambdaService _lambda;
    private int _requests;

    public ServiceDoor(Simulation simulation)
    {
        _loop = new DirectLoop(simulation);
        _caller = new RequestCaller(simulation.Options.AccountId, simulation.Options.Region, null);
        _lambda = simulation.Lambda;
    }

    /// <summary>An operation of a service beside Lambda.</summary>
    /// <exception cref="RefusedRequestException">The service refuses it.</exception>
    public JsonObject Call(string service, string name, JsonObject input)
    {
        var entry = ServiceEntry.All[service];
        var operation = entry.Operation(name);
        var answer = Answer(entry, operation, input);
        return answer.Status >= 300 ? throw Fault(answer) : Read(entry, operation, answer);
    }

    /// <summary>An operation of Lambda.</summary>
    /// <exception cref="RefusedRequestException">Lambda refuses it.</exception>
    public JsonObject Lambda(string name, JsonObject input)
    {
        try
        {
            return _lambda.Call(Operations.All[name], JsonSerializer.SerializeToElement(input, DoorJson.Default.JsonObject)) as JsonObject ?? [];
        }
        catch (LambdaServiceException e)
        {
            throw new RefusedRequestException(e.ErrorCode, e.Message, e);
        }
    }

    private WireResponse Answer(ServiceEntry entry, WireOperation operation, JsonObject input)
    {
        var service = entry.Wire.SigningName;
        var host = service is "iam" ? "iam.amazonaws.com" : $"{service}.{_caller.Region}.amazonaws.com";
        try
        {
            var parts = entry.Codec.WriteRequest(operation, input);
            var request = new WireRequest(parts.Method, RequestTarget.Of(parts.Query.Length == 0 ? parts.Path : $"{parts.Path}?{parts.Query}"), $"template-{Text.Of(++_requests)}")
            {
                Host = host,
                Body = parts.Body,
            };
            foreach (var (header, value) in parts.Headers)
            {
                request.Headers[header] = value;
            }

            if (service == "s3" && parts.Body.Length > 0)
            {
                var sum = new byte[4];
                System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(sum, Crc32.HashToUInt32(parts.Body.Span));
                request.Headers["x-amz-checksum-crc32"] = Convert.ToBase64String(sum);
            }

            var answering = entry.Wire.TryAnswer(request, _caller with { Host = AwsHost.Of(host) }, _loop, CancellationToken.None);
            return answering.IsCompleted
                ? answering.GetAwaiter().GetResult() ?? throw new InvalidOperationException($"{service} does not know its own request {operation.Name}")
                : throw new InvalidOperationException($"{operation.Name} of {service} takes time");
        }
        catch (WireFormatException e)
        {
            throw new RefusedRequestException("SerializationException", e.Message, e);
        }
        catch (Exception e) when (ApiFault.Of(e) is { } fault)
        {
            throw new RefusedRequestException(fault.Code, fault.Message ?? fault.Code, e);
        }
    }

    private static JsonObject Read(ServiceEntry entry, WireOperation operation, WireResponse answer)
    {
        if (operation.Output is null)
        {
            return answer.Body.Span.StartsWith("{"u8) ? JsonNode.Parse(answer.Body.Span)!.AsObject() : [];
        }

        var headers = answer.ContentType is { } type ? answer.Headers.All.Append((HttpHeaders.ContentType, type)) : answer.Headers.All;
        return entry.Codec.ReadResponse(operation, new ResponseParts(answer.Status) { Headers = [.. headers], Body = answer.Body });
    }

    private static RefusedRequestException Fault(WireResponse answer)
    {
        var body = System.Text.Encoding.UTF8.GetString(answer.Body.Span);
        if (body.StartsWith('{'))
        {
            var json = JsonNode.Parse(body)!;
            var type = (string?)json["__type"] ?? answer.Headers["x-amzn-ErrorType"] ?? "Error";
            return new RefusedRequestException(type[(type.IndexOf('#', StringComparison.Ordinal) + 1)..], (string?)(json["message"] ?? json["Message"]) ?? type);
        }

        try
        {
            var all = XDocument.Parse(body).Descendants().ToList();
            return new RefusedRequestException(
                all.Find(static e => e.Name.LocalName == "Code")?.Value ?? "Error", all.Find(static e => e.Name.LocalName == "Message")?.Value ?? body);
        }
        catch (XmlException e)
        {
            return new RefusedRequestException("Error", body, e);
        }
    }
}

[System.Text.Json.Serialization.JsonSerializable(typeof(JsonObject))]
internal sealed partial class DoorJson : System.Text.Json.Serialization.JsonSerializerContext;

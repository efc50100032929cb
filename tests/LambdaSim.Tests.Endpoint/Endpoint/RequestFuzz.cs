using System.Text;
using System.Text.Json.Nodes;
using LambdaSim.Wire.Lambda;
using LambdaSim.Tests.Functions;

namespace LambdaSim.Tests.Endpoint;

/// <summary>Requests that are almost right, and requests that are nothing at all; the same for the same seed.</summary>
internal sealed class RequestFuzz(int seed)
{
    private static readonly string[] _methods = ["GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "get", "X"];

    private static readonly string[] _names =
    [
        "fn", "fn2", "fn:1", "fn:live", "arn:aws:lambda:us-east-1:123456789012:function:fn", "arn:aws:lambda:eu-west-1:123456789012:function:fn", "arn:aws:lambda:us-east-1:222222222222:function:fn",
        "", "..", ".", "a/b", "a b", "$LATEST", "1", "0", "-1", "99999999999999999999", "live", "für", "\ud800", "\0", "%", "%2F", "%zz", "%c3", "%00", "%ff", "${x}", "<script>", new('a', 200), "arn:", ":::::",
        "arn:aws:lambda:us-east-1:123456789012:layer:l", "arn:aws:lambda:us-east-1:123456789012:layer:l:1", "null", "true",
    ];

    private static readonly string[] _parameters =
        ["Qualifier", "MaxItems", "Marker", "FunctionVersion", "MasterRegion", "Arn", "find", "List", "tagKeys", "RevisionId", "CompatibleRuntime", "EventSourceArn", "FunctionName", "X-Amz-Credential", "Action", ""];

    private static readonly string[] _headers =
        ["Authorization", "X-Amz-Invocation-Type", "X-Amz-Log-Type", "X-Amz-Client-Context", "X-Amz-Tenant-Id", "X-Amz-Target", "Content-Type", "Host", "X-Amz-Date", "X-Amz-Durable-Execution-Name"];

    private static readonly string[] _members =
    [
        "FunctionName", "Code", "ZipFile", "Role", "Runtime", "Handler", "Timeout", "MemorySize", "Description", "Environment", "Variables", "Layers", "Tags", "Publish", "Architectures", "Name", "FunctionVersion", "RoutingConfig",
        "AdditionalVersionWeights", "StatementId", "Action", "Principal", "ReservedConcurrentExecutions", "ProvisionedConcurrentExecutions", "MaximumRetryAttempts", "DestinationConfig", "OnFailure", "Destination", "AuthType", "Cors",
        "Content", "CompatibleRuntimes", "EventSourceArn", "BatchSize", "FilterCriteria", "Filters", "AllowedPublishers", "SigningProfileVersionArns", "RecursiveLoop", "UpdateRuntimeOn", "RevisionId", "VpcConfig", "DryRun", "TagKeys",
        "EphemeralStorage", "SnapStart", "LoggingConfig", "TracingConfig", "FileSystemConfigs", "ImageConfig", "PackageType", "KMSKeyArn", "DeadLetterConfig", "CodeSigningPolicies", "CodeSigningConfigArn", "ScalingConfig",
    ];

    private static readonly string[] _words =
    [
        .. _names, "index.handler", "python3.12", "arn:aws:iam::123456789012:role/some-role", "PROVISIONED", "x86_64", "lambda:InvokeFunction", "s3.amazonaws.com", "*", "NONE", "AWS_IAM", "Terminate", "Auto", "Image", "Zip",
        Convert.ToBase64String(FunctionSamples.Zip()), Convert.ToBase64String(FunctionSamples.Zip("x", "../../etc/passwd")), Convert.ToBase64String(FunctionSamples.Zip("{", "lambdasim-standin.json")), "UEsDBA==", "arn:aws:sqs:us-east-1:123456789012:q",
    ];

    private static readonly (string Member, string Value)[] _right =
    [
        ("Name", "\"live\""), ("FunctionVersion", "\"1\""), ("Description", "\"d\""), ("Timeout", "30"), ("MemorySize", "256"), ("StatementId", "\"s\""), ("Action", "\"lambda:InvokeFunction\""),
        ("Principal", "\"s3.amazonaws.com\""), ("ReservedConcurrentExecutions", "5"), ("ProvisionedConcurrentExecutions", "1"), ("MaximumRetryAttempts", "1"), ("AuthType", "\"NONE\""), ("RecursiveLoop", "\"Allow\""),
        ("UpdateRuntimeOn", "\"Auto\""), ("Tags", "{\"a\": \"b\"}"), ("ZipFile", $"\"{Convert.ToBase64String(FunctionSamples.Zip("other"))}\""), ("AllowedPublishers", "{\"SigningProfileVersionArns\": [\"arn:aws:signer:us-east-1:123456789012:/signing-profiles/a/b\"]}"),
        ("Content", $"{{\"ZipFile\": \"{Convert.ToBase64String(FunctionSamples.Zip("layer"))}\"}}"), ("CompatibleRuntimes", "[\"python3.12\"]"), ("Environment", "{\"Variables\": {\"A\": \"b\"}}"), ("Architectures", "[\"arm64\"]"),
        ("Publish", "true"), ("RoutingConfig", "{\"AdditionalVersionWeights\": {\"2\": 0.5}}"), ("Cors", "{\"AllowMethods\": [\"GET\"]}"), ("FunctionName", "\"fn\""), ("BatchSize", "5"), ("DryRun", "true"), ("RevisionId", "\"x\""),
    ];

    private static readonly Route[] _served = [.. RouteTable.All.Where(static r => r.Kind != RouteKind.Unsupported && r.Name != "DeleteFunction")];

    private static readonly byte[] _zip = FunctionSamples.Zip();

    private readonly Random _random = new(seed);

    public (string Method, string Target, byte[] Body, (string Name, string Value)[] Headers) Next()
    {
        var route = Any(Often() ? _served : RouteTable.All);
        var method = Rarely() ? Any(_methods) : route.Method;
        var body = _random.Next(16) switch
        {
            0 => [],
            1 => Bytes(_random.Next(40)),
            2 => Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(Any(["{\"a\":", "[", "{\"Tags\":{\"b\":", "\""]), _random.Next(2000)))),
            3 => Cut(Create()),
            4 => Encoding.UTF8.GetBytes(Value(0)?.ToJsonString() ?? "null"),
            _ when route.Name == "CreateFunction" => Create(),
            _ => Encoding.UTF8.GetBytes(Plausible().ToJsonString()),
        };
        return (method, Target(route.Template), body, [.. Enumerable.Range(0, _random.Next(6) / 2).Select(_ => Header())]);
    }

    private string Name() => Often() ? Uri.EscapeDataString(Plain(Any(_names))) : Any(_names);

    // Members that operations have, mostly with values that they take.
    private JsonObject Plausible()
    {
        var body = new JsonObject();
        foreach (var (member, value) in _right)
        {
            if (_random.Next(3) > 0)
            {
                body[member] = Rarely() ? Value(0) : JsonNode.Parse(value);
            }
        }

        return body;
    }

    private string Target(string template)
    {
        if (Rarely())
        {
            return Encoding.Latin1.GetString(Bytes(_random.Next(60)));
        }

        var path = System.Text.RegularExpressions.Regex.Replace(template, @"\{\w+\}", _ => Often() ? Any(["fn", "fn", "fn", "live", "1", "s"]) : Name());
        var parameters = Enumerable.Range(0, _random.Next(4)).Select(_ => $"{Any(_parameters)}={Name()}");
        var target = $"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{string.Join('&', parameters)}";
        return !Rarely() ? target : target.Insert(_random.Next(target.Length), Any(["/", "%", "//", "?", "..", "\u0001", "{", "é"]));
    }

    private (string Name, string Value) Header()
    {
        var name = Any(_headers);
        return (name, name switch
        {
            "Authorization" => $"AWS4-HMAC-SHA256 Credential={Any(_names)}/20260101/{Any(["us-east-1", "eu-west-1", "..", "", "x/y"])}/{Any(["lambda", "sqs", ""])}/{Any(["aws4_request", "x"])}, SignedHeaders=host, Signature=0",
            "X-Amz-Invocation-Type" => Any(["RequestResponse", "Event", "DryRun", "x", ""]),
            "Host" => Any(["localhost", "x.lambda-url.us-east-1.on.aws", ""]),
            "X-Amz-Durable-Execution-Name" or "X-Amz-Target" => "x",
            _ => Plain(Any(_names)),
        });
    }

    // A function as it should be, with a member or a byte changed.
    private byte[] Create()
    {
        var body = EndpointWorld.CreateBody($"made{_random.Next(5)}");
        for (var i = _random.Next(3); i > 0; i--)
        {
            body[Any(_members)] = Value(0);
        }

        if (_random.Next(3) == 0)
        {
            byte[] zip = [.. _zip];
            zip[_random.Next(zip.Length)] = (byte)_random.Next(256);
            body["Code"] = new JsonObject { ["ZipFile"] = Convert.ToBase64String(zip, 0, Often() ? zip.Length : _random.Next(zip.Length)) };
        }

        return Encoding.UTF8.GetBytes(body.ToJsonString());
    }

    private JsonNode? Value(int depth) => (depth > 4 ? _random.Next(6) : _random.Next(depth == 0 ? 6 : 0, 10)) switch
    {
        0 => null,
        1 => _random.Next(2) == 0,
        2 => _random.Next(-2, 1100),
        3 => Any([1e300, -0.5, 4294967296, 1e-9, 0.0]),
        4 or 5 => Plain(Any(_words)),
        6 => new JsonArray([.. Enumerable.Range(0, _random.Next(4)).Select(_ => Value(depth + 1))]),
        _ => Object(depth),
    };

    private JsonObject Object(int depth)
    {
        var value = new JsonObject();
        for (var i = _random.Next(6); i > 0; i--)
        {
            value[Any(_members)] = Value(depth + 1);
        }

        return value;
    }

    // Half a pair of surrogates cannot be written, only sent.
    private static string Plain(string text) => text == "\ud800" ? "?" : text;

    private byte[] Cut(byte[] body) => body[.._random.Next(body.Length)];

    private byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        _random.NextBytes(bytes);
        return bytes;
    }

    private bool Rarely() => _random.Next(16) == 0;

    private bool Often() => _random.Next(4) > 0;

    private T Any<T>(IReadOnlyList<T> from) => from[_random.Next(from.Count)];
}

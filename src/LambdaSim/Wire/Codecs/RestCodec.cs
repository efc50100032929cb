using System.Text;
using System.Text.Json.Nodes;

namespace LambdaSim.Wire.Codecs;

/// <summary>What the REST protocols have in common: members in the path, the query, headers, the status, and one that may be the whole body.</summary>
internal abstract class RestCodec(string contentType) : IWireCodec
{
    private const string BytesType = "application/octet-stream", TextType = "text/plain";

    protected string ContentType => contentType;

    public JsonObject ReadRequest(WireOperation operation, RequestParts request, WireWalk? walk = null)
    {
        walk ??= new();
        var found = ReadHead(operation, request, walk);
        ReadBody(operation.Input, request.Body, operation.Input.Name, found, walk);
        return found;
    }

    /// <summary>The members that stand outside the body: in the path, the query and headers. A service that reads its bodies as bytes reads them beside these.</summary>
    /// <exception cref="WireFormatException">They are none of the operation's input.</exception>
    public static JsonObject ReadHead(WireOperation operation, RequestParts request, WireWalk walk)
    {
        var query = PercentText.Parameters(request.Query, walk, DocumentPlace.Named("query"));
        var labels = operation.Path.Match(request.Path, query, walk) ?? throw walk.Fail($"has a path that is not {operation.Name}'s");
        var found = new JsonObject();
        foreach (var member in operation.Input.Members)
        {
            if (member.Location == MemberLocation.Label && labels.TryGetValue(member.WireName, out var text))
            {
                walk.Enter(member.Name);
                found[member.Name] = Scalars.FromText(member.Shape, text, TimestampFormat.Iso8601, walk, DocumentPlace.Named("label", member.WireName));
                walk.Leave();
            }
        }

        QueryText.Read(operation, query, found, walk);
        ReadHeaders(operation.Input, request.Headers, found, walk);
        return found;
    }

    public RequestParts WriteRequest(WireOperation operation, JsonObject input)
    {
        var walk = new WireWalk();
        var labels = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in input)
        {
            if (Documents.Member(operation.Input, name, walk) is { Location: MemberLocation.Label } member)
            {
                labels[member.WireName] = Scalars.ToText(member.Shape, value, TimestampFormat.Iso8601, walk);
            }
        }

        var (path, start) = operation.Path.Expand(labels, walk);
        var headers = WriteHeaders(operation.Input, input, walk);
        var (type, body) = WriteBody(operation.Input, input, operation.Input.Name, walk);
        return new(operation.Method, path) { Query = QueryText.Write(operation, input, start, walk), Headers = Typed(headers, type), Body = body };
    }

    public JsonObject ReadResponse(WireOperation operation, ResponseParts response, WireWalk? walk = null)
    {
        var found = new JsonObject();
        if (operation.Output is not { } output)
        {
            return found;
        }

        walk ??= new();
        foreach (var member in output.Members.Where(static m => m.Location == MemberLocation.Status))
        {
            found[member.Name] = response.Status;
        }

        ReadHeaders(output, response.Headers, found, walk);
        ReadBody(output, response.Body, output.Name, found, walk);
        return found;
    }

    public ResponseParts WriteResponse(WireOperation operation, JsonObject output, string requestId)
    {
        var walk = new WireWalk();
        var head = WriteHead(operation, output, requestId, walk);
        if (operation.Output is not { } shape)
        {
            return head;
        }

        var (type, body) = WriteBody(shape, output, shape.Name, walk);
        return head with { Headers = Typed(head.Headers, type), Body = body };
    }

    /// <summary>An answer without its body: the status, and the members that stand in headers.</summary>
    /// <exception cref="WireFormatException">They are none of the operation's output.</exception>
    public ResponseParts WriteHead(WireOperation operation, JsonObject output, string requestId, WireWalk walk)
    {
        if (operation.Output is not { } shape)
        {
            return new(operation.Status) { Headers = [RequestId(requestId)] };
        }

        var status = shape.Members.FirstOrDefault(static m => m.Location == MemberLocation.Status) is { } member && output[member.Name] is { } told
            ? (int)Scalars.Integer(WireKind.Integer, told, walk) : operation.Status;
        return new(status) { Headers = [.. WriteHeaders(shape, output, walk), RequestId(requestId)] };
    }

    public abstract ResponseParts WriteError(WireFault fault, string requestId);

    protected abstract (string Name, string Value) RequestId(string id);

    protected abstract JsonNode? ReadDocument(WireShape shape, ReadOnlySpan<byte> body, string root, WireWalk walk);

    /// <summary>Writes the members that stand in the body.</summary>
    protected abstract byte[] WriteDocument(WireShape shape, JsonNode? value, string root, WireWalk walk);

    private static void ReadHeaders(WireShape shape, IReadOnlyList<(string Name, string Value)> headers, JsonObject found, WireWalk walk)
    {
        if (!shape.Members.Any(static m => m.Location is MemberLocation.Header or MemberLocation.PrefixHeaders))
        {
            return;
        }

        var values = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var group in headers.GroupBy(static h => h.Name, StringComparer.OrdinalIgnoreCase))
        {
            walk.See();
            values[group.Key] = string.Join(", ", group.Select(static h => h.Value));
        }

        foreach (var member in shape.Members)
        {
            if (member.Location == MemberLocation.Header && values.TryGetValue(member.WireName, out var text))
            {
                walk.Enter(member.Name);
                found[member.Name] = HeaderText.Read(member.Shape, text, walk, DocumentPlace.Named("header", member.WireName));
                walk.Leave();
            }
            else if (member.Location == MemberLocation.PrefixHeaders)
            {
                ReadPrefix(member, values, found, walk);
            }
        }
    }

    private static void ReadPrefix(WireMember member, Dictionary<string, string> values, JsonObject found, WireWalk walk)
    {
        walk.Enter(member.Name);
        var map = new JsonObject();
        foreach (var (name, text) in values)
        {
            walk.See();
            if (name.StartsWith(member.WireName, StringComparison.OrdinalIgnoreCase))
            {
                // Names of headers have no case.
                map[name[member.WireName.Length..].ToLowerInvariant()] = HeaderText.Read(member.Shape.Item!.Shape, text, walk, DocumentPlace.Named("header", name));
            }
        }

        if (map.Count > 0)
        {
            found[member.Name] = map;
        }

        walk.Leave();
    }

    private void ReadBody(WireShape shape, ReadOnlyMemory<byte> body, string root, JsonObject found, WireWalk walk)
    {
        if (shape.Members.FirstOrDefault(static m => m.Location == MemberLocation.Payload) is { } payload)
        {
            walk.Enter(payload.Name);
            if (payload.Shape.Kind == WireKind.Blob)
            {
                found[payload.Name] = Convert.ToBase64String(body.Span);
            }
            else if (payload.Shape.Kind == WireKind.String)
            {
                found[payload.Name] = Utf8Text.Of(body.Span, walk);
            }
            else if (!body.IsEmpty && ReadDocument(payload.Shape, body.Span, payload.WireName, walk) is { } value)
            {
                found[payload.Name] = value;
            }

            walk.Leave();
        }
        else if (!body.IsEmpty && shape.Members.Any(static m => m.Location == MemberLocation.Body))
        {
            var members = ReadDocument(shape, body.Span, root, walk) as JsonObject ?? throw walk.Fail("must be a structure");
            foreach (var (name, value) in members.ToList())
            {
                members.Remove(name);
                found[name] = value;
            }
        }
    }

    private static List<(string Name, string Value)> WriteHeaders(WireShape shape, JsonObject members, WireWalk walk)
    {
        List<(string Name, string Value)> headers = [];
        foreach (var (name, value) in members)
        {
            var member = Documents.Member(shape, name, walk);
            walk.Enter(name);
            if (member.Location == MemberLocation.Header && value is not null && HeaderText.Write(member.Shape, value, walk) is { } text)
            {
                headers.Add((member.WireName, text));
            }
            else if (member.Location == MemberLocation.PrefixHeaders && value is not null)
            {
                headers.AddRange(Documents.Object(value, walk).Select(h => (HeaderText.Name(member.WireName + h.Key, walk), HeaderText.Write(member.Shape.Item!.Shape, h.Value!, walk)!)));
            }

            walk.Leave();
        }

        return headers;
    }

    private (string Type, byte[] Body) WriteBody(WireShape shape, JsonObject members, string root, WireWalk walk) =>
        shape.Members.FirstOrDefault(m => m.Location == MemberLocation.Payload && members.ContainsKey(m.Name)) is { } payload ? Payload(payload, members[payload.Name], walk)
        : shape.Members.Any(static m => m.Location == MemberLocation.Body) ? (contentType, WriteDocument(shape, members, root, walk))
        : ("", []);

    private static IReadOnlyList<(string Name, string Value)> Typed(IReadOnlyList<(string Name, string Value)> headers, string type) =>
        type.Length == 0 || HttpHeaders.First(headers, HttpHeaders.ContentType) is not null ? headers : [.. headers, (HttpHeaders.ContentType, type)];

    private (string Type, byte[] Body) Payload(WireMember payload, JsonNode? value, WireWalk walk)
    {
        walk.Enter(payload.Name);
        var written = value is null ? ("", [])
            : payload.Shape.Kind == WireKind.Blob ? (BytesType, Scalars.Bytes(value, walk))
            : payload.Shape.Kind == WireKind.String ? (TextType, Encoding.UTF8.GetBytes(Scalars.Text(value, walk)))
            : (contentType, WriteDocument(payload.Shape, value, payload.WireName, walk));
        walk.Leave();
        return written;
    }
}

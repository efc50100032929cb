using System.Globalization;
using System.IO.Hashing;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using LambdaSim.Randomness;
using LambdaSim.Wire.Codecs;

namespace LambdaSim.Wire.DynamoDb;

/// <summary>DynamoDB and its streams: JSON 1.0 with a checksum of each answer (rules DDB-WIRE, DDB-ERROR).</summary>
internal sealed class DynamoDbWire : IWireService
{
    private const string Tables = "DynamoDB_20120810", Streams = "DynamoDBStreams_20120810", ContentType = "application/x-amz-json-1.0";
    private const int IdLetters = 26;

    // Ids of requests end alike.
    private const string IdEnd = "VV4KQNSO5AEMVJF66Q9ASUAAJG", Letters = "0123456789ABCDEFGHIJKLMNOPQRSTUV";

    private static readonly JsonWriterOptions _plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly Dictionary<string, TableOperation> _tables = ByName([.. TableOperations.All, .. ItemOperations.All]);
    private static readonly Dictionary<string, TableOperation> _streams = ByName(StreamOperations.All);

    public string SigningName => "dynamodb";

    public async Task<WireResponse?> TryAnswer(WireRequest request, RequestCaller caller, IWireLoop loop, CancellationToken gone)
    {
        var target = request.Header(AwsJsonCodec.Target);
        if (target is null && caller.Service is null)
        {
            return null;
        }

        if (request.Method == "GET" && request.Target.RawPath is "" or "/")
        {
            return Answer(200, Encoding.UTF8.GetBytes($"healthy: dynamodb.{caller.Region}.amazonaws.com "), request.Id, null);
        }

        if (request.Method != "POST" || !(request.HasMediaType(ContentType) || request.HasMediaType("application/json")))
        {
            return Answer(404, Encoding.UTF8.GetBytes("<UnknownOperationException/>\n"), request.Id, null);
        }

        if (OperationsOf(target) is not { } operations)
        {
            return caller.Service is null ? null : Refuse(DynamoDbFault.UnknownOperation(), request.Id);
        }

        try
        {
            var operation = operations.GetValueOrDefault(NameOf(target!)) ?? throw new DynamoDbFaultException(Unknown(target!));
            var input = DynamoDbBody.Read(operation.Shapes.Input, request.Body.Span);
            var output = await loop.Ask(world => operation.Work(new TableCall(Checked(operation, input), caller, world) { By = request.By })).ConfigureAwait(false);
            return Answer(200, Write(output ?? []), request.Id, ContentType);
        }
        catch (DynamoDbFaultException e)
        {
            return Refuse(e.Fault, request.Id);
        }
        catch (AwsServiceException e)
        {
            return Refuse(DynamoDbFault.Of(e), request.Id);
        }
    }

    private static JsonObject Checked(TableOperation operation, JsonObject input)
    {
        TableOperations.RequireName(operation, input);
        if (RefusedMembers.Find(operation.Shapes.Input, input) is { } refused)
        {
            throw new DynamoDbFaultException(DynamoDbFault.Of(Neighbours.Tables.TableException.Unsupported($"{refused} of {operation.Shapes.Name}")));
        }

        return DynamoDbCheck.MessageOf(operation.Shapes.Input, input) is { } violations
            ? throw new DynamoDbFaultException(DynamoDbFault.Of(Neighbours.Tables.TableException.Invalid(violations))) : input;
    }

    private static Dictionary<string, TableOperation>? OperationsOf(string? target) =>
        target is null ? null
        : target.StartsWith($"{Tables}.", StringComparison.Ordinal) ? _tables
        : target.StartsWith($"{Streams}.", StringComparison.Ordinal) ? _streams : null;

    private static string NameOf(string target) => target[(target.IndexOf('.', StringComparison.Ordinal) + 1)..];

    private static DynamoDbFault Unknown(string target)
    {
        var name = NameOf(target);
        return Unsimulated.Contains(name) ? DynamoDbFault.Of(Neighbours.Tables.TableException.Unsupported($"the operation {name}")) : DynamoDbFault.UnknownOperation();
    }

    private static Dictionary<string, TableOperation> ByName(IEnumerable<TableOperation> operations) => operations.ToDictionary(static o => o.Shapes.Name, StringComparer.Ordinal);

    /// <summary>Operations that DynamoDB has, and LambdaSim has not.</summary>
    public static IReadOnlyCollection<string> Unsimulated { get; } = new HashSet<string>(StringComparer.Ordinal)
    {
        "BatchExecuteStatement", "CreateBackup", "CreateGlobalTable", "DeleteBackup", "DescribeBackup", "DescribeExport", "DescribeGlobalTable", "DescribeGlobalTableSettings",
        "DescribeImport", "DescribeTableReplicaAutoScaling", "DisableKinesisStreamingDestination", "EnableKinesisStreamingDestination", "ExecuteStatement", "ExecuteTransaction",
        "ExportTableToPointInTime", "ImportTable", "ListBackups", "ListContributorInsights", "ListExports", "ListGlobalTables", "ListImports", "RestoreTableFromBackup",
        "RestoreTableToPointInTime", "UpdateContributorInsights", "UpdateGlobalTable", "UpdateGlobalTableSettings", "UpdateKinesisStreamingDestination", "UpdateTableReplicaAutoScaling",
    };

    private static WireResponse Refuse(DynamoDbFault fault, string id) => Answer(fault.Status, Write(fault.Body()), id, ContentType);

    private static byte[] Write(JsonObject body)
    {
        var buffer = new System.Buffers.ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, _plain))
        {
            body.WriteTo(writer);
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static WireResponse Answer(int status, byte[] body, string id, string? type)
    {
        var answer = new WireResponse(status) { ContentType = type, Body = body };
        answer.Headers[WireHeader.RequestId] = IdOf(id);
        answer.Headers["x-amz-crc32"] = Crc32.HashToUInt32(body).ToString(CultureInfo.InvariantCulture);
        return answer;
    }

    // The transport's id in DynamoDB's form.
    private static string IdOf(string id)
    {
        var stream = StableHash.Of(id);
        return string.Create(IdLetters + IdEnd.Length, stream, static (text, from) =>
        {
            for (var i = 0; i < IdLetters; i++)
            {
                text[i] = Letters[(int)(Draw.At(from, (ulong)i) % (ulong)Letters.Length)];
            }

            IdEnd.CopyTo(text[IdLetters..]);
        });
    }
}

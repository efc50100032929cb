using System.Text;
using System.Text.Json.Nodes;
using LambdaSim.Wire.Codecs;
using LambdaSim.Wire.Sqs;

namespace LambdaSim.Tests.Endpoint;

/// <summary>SQS's two protocols from one table: what the codecs write, the endpoint reads; what the endpoint answers, they read and write again byte for byte.</summary>
public sealed class SqsShapesTests : IDisposable
{
    private const string Url = "http://127.0.0.1:4566/123456789012/orders";

    private static readonly AwsQueryCodec _query = new(SqsShapes.Service);
    private static readonly AwsJsonCodec _json = new(SqsShapes.Service);

    private static readonly WireOperation _sendMessage = SqsShapes.Operation("SendMessage"), _sendMessageBatch = SqsShapes.Operation("SendMessageBatch"), _receiveMessage = SqsShapes.Operation("ReceiveMessage");

    private readonly SqsWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_message_goes_out_and_comes_back(bool isQuery)
    {
        await _world.Create();
        var sent = await Call(isQuery, _sendMessage, $$$"""
            {"QueueUrl":"{{{Url}}}","MessageBody":"a <b> é\r\n","DelaySeconds":0,"MessageAttributes":{"n":{"DataType":"Number","StringValue":"5"},"b":{"DataType":"Binary","BinaryValue":"AAEC"} } }
            """);
        var got = await Call(isQuery, _receiveMessage, $$"""{"QueueUrl":"{{Url}}","MaxNumberOfMessages":10,"AttributeNames":["ApproximateReceiveCount"],"MessageAttributeNames":["All"]}""");

        var message = Assert.Single(got["Messages"]!.AsArray())!;
        Assert.Equal((string?)sent["MessageId"], (string?)message["MessageId"]);
        Assert.Equal((string?)sent["MD5OfMessageAttributes"], (string?)message["MD5OfMessageAttributes"]);
        Assert.Equal("""{"ApproximateReceiveCount":"1"}""", message["Attributes"]!.ToJsonString());
        Assert.Equal("""{"b":{"BinaryValue":"AAEC","DataType":"Binary"},"n":{"StringValue":"5","DataType":"Number"}}""", message["MessageAttributes"]!.ToJsonString());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_batch_has_results_of_both_kinds(bool isQuery)
    {
        await _world.Create();
        var sent = await Call(isQuery, _sendMessageBatch, $$$"""
            {"QueueUrl":"{{{Url}}}","Entries":[{"Id":"x","MessageBody":"1"},{"Id":"y","MessageBody":"2","DelaySeconds":901},{"Id":"z","MessageBody":"3","MessageAttributes":{"k":{"DataType":"String","StringValue":"v"} } }]}
            """);

        Assert.Equal(["x", "z"], sent["Successful"]!.AsArray().Select(static e => (string?)e!["Id"]));
        Assert.Equal("y True", sent["Failed"]!.AsArray().Select(static e => $"{e!["Id"]} {(bool)e["SenderFault"]!}").Single());
    }

    [Fact]
    public void A_form_has_the_names_that_AWS_documents()
    {
        var request = _query.WriteRequest(_sendMessage, Parse("""{"QueueUrl":"u","MessageBody":"a b","MessageAttributes":{"n":{"DataType":"Number","StringValue":"5"}}}"""));

        Assert.Equal(
            "Action=SendMessage&Version=2012-11-05&QueueUrl=u&MessageBody=a%20b&MessageAttribute.1.Name=n&MessageAttribute.1.Value.DataType=Number&MessageAttribute.1.Value.StringValue=5",
            Encoding.UTF8.GetString(request.Body.Span));
    }

    [Theory]
    [InlineData("AttributeName.1=A&AttributeName.2=B")]
    [InlineData("AttributeName.2=B&AttributeName.1=A")]
    [InlineData("AttributeNames.member.1=A&AttributeNames.member.2=B")]
    public void Lists_are_read_flattened_or_not(string form) => Assert.Equal("""{"AttributeNames":["A","B"]}""", Read(_receiveMessage, form));

    [Theory]
    [InlineData("MessageAttribute.1.Name=n&MessageAttribute.1.Value.DataType=String")]
    [InlineData("MessageAttributes.entry.1.Name=n&MessageAttributes.entry.1.Value.DataType=String")]
    [InlineData("MessageAttributes.entry.1.key=n&MessageAttributes.entry.1.value.DataType=String")]
    public void Maps_are_read_flattened_or_not(string form) => Assert.Equal("""{"MessageAttributes":{"n":{"DataType":"String"}}}""", Read(_sendMessage, form));

    [Theory]
    [InlineData("MaxNumberOfMessages=ten", "MaxNumberOfMessages", "must be a whole number")]
    [InlineData("QueueUrl=a&QueueUrl=b", "", "stands twice")]
    [InlineData("QueueUrl.1=a", "QueueUrl", "has members where a value is expected")]
    [InlineData("AttributeName.x=a", "AttributeNames", "has x where the number of an item is expected")]
    [InlineData("AttributeName=a", "AttributeNames", "has a value where members are expected")]
    [InlineData("AttributeName.1=a&AttributeName.2=%zz", "", "has a percent sign without two hexadecimal digits")]
    [InlineData("QueueUrl=%ff", "", "is no UTF-8")]
    public void A_form_that_is_none_is_refused_with_the_place(string form, string path, string what)
    {
        var error = Assert.Throws<WireFormatException>(() => Read(_receiveMessage, form));

        Assert.Equal((path, what), (error.Path, error.What));
    }

    [Fact]
    public void An_error_has_the_older_code_in_XML_and_in_a_header()
    {
        var fault = new WireFault(new WireError("QueueDoesNotExist") { QueryCode = "AWS.SimpleQueueService.NonExistentQueue" }, "The specified queue does not exist.");
        var (xml, json) = (_query.WriteError(fault, "r"), _json.WriteError(fault, "r"));

        Assert.Equal(
            """<?xml version="1.0" encoding="utf-8"?><ErrorResponse xmlns="http://queue.amazonaws.com/doc/2012-11-05/"><Error><Type>Sender</Type><Code>AWS.SimpleQueueService.NonExistentQueue</Code><Message>The specified queue does not exist.</Message><Detail /></Error><RequestId>r</RequestId></ErrorResponse>""",
            Encoding.UTF8.GetString(xml.Body.Span));
        Assert.Equal("""{"__type":"com.amazonaws.sqs#QueueDoesNotExist","message":"The specified queue does not exist."}""", Encoding.UTF8.GetString(json.Body.Span));
        Assert.Equal("AWS.SimpleQueueService.NonExistentQueue;Sender", json.Header("x-amzn-query-error"));
    }

    private static JsonObject Parse(string json) => JsonNode.Parse(json)!.AsObject();

    private static string Read(WireOperation operation, string form) =>
        _query.ReadRequest(operation, new RequestParts("POST", "/") { Headers = [("Content-Type", "application/x-www-form-urlencoded")], Body = Encoding.UTF8.GetBytes(form) }).ToJsonString();

    // The endpoint's answer, which the codec must be able to write itself.
    private async Task<JsonObject> Call(bool isQuery, WireOperation operation, string input)
    {
        IWireCodec codec = isQuery ? _query : _json;
        var body = Encoding.UTF8.GetString(codec.WriteRequest(operation, Parse(input)).Body.Span);
        var answer = isQuery ? await _world.Query(body) : await _world.Json(operation.Name, body);
        var output = codec.ReadResponse(operation, new ResponseParts(answer.Status) { Body = Encoding.UTF8.GetBytes(answer.Body) });

        Assert.Equal(answer.Body, Encoding.UTF8.GetString(codec.WriteResponse(operation, output, answer.Headers["x-amzn-RequestId"]!).Body.Span));
        return output;
    }
}

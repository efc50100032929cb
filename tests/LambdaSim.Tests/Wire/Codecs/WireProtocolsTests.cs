using System.Text;
using LambdaSim.Wire.Codecs;

namespace LambdaSim.Tests.Wire.Codecs;

/// <summary>Which protocol a request speaks.</summary>
public sealed class WireProtocolsTests
{
    private const string Form = "application/x-www-form-urlencoded; charset=utf-8";

    [Theory]
    [InlineData("/service/Metrics/operation/PutMetricData", "", "application/cbor", "smithy-protocol: rpc-v2-cbor", "", "RpcV2Cbor Metrics PutMetricData")]
    [InlineData("/prefix/service/Metrics/operation/Put", "", "application/cbor", "smithy-protocol: rpc-v2-cbor", "", "RpcV2Cbor Metrics Put")]
    [InlineData("/", "", "application/cbor", "smithy-protocol: rpc-v2-cbor", "", "RpcV2Cbor  ")]
    [InlineData("/", "", "application/x-amz-json-1.0", "X-Amz-Target: AmazonSQS.SendMessage", "{}", "AwsJson10 AmazonSQS SendMessage")]
    [InlineData("/", "", "application/x-amz-json-1.1", "X-Amz-Target: AWSEvents.PutEvents", "{}", "AwsJson11 AWSEvents PutEvents")]
    [InlineData("/", "", "application/x-amz-json-1.1", "X-Amz-Target: PutEvents", "{}", "AwsJson11  PutEvents")]
    [InlineData("/", "", Form, "", "Version=1&Action=SendMessage&A=b", "AwsQuery  SendMessage")]
    [InlineData("/1/queue", "Action=SendMessage", "", "", "", "AwsQuery  SendMessage")]
    [InlineData("/", "", Form, "", "MyAction=SendMessage", "AwsQuery  ")]
    [InlineData("/bucket/key", "", "application/xml", "", "<a/>", "RestXml  ")]
    [InlineData("/v1/pipes/a", "", "application/json", "", "{}", "RestJson  ")]
    [InlineData("/2015-03-31/functions", "", "", "", "", "RestJson  ")]
    [InlineData("/v1/pipes", "", "", "", "", "RestJson  ")]
    [InlineData("/bucket/key", "", "", "", "", "RestXml  ")]
    [InlineData("/2030-13-31/key", "", "", "", "", "RestXml  ")]
    [InlineData("/", "", "", "", "", "RestXml  ")]
    public void A_request_says_its_protocol(string path, string query, string type, string header, string body, string expected)
    {
        var call = WireProtocols.Of(Request(path, query, type, header, body))!;

        Assert.Equal(expected, $"{call.Protocol} {call.Service} {call.Operation}");
    }

    [Fact]
    public void A_body_of_JSON_is_an_object_for_a_service_that_speaks_XML() =>
        Assert.Equal(WireProtocol.RestXml, WireProtocols.Of(Request("/bucket/key", "", "application/json", "", "{}"), WireProtocol.RestXml)!.Protocol);

    [Fact]
    public void A_request_of_no_protocol_that_the_service_speaks_has_none() =>
        Assert.Null(WireProtocols.Of(Request("/", "", "application/json", "", "{}"), WireProtocol.AwsJson10, WireProtocol.AwsQuery));

    private static RequestParts Request(string path, string query, string type, string header, string body)
    {
        List<(string, string)> headers = type.Length > 0 ? [("content-type", type)] : [];
        if (header.Split(": ") is [var name, var value])
        {
            headers.Add((name, value));
        }

        return new RequestParts("POST", path) { Query = query, Headers = headers, Body = Encoding.UTF8.GetBytes(body) };
    }
}

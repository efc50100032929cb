using System.Text.Json.Nodes;
using System.Xml;
using LambdaSim.Neighbours;

namespace LambdaSim.Wire.Sqs;

/// <summary>The older protocol: forms in, XML out (rule SQS-QUERY).</summary>
internal static class SqsQueryCodec
{
    public const string Namespace = "http://queue.amazonaws.com/doc/2012-11-05/";

    private static readonly string[] _plain =
    [
        "QueueUrl", "QueueName", "QueueNamePrefix", "QueueOwnerAWSAccountId", "NextToken", "MaxResults", "MessageBody", "DelaySeconds", "MessageGroupId",
        "MessageDeduplicationId", "MaxNumberOfMessages", "VisibilityTimeout", "WaitTimeSeconds", "ReceiveRequestAttemptId", "ReceiptHandle", "Id", "Label", "SourceArn", "TaskHandle",
    ];

    private static readonly (string Member, string Singular)[] _lists =
        [("AttributeNames", "AttributeName"), ("MessageSystemAttributeNames", "MessageSystemAttributeName"), ("MessageAttributeNames", "MessageAttributeName"), ("TagKeys", "TagKey")];

    private static readonly (string Member, string Singular)[] _maps = [("Attributes", "Attribute"), ("Tags", "Tag")];

    private static readonly (string Member, string Singular)[] _attributeMaps = [("MessageAttributes", "MessageAttribute"), ("MessageSystemAttributes", "MessageSystemAttribute")];

    public static JsonObject Read(QueryForm form)
    {
        var input = Members(form);
        var entries = Items(form, "Entries", $"{form.Action}RequestEntry");
        if (entries.Count > 0)
        {
            input["Entries"] = new JsonArray([.. entries.Select(static e => (JsonNode)Members(e.Members))]);
        }

        return input;
    }

    public static WireResponse Answer(string requestId, string action, JsonObject? result) => XmlAnswer.Result(
        requestId, Namespace, action, result is null ? null : xml => WriteMembers(xml, action, result));

    public static WireResponse Answer(string requestId, QueueServiceException error) =>
        XmlAnswer.Error(requestId, Namespace, error.StatusCode, error.QueryCode, error.Message);

    private static JsonObject Members(QueryForm form)
    {
        var input = new JsonObject();
        foreach (var name in _plain)
        {
            if (form[name] is { } value)
            {
                input[name] = value;
            }
        }

        foreach (var (member, singular) in _lists)
        {
            if (Items(form, member, singular) is { Count: > 0 } items)
            {
                input[member] = new JsonArray([.. items.Select(static i => (JsonNode)(i.Value ?? ""))]);
            }
        }

        foreach (var (member, singular) in _maps)
        {
            if (Items(form, member, singular) is { Count: > 0 } items)
            {
                input[member] = Map(items, static m => m["Value"] ?? m["value"] ?? "");
            }
        }

        foreach (var (member, singular) in _attributeMaps)
        {
            if (Items(form, member, singular) is { Count: > 0 } items)
            {
                input[member] = Map(items, static m => AttributeIn(m.Under("Value")));
            }
        }

        return input;
    }

    private static IReadOnlyList<QueryItem> Items(QueryForm form, string member, string singular) =>
        form.Items(singular) is { Count: > 0 } items ? items : form.Items(member);

    private static JsonObject Map(IReadOnlyList<QueryItem> items, Func<QueryForm, JsonNode> value)
    {
        var map = new JsonObject();
        foreach (var item in items)
        {
            map[item.Members["Name"] ?? item.Members["Key"] ?? item.Members["key"] ?? ""] = value(item.Members);
        }

        return map;
    }

    private static JsonObject AttributeIn(QueryForm form)
    {
        var attribute = new JsonObject();
        foreach (var name in (ReadOnlySpan<string>)["DataType", "StringValue", "BinaryValue"])
        {
            if (form[name] is { } value)
            {
                attribute[name] = value;
            }
        }

        return attribute;
    }

    private static void WriteMembers(XmlWriter xml, string action, JsonObject members)
    {
        foreach (var (name, value) in members)
        {
            switch (name, value)
            {
                case ("Attributes", JsonObject map):
                    WriteMap(xml, action, "Attribute", "Name", map);
                    break;
                case ("MessageAttributes", JsonObject map):
                    WriteMap(xml, action, "MessageAttribute", "Name", map);
                    break;
                case ("Tags", JsonObject map):
                    WriteMap(xml, action, "Tag", "Key", map);
                    break;
                case (_, JsonArray list):
                    foreach (var item in list)
                    {
                        WriteValue(xml, action, ItemName(action, name), item);
                    }

                    break;
                default:
                    WriteValue(xml, action, name, value);
                    break;
            }
        }
    }

    private static string ItemName(string action, string list) => list switch
    {
        "Successful" => $"{action}ResultEntry",
        "Failed" => "BatchResultErrorEntry",
        "Messages" => "Message",
        _ => "QueueUrl",
    };

    private static void WriteMap(XmlWriter xml, string action, string element, string keyName, JsonObject map)
    {
        foreach (var (key, value) in map)
        {
            xml.WriteStartElement(element, Namespace);
            xml.WriteElementString(keyName, Namespace, key);
            WriteValue(xml, action, "Value", value);
            xml.WriteEndElement();
        }
    }

    private static void WriteValue(XmlWriter xml, string action, string name, JsonNode? value)
    {
        xml.WriteStartElement(name, Namespace);
        if (value is JsonObject members)
        {
            WriteMembers(xml, action, members);
        }
        else
        {
            xml.WriteString(value?.ToString() ?? "");
        }

        xml.WriteEndElement();
    }
}

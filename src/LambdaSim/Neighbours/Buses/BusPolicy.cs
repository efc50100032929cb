using System.Text.Json;
using System.Text.Json.Nodes;
using LambdaSim.Configuration;
using LambdaSim.Resources;

namespace LambdaSim.Neighbours.Buses;

/// <summary>Who may put events on a bus: kept and told, not enforced (rule EVB-PERMISSION).</summary>
internal sealed class BusPolicy(Bus bus)
{
    private const string Version = "2012-10-17";

    private JsonObject? _document;

    /// <summary>As JSON; null: nobody was allowed anything.</summary>
    public string? Text => _document?.ToJsonString();

    /// <summary>PutPermission.</summary>
    public void Put(JsonObject said)
    {
        if ((string?)said["Policy"] is { } policy)
        {
            _document = Parse(policy);
            Note();
            return;
        }

        var (action, principal, id) = ((string?)said["Action"], (string?)said["Principal"], (string?)said["StatementId"]);
        new Constraints()
            .Length("action", action, 1, 64).Length("principal", principal, 1, 12).Length("statementId", id, 1, 64).Characters("statementId", id, "-_", "[a-zA-Z0-9-_]+")
            .Check();
        if (action != "events:PutEvents")
        {
            throw BusServiceException.Validation("Provided value in parameter 'action' is not supported.");
        }

        if (principal is null || (principal != "*" && !(principal.Length == 12 && principal.All(char.IsAsciiDigit))))
        {
            throw BusServiceException.Validation("Provided value in parameter 'principal' is not valid.");
        }

        var statement = new JsonObject
        {
            ["Sid"] = id ?? throw BusServiceException.Validation("Parameter StatementId must be specified."),
            ["Effect"] = "Allow",
            ["Principal"] = principal == "*" ? "*" : new JsonObject { ["AWS"] = new Arn("aws", "iam", "", principal, "root").ToString() },
            ["Action"] = action,
            ["Resource"] = bus.Arn,
        };
        if (said["Condition"] is JsonObject condition)
        {
            statement["Condition"] = new JsonObject { [(string?)condition["Type"] ?? ""] = new JsonObject { [(string?)condition["Key"] ?? ""] = (string?)condition["Value"] } };
        }

        _document ??= new JsonObject { ["Version"] = Version, ["Statement"] = new JsonArray() };
        Drop(id);
        Statements.Add((JsonNode)statement);
        Note();
    }

    /// <summary>RemovePermission.</summary>
    public void Remove(string? id, bool all)
    {
        if (all)
        {
            _document = null;
            return;
        }

        if (_document is null)
        {
            throw BusServiceException.NotFound("EventBus does not have a policy.");
        }

        if (id is null || !Drop(id))
        {
            throw BusServiceException.NotFound("Statement with the provided id does not exist.");
        }

        _document = Statements.Count == 0 ? null : _document;
    }

    private void Note() => bus.Owner.Note($"event bus {bus.Name}: PutPermission: who may put events is kept and told, whoever asks may");

    private JsonArray Statements => (JsonArray)_document!["Statement"]!;

    private bool Drop(string id)
    {
        var found = Statements.FirstOrDefault(s => (string?)s?["Sid"] == id);
        return found is not null && Statements.Remove(found);
    }

    private static JsonObject Parse(string policy)
    {
        if (JsonText.ProblemOf(System.Text.Encoding.UTF8.GetBytes(policy)) is null && JsonNode.Parse(policy, documentOptions: new JsonDocumentOptions { MaxDepth = JsonText.MaxDepth }) is JsonObject document)
        {
            try
            {
                // A single statement may stand without a list.
                document["Statement"] = document["Statement"] switch
                {
                    JsonArray list => (JsonArray)list.DeepClone(),
                    JsonObject one => new JsonArray(one.DeepClone()),
                    _ => throw BusServiceException.Validation("Invalid policy document."),
                };
                return document;
            }
            catch (ArgumentException)
            {
                // A name stands twice.
            }
        }

        throw BusServiceException.Validation("Invalid policy document.");
    }
}

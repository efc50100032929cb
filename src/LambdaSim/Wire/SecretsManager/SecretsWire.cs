using System.Text.Json.Nodes;
using LambdaSim.Neighbours.Secrets;
using LambdaSim.Wire.Codecs;

namespace LambdaSim.Wire.SecretsManager;

/// <summary>Secrets Manager's API (rules SEC-CREATE, SEC-GET, SEC-VERSION, SEC-DELETE).</summary>
internal sealed class SecretsWire() : TableService(SecretShapes.Service, WireProtocol.AwsJson11, _operations)
{
    private const int MostListed = 100, MostRead = 20;

    private static readonly TableOperation[] _operations =
    [
        new(SecretShapes.CreateSecret, Create),
        new(SecretShapes.UpdateSecret, Update),
        new(SecretShapes.PutSecretValue, Put),
        new(SecretShapes.GetSecretValue, Get),
        new(SecretShapes.BatchGetSecretValue, BatchGet),
        new(SecretShapes.DescribeSecret, static c => SecretDocument.Described(Any(c))),
        new(SecretShapes.ListSecrets, List),
        new(SecretShapes.ListSecretVersionIds, Versions),
        new(SecretShapes.UpdateSecretVersionStage, MoveStage),
        new(SecretShapes.DeleteSecret, Delete),
        new(SecretShapes.RestoreSecret, Restore),
        new(SecretShapes.TagResource, static c => Done(() => SecretService.Tag(Present(c), SecretDocument.Tags(c)))),
        new(SecretShapes.UntagResource, static c => Done(() => c.Texts("TagKeys").ToList().ForEach(k => Present(c).Tags.Remove(k)))),
        new(SecretShapes.GetResourcePolicy, static c => Named(Any(c), ("ResourcePolicy", Any(c).Policy))),
        new(SecretShapes.PutResourcePolicy, static c => Policy(c, c.Text("ResourcePolicy"))),
        new(SecretShapes.DeleteResourcePolicy, static c => Policy(c, null)),
        new(SecretShapes.GetRandomPassword, static c => new JsonObject { ["RandomPassword"] = RandomPassword.Of(c, At(c)) }),
        new(SecretShapes.RotateSecret, static _ => throw SecretException.Unsupported("rotation")),
        new(SecretShapes.CancelRotateSecret, static _ => throw SecretException.Unsupported("rotation")),
    ];

    public override string SigningName => "secretsmanager";

    protected override string Title => "Secrets Manager";

    private static SecretService At(TableCall call) => call.World.Book<SecretBook>().At(call.Caller.Account, call.Caller.Region);

    private static Secret Any(TableCall call) => At(call).Any(call.Text("SecretId")!);

    private static Secret Present(TableCall call) => At(call).Get(call.Text("SecretId")!);

    private static JsonObject? Done(Action work)
    {
        work();
        return null;
    }

    private static JsonObject Named(Secret secret, params (string Name, string? Value)[] more)
    {
        var document = new JsonObject { ["ARN"] = secret.Arn.ToString(), ["Name"] = secret.Name };
        foreach (var (name, value) in more)
        {
            SecretDocument.Add(document, name, value);
        }

        return document;
    }

    private static JsonObject Create(TableCall call)
    {
        if (call.Objects("AddReplicaRegions").Any())
        {
            throw SecretException.Unsupported("replication");
        }

        var secret = At(call).Create(call.Text("Name")!, call.Text("ClientRequestToken"), call.Text("SecretString"), call.Text("SecretBinary"), SecretDocument.Tags(call));
        Describe(call, secret);
        return Named(secret, ("VersionId", secret.WithStage(Secret.Current)?.Id));
    }

    private static JsonObject Update(TableCall call)
    {
        var secret = Present(call);
        Describe(call, secret);
        if (call.Text("SecretString") is null && call.Text("SecretBinary") is null)
        {
            return Named(secret);
        }

        return Named(secret, ("VersionId", At(call).Put(secret, call.Text("ClientRequestToken"), call.Text("SecretString"), call.Text("SecretBinary"), []).Id));
    }

    private static void Describe(TableCall call, Secret secret)
    {
        secret.Description = call.Text("Description") ?? secret.Description;
        secret.KmsKeyId = call.Text("KmsKeyId") ?? secret.KmsKeyId;
        secret.ChangedAt = At(call).Now;
    }

    private static JsonObject Put(TableCall call)
    {
        var secret = Present(call);
        var version = At(call).Put(secret, call.Text("ClientRequestToken"), call.Text("SecretString"), call.Text("SecretBinary"), call.Texts("VersionStages"));
        var document = Named(secret, ("VersionId", version.Id));
        document["VersionStages"] = SecretDocument.Stages(version);
        return document;
    }

    private static JsonObject Get(TableCall call)
    {
        At(call).Read(call.By);
        var secret = Present(call);
        return SecretDocument.Value(secret, At(call).Value(secret, call.Text("VersionId"), call.Text("VersionStage")));
    }

    private static JsonObject BatchGet(TableCall call)
    {
        var service = At(call);
        service.Read(call.By);
        var ids = call.Texts("SecretIdList");
        if (ids.Count > 0 == call.Objects("Filters").Any())
        {
            throw SecretException.Parameter("Either 'SecretIdList' or 'Filters' must be provided, but not both.");
        }

        var (values, errors) = (new JsonArray(), new JsonArray());
        string? next = null;
        if (ids.Count == 0)
        {
            var found = service.All.Where(s => s.DeletedAt is null && SecretFilters.Matches(s, call.Objects("Filters"))).Select(static s => (s.Name, new JsonObject { ["Id"] = s.Name }));
            (var page, next) = TokenPage.Of(found, call.Text("NextToken"), call.Number("MaxResults") ?? MostRead) ?? throw SecretException.BadToken();
            ids = [.. page.Select(static p => (string)p["Id"]!)];
        }

        foreach (var id in ids)
        {
            try
            {
                var secret = service.Get(id);
                values.Add((JsonNode)SecretDocument.Value(secret, service.Value(secret, null, null)));
            }
            catch (SecretException e)
            {
                errors.Add((JsonNode)new JsonObject { ["SecretId"] = id, ["ErrorCode"] = e.ErrorCode, ["Message"] = e.Message });
            }
        }

        var document = new JsonObject { ["SecretValues"] = values, ["Errors"] = errors };
        SecretDocument.Add(document, "NextToken", next);
        return document;
    }

    private static JsonObject List(TableCall call)
    {
        var found = At(call).All.Where(s => (s.DeletedAt is null || call.Flag("IncludePlannedDeletion")) && SecretFilters.Matches(s, call.Objects("Filters"))).Select(static s => (s.Name, SecretDocument.Listed(s)));
        return Page(call, "SecretList", found);
    }

    private static JsonObject Versions(TableCall call)
    {
        var secret = Any(call);
        var found = secret.Versions.Where(v => v.Stages.Count > 0 || call.Flag("IncludeDeprecated")).Select(static (v, i) => (i.ToString("D6", System.Globalization.CultureInfo.InvariantCulture), SecretDocument.Version(v)));
        var document = Page(call, "Versions", found);
        document["ARN"] = secret.Arn.ToString();
        document["Name"] = secret.Name;
        return document;
    }

    private static JsonObject MoveStage(TableCall call)
    {
        var (secret, stage) = (Present(call), call.Text("VersionStage")!);
        var present = secret.WithStage(stage);
        if (present?.Id != call.Text("RemoveFromVersionId") && present is not null)
        {
            throw SecretException.Parameter($"The parameter RemoveFromVersionId can't be empty. Staging label {stage} is currently attached to version {present.Id}, so you must explicitly reference that version in RemoveFromVersionId.");
        }

        if (call.Text("MoveToVersionId") is { } id)
        {
            secret.Move(stage, secret.WithId(id) ?? throw SecretException.NoValue($"VersionId: {id}"));
        }
        else if (stage == Secret.Current)
        {
            throw SecretException.Parameter("You can only move staging label AWSCURRENT to a different secret version. It can't be completely removed.");
        }
        else
        {
            present?.Stages.Remove(stage);
        }

        secret.ChangedAt = At(call).Now;
        return Named(secret);
    }

    private static JsonObject Delete(TableCall call)
    {
        var secret = Present(call);
        var goes = At(call).Delete(secret, (int?)(long?)call.Input["RecoveryWindowInDays"], call.Flag("ForceDeleteWithoutRecovery"));
        var document = Named(secret);
        document["DeletionDate"] = Timestamps.Write(goes);
        return document;
    }

    private static JsonObject Restore(TableCall call)
    {
        var secret = Any(call);
        (secret.DeletedAt, secret.GoesAt) = (null, null);
        return Named(secret);
    }

    private static JsonObject Policy(TableCall call, string? policy)
    {
        var secret = Present(call);
        secret.Policy = policy;
        return Named(secret);
    }

    private static JsonObject Page(TableCall call, string member, IEnumerable<(string Key, JsonObject Item)> items)
    {
        var (page, next) = TokenPage.Of(items, call.Text("NextToken"), call.Number("MaxResults") ?? MostListed) ?? throw SecretException.BadToken();
        var document = new JsonObject { [member] = new JsonArray([.. page]) };
        SecretDocument.Add(document, "NextToken", next);
        return document;
    }
}

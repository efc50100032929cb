using System.Text;
using System.Text.Json.Nodes;
using LambdaSim.Neighbours.Parameters;
using LambdaSim.Resources;
using LambdaSim.Wire.Codecs;

namespace LambdaSim.Wire.Ssm;

/// <summary>Systems Manager, as far as Parameter Store (rules SSM-PUT, SSM-GET).</summary>
internal sealed class SsmWire() : TableService(SsmShapes.Service, WireProtocol.AwsJson11, _operations)
{
    private const int PageOfPath = 10, PageOfList = 50;

    private static readonly TableOperation[] _operations =
    [
        new(SsmShapes.PutParameter, Put),
        new(SsmShapes.GetParameter, static c => new JsonObject { ["Parameter"] = Of(Read(c).Get(c.Text("Name")!), c.Flag("WithDecryption")) }),
        new(SsmShapes.GetParameters, GetMany),
        new(SsmShapes.GetParametersByPath, ByPath),
        new(SsmShapes.GetParameterHistory, History),
        new(SsmShapes.DescribeParameters, Describe),
        new(SsmShapes.DeleteParameter, static c => At(c).Remove(c.Text("Name")!) ? null : throw ParameterException.NotFound()),
        new(SsmShapes.DeleteParameters, Delete),
        new(SsmShapes.LabelParameterVersion, Label),
        new(SsmShapes.UnlabelParameterVersion, Unlabel),
        new(SsmShapes.AddTagsToResource, static c => Done(() => ParameterService.Tag(Tagged(c), Tags(c)))),
        new(SsmShapes.RemoveTagsFromResource, static c => Done(() => c.Texts("TagKeys").ToList().ForEach(k => Tagged(c).Tags.Remove(k)))),
        new(SsmShapes.ListTagsForResource, static c => new JsonObject
        {
            ["TagList"] = new JsonArray([.. Tagged(c).Tags.Select(static t => (JsonNode)new JsonObject { ["Key"] = t.Key, ["Value"] = t.Value })]),
        }),
    ];

    public override string SigningName => "ssm";

    protected override string Title => "Systems Manager";

    private static ParameterService At(TableCall call) => call.World.Book<ParameterBook>().At(call.Caller.Account, call.Caller.Region);

    private static ParameterService Read(TableCall call)
    {
        At(call).Read(call.By);
        return At(call);
    }

    private static JsonObject? Done(Action work)
    {
        work();
        return null;
    }

    private static SortedDictionary<string, string> Tags(TableCall call)
    {
        var tags = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var tag in call.Objects("Tags"))
        {
            tags[(string)tag["Key"]!] = (string)tag["Value"]!;
        }

        return tags;
    }

    private static Parameter Tagged(TableCall call) => call.Text("ResourceType") == "Parameter" && At(call).Find(call.Text("ResourceId")!) is { } parameter ? parameter
        : throw ParameterException.UnknownResource(call.Text("ResourceId")!);

    private static JsonObject Put(TableCall call)
    {
        var settings = new ParameterSettings
        {
            Type = call.Text("Type") ?? "",
            DataType = call.Text("DataType") ?? "text",
            Description = call.Text("Description"),
            AllowedPattern = call.Text("AllowedPattern"),
            KeyId = call.Text("KeyId"),
            Policies = call.Text("Policies"),
        };
        var (_, version) = At(call).Put(call.Text("Name")!, call.Text("Value")!, call.Text("Tier"), call.Flag("Overwrite"), settings, Tags(call));
        return new JsonObject { ["Version"] = (long)version.Number, ["Tier"] = version.Settings.Tier };
    }

    private static JsonObject GetMany(TableCall call)
    {
        var service = Read(call);
        var names = call.Texts("Names");
        if (names.Distinct(StringComparer.Ordinal).Count() < names.Count)
        {
            throw ParameterException.Invalid("Duplicate parameter names are not allowed.");
        }

        var (found, invalid) = (new JsonArray(), new JsonArray());
        foreach (var name in names.Order(StringComparer.Ordinal))
        {
            try
            {
                found.Add((JsonNode)Of(service.Get(name), call.Flag("WithDecryption")));
            }
            catch (ParameterException)
            {
                invalid.Add((JsonNode)name);
            }
        }

        return new JsonObject { ["Parameters"] = found, ["InvalidParameters"] = invalid };
    }

    private static JsonObject ByPath(TableCall call)
    {
        var service = Read(call);
        var path = call.Text("Path")!;
        if (!path.StartsWith('/') || path.Contains("//", StringComparison.Ordinal))
        {
            throw ParameterException.Invalid("The parameter doesn't meet the parameter name requirements. The parameter name must begin with a forward slash \"/\". It can't be prefixed with \"aws\" or \"ssm\" (case-insensitive). It must use only letters, numbers, or the following symbols: . (period), - (hyphen), _ (underscore). Special characters are not allowed. All sub-paths, if specified, must use the forward slash symbol \"/\". Valid example: /get/parameters2-/by1./path0_.");
        }

        var below = path.EndsWith('/') ? path : path + "/";
        var found = service.All.Where(p => p.Name.StartsWith(below, StringComparison.Ordinal) && (call.Flag("Recursive") || p.Name.IndexOf('/', below.Length) < 0))
            .Where(p => ParameterFilters.Matches(p, call.Objects("ParameterFilters"), isByPath: true));
        return Page(call, found.Select(p => (p.Name, Of((p, p.Latest, null), call.Flag("WithDecryption")))), PageOfPath);
    }

    private static JsonObject History(TableCall call)
    {
        var parameter = At(call).Named(call.Text("Name")!);
        return Page(call, parameter.Versions.Select(v => (v.Number.ToString("D10", System.Globalization.CultureInfo.InvariantCulture), VersionOf(parameter, v, call.Flag("WithDecryption")))), PageOfList);
    }

    private static JsonObject VersionOf(Parameter parameter, ParameterVersion version, bool decrypts)
    {
        var document = Metadata(parameter, version);
        document["Value"] = Shown(version, decrypts);
        document["Labels"] = new JsonArray([.. version.Labels.Select(static l => (JsonNode)l)]);
        return document;
    }

    private static JsonObject Describe(TableCall call)
    {
        // The older form of filters finds names by their beginning.
        var found = At(call).All.Where(p => ParameterFilters.Matches(p, call.Objects("ParameterFilters"), isByPath: false) && ParameterFilters.Matches(p, call.Objects("Filters"), isByPath: false, "BeginsWith"));
        return Page(call, found.Select(static p => (p.Name, Metadata(p, p.Latest))), PageOfList);
    }

    private static JsonObject Delete(TableCall call)
    {
        var (deleted, invalid) = (new JsonArray(), new JsonArray());
        foreach (var name in call.Texts("Names"))
        {
            (At(call).Remove(name) ? deleted : invalid).Add((JsonNode)name);
        }

        return new JsonObject { ["DeletedParameters"] = deleted, ["InvalidParameters"] = invalid };
    }

    private static JsonObject Label(TableCall call)
    {
        var parameter = At(call).Named(call.Text("Name")!);
        var version = parameter.At(((long?)call.Input["ParameterVersion"])?.ToString(System.Globalization.CultureInfo.InvariantCulture));
        var invalid = parameter.Label(version, call.Texts("Labels"));
        return new JsonObject { ["InvalidLabels"] = new JsonArray([.. invalid.Select(static l => (JsonNode)l)]), ["ParameterVersion"] = (long)version.Number };
    }

    private static JsonObject Unlabel(TableCall call)
    {
        var parameter = At(call).Named(call.Text("Name")!);
        var version = parameter.At(((long)call.Input["ParameterVersion"]!).ToString(System.Globalization.CultureInfo.InvariantCulture));
        var (removed, invalid) = (new JsonArray(), new JsonArray());
        foreach (var label in call.Texts("Labels"))
        {
            (version.Labels.Remove(label) ? removed : invalid).Add((JsonNode)label);
        }

        return new JsonObject { ["RemovedLabels"] = removed, ["InvalidLabels"] = invalid };
    }

    private static JsonObject Of((Parameter Parameter, ParameterVersion Version, string? Selector) found, bool decrypts)
    {
        var (parameter, version, selector) = found;
        var document = new JsonObject
        {
            ["Name"] = parameter.Name,
            ["Type"] = version.Settings.Type,
            ["Value"] = Shown(version, decrypts),
            ["Version"] = (long)version.Number,
            ["LastModifiedDate"] = Timestamps.Write(version.At),
            ["ARN"] = parameter.Arn.ToString(),
            ["DataType"] = version.Settings.DataType,
        };
        if (selector is not null)
        {
            document["Selector"] = $":{selector}";
        }

        return document;
    }

    private static JsonObject Metadata(Parameter parameter, ParameterVersion version)
    {
        var settings = version.Settings;
        var document = new JsonObject
        {
            ["Name"] = parameter.Name,
            ["ARN"] = parameter.Arn.ToString(),
            ["Type"] = settings.Type,
            ["LastModifiedDate"] = Timestamps.Write(version.At),
            ["LastModifiedUser"] = new Arn("aws", "iam", "", parameter.Arn.Account, "user/lambdasim").ToString(),
            ["Version"] = (long)version.Number,
            ["Tier"] = settings.Tier,
            ["Policies"] = new JsonArray(),
            ["DataType"] = settings.DataType,
        };
        Add(document, "KeyId", settings.Type == ParameterSettings.Secure ? settings.KeyId ?? "alias/aws/ssm" : null);
        Add(document, "Description", settings.Description);
        Add(document, "AllowedPattern", settings.AllowedPattern);
        return document;
    }

    private static void Add(JsonObject document, string name, string? value)
    {
        if (value is { Length: > 0 })
        {
            document[name] = value;
        }
    }

    // Not encrypted, and not in clear either (rule SSM-SECURE).
    private static string Shown(ParameterVersion version, bool decrypts) =>
        decrypts || version.Settings.Type != ParameterSettings.Secure ? version.Value : $"AQICAH{Convert.ToBase64String(Encoding.UTF8.GetBytes(version.Value))}";

    private static JsonObject Page(TableCall call, IEnumerable<(string Key, JsonObject Item)> items, int usual)
    {
        var (page, next) = TokenPage.Of(items, call.Text("NextToken"), call.Number("MaxResults") ?? usual) ?? throw ParameterException.BadToken();
        var result = new JsonObject { ["Parameters"] = new JsonArray([.. page]) };
        Add(result, "NextToken", next);
        return result;
    }
}

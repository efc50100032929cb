using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using LambdaSim.Neighbours.Gateways;

namespace LambdaSim.Neighbours.Balancers;

/// <summary>What a rule does with a request: forward it, answer it, send it elsewhere (rule ALB-ACTION).</summary>
internal static class RuleActions
{
    private static readonly (string Type, string Member)[] _configs =
        [("forward", "TargetGroupArn"), ("forward", "ForwardConfig"), ("fixed-response", "FixedResponseConfig"), ("redirect", "RedirectConfig")];

    private static readonly string[] _types = ["text/plain", "text/css", "text/html", "application/javascript", "application/json"];

    /// <summary>The actions with what AWS fills in.</summary>
    /// <exception cref="BalancerException">AWS refuses them, or one is not simulated.</exception>
    public static JsonArray Checked(IReadOnlyList<JsonObject> actions, BalancerService service)
    {
        if (actions.Count != 1)
        {
            throw actions.Count == 0 ? BalancerException.Invalid("An action must be specified") : BalancerException.Unsupported("more than one action of a rule, of which one authenticates,");
        }

        var action = actions[0].DeepClone().AsObject();
        if (_configs.FirstOrDefault(c => c.Type != (string?)action["Type"] && action[c.Member] is not null) is { Member: { } other })
        {
            throw BalancerException.Invalid($"{other} cannot be specified for an action of type '{(string?)action["Type"]}'");
        }

        switch ((string?)action["Type"])
        {
            case "forward":
                CheckForward(action, service);
                break;
            case "fixed-response":
                _ = Status(action["FixedResponseConfig"]) ?? throw BalancerException.Invalid("A fixed response must have a status code of 2XX, 4XX or 5XX");
                if ((string?)action["FixedResponseConfig"]?["ContentType"] is { } media && !_types.Contains(media, StringComparer.Ordinal))
                {
                    throw BalancerException.Invalid($"The content type '{media}' must be one of '{string.Join(", ", _types)}'");
                }

                break;
            case "redirect":
                CheckRedirect(action["RedirectConfig"]);
                break;
            case var type:
                throw BalancerException.Unsupported($"actions of type {type}");
        }

        return [action];
    }

    public static IEnumerable<string> GroupsOf(JsonArray actions) => actions.SelectMany(static a => Groups(a!)).Select(static g => (string)g["TargetGroupArn"]!);

    /// <param name="actions">Of the rule that matches.</param>
    /// <param name="request">Gets an answer.</param>
    /// <param name="service">Has the groups.</param>
    /// <param name="listener">Its protocol and port, for what a redirect keeps.</param>
    /// <param name="draw">Chooses among weights below a total.</param>
    /// <param name="answered">Told once.</param>
    public static void Do(JsonArray actions, FrontRequest request, BalancerService service, JsonObject listener, Func<ulong, ulong> draw, Action<FrontAnswer> answered)
    {
        var action = actions[0]!;
        switch ((string)action["Type"]!)
        {
            case "forward":
                if (Choose(action, draw) is { } arn)
                {
                    service.Group(arn).Send(request, answered);
                }
                else
                {
                    answered(BalancerCall.Unavailable());
                }

                break;
            case "redirect":
                answered(Redirect(action["RedirectConfig"]!.AsObject(), request, listener));
                break;
            default:
                var fixedOne = action["FixedResponseConfig"]!;
                answered(new FrontAnswer(Status(fixedOne)!.Value)
                {
                    Headers = [new("Content-Type", (string?)fixedOne["ContentType"] ?? "text/plain")],
                    Body = Encoding.UTF8.GetBytes((string?)fixedOne["MessageBody"] ?? ""),
                });
                break;
        }
    }

    private static void CheckForward(JsonObject action, BalancerService service)
    {
        var (named, config) = ((string?)action["TargetGroupArn"], action["ForwardConfig"] as JsonObject ?? []);
        action["ForwardConfig"] = config;
        config["TargetGroups"] ??= new JsonArray(new JsonObject { ["TargetGroupArn"] = named ?? throw BalancerException.Invalid("A target group ARN must be specified"), ["Weight"] = 1 });
        if ((bool?)config["TargetGroupStickinessConfig"]?["Enabled"] == true)
        {
            throw BalancerException.Unsupported("stickiness of target groups");
        }

        config["TargetGroupStickinessConfig"] ??= new JsonObject { ["Enabled"] = false };
        var groups = Groups(action).ToList();
        foreach (var group in groups)
        {
            _ = service.Group((string?)group["TargetGroupArn"] ?? "");
            group["Weight"] ??= 1;
            if ((int)group["Weight"]! is < 0 or > 999)
            {
                throw BalancerException.Invalid("A weight must be between 0 and 999");
            }
        }

        if (named is not null && (groups.Count != 1 || (string)groups[0]["TargetGroupArn"]! != named))
        {
            throw BalancerException.Invalid("The target group ARN and the forward configuration must name the same target group");
        }

        if (groups.Count is 0 or > 5)
        {
            throw BalancerException.Invalid("A forward action must have between 1 and 5 target groups");
        }

        if (groups.Count == 1)
        {
            action["TargetGroupArn"] = (string)groups[0]["TargetGroupArn"]!;
        }
        else
        {
            action.Remove("TargetGroupArn");
        }
    }

    private static void CheckRedirect(JsonNode? redirect)
    {
        if ((string?)redirect?["StatusCode"] is not ("HTTP_301" or "HTTP_302"))
        {
            throw BalancerException.Invalid("A redirect must have the status code HTTP_301 or HTTP_302");
        }

        var isSame = ((string?)redirect["Protocol"] ?? "#{protocol}") == "#{protocol}" && ((string?)redirect["Host"] ?? "#{host}") == "#{host}"
            && ((string?)redirect["Port"] ?? "#{port}") == "#{port}" && ((string?)redirect["Path"] ?? "/#{path}") == "/#{path}";
        if (isSame)
        {
            throw BalancerException.Invalid("The redirect configuration is not valid: at least one of protocol, host, port and path must be modified to avoid a redirect loop");
        }
    }

    private static FrontAnswer Redirect(JsonObject redirect, FrontRequest request, JsonObject listener)
    {
        var query = Filled((string?)redirect["Query"] ?? "#{query}");
        var location = $"{Filled((string?)redirect["Protocol"] ?? "#{protocol}").ToLowerInvariant()}://{Filled((string?)redirect["Host"] ?? "#{host}")}:{Filled((string?)redirect["Port"] ?? "#{port}")}"
            + Filled((string?)redirect["Path"] ?? "/#{path}") + (query.Length > 0 ? $"?{query}" : "");
        var answer = (string)redirect["StatusCode"]! == "HTTP_301" ? FrontAnswer.Html(301, "301 Moved Permanently") : FrontAnswer.Html(302, "302 Found");
        return answer with { Headers = [.. answer.Headers, new("Location", location)] };

        string Filled(string text) => text
            .Replace("#{protocol}", ((string)listener["Protocol"]!).ToLowerInvariant(), StringComparison.Ordinal)
            .Replace("#{host}", FrontHost.WithoutPort(request.Host), StringComparison.Ordinal)
            .Replace("#{port}", ((int)listener["Port"]!).ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("#{path}", request.RawPath.TrimStart('/'), StringComparison.Ordinal)
            .Replace("#{query}", request.RawQuery, StringComparison.Ordinal);
    }

    private static string? Choose(JsonNode action, Func<ulong, ulong> draw)
    {
        var groups = Groups(action).Select(static g => (Arn: (string)g["TargetGroupArn"]!, Weight: (ulong)(int)g["Weight"]!)).ToList();
        var total = groups.Aggregate(0UL, static (sum, g) => sum + g.Weight);
        if (groups.Count == 1 || total == 0)
        {
            return total == 0 ? null : groups[0].Arn;
        }

        var drawn = draw(total);
        foreach (var (arn, weight) in groups)
        {
            if (drawn < weight)
            {
                return arn;
            }

            drawn -= weight;
        }

        return null;
    }

    private static int? Status(JsonNode? response) =>
        int.TryParse((string?)response?["StatusCode"], NumberStyles.None, CultureInfo.InvariantCulture, out var status) && status is (>= 200 and < 300) or (>= 400 and < 600) ? status : null;

    private static IEnumerable<JsonObject> Groups(JsonNode action) => (action["ForwardConfig"]?["TargetGroups"] as JsonArray)?.Select(static g => g!.AsObject()) ?? [];
}

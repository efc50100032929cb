using System.Text.RegularExpressions;
using LambdaSim.Functions.Model;

namespace LambdaSim.Functions;

// Tags of functions, event source mappings and code signing configurations (rule CTL-TAGS).
internal sealed partial class ControlPlane
{
    /// <summary>AWS's <c>TagResource</c>.</summary>
    public void TagResource(TagResourceRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var match = Resource(request.Resource, TagConstraints.Of(new Constraints().Required("tags", request.Tags), request.Tags!));
        if (request.Tags!.Count == 0)
        {
            throw new InvalidParameterValueException("An error occurred and the request cannot be processed.");
        }

        ChangeTags(request.Resource!, match, tags =>
        {
            foreach (var (key, value) in request.Tags)
            {
                tags[key] = value;
            }
        });
    }

    /// <summary>AWS's <c>UntagResource</c>.</summary>
    public void UntagResource(UntagResourceRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var keys = request.TagKeys is { Count: > 0 } given ? given : null;
        var match = Resource(request.Resource, TagConstraints.OfKeys(new Constraints().Required("tagKeys", keys), keys));
        ChangeTags(request.Resource!, match, tags =>
        {
            foreach (var key in keys!)
            {
                tags.Remove(key);
            }
        });
    }

    /// <summary>AWS's <c>ListTags</c>.</summary>
    public ListTagsResponse ListTags(ListTagsRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var match = Resource(request.Resource, new Constraints());
        return new ListTagsResponse { Tags = new SortedDictionary<string, string>(TagsOf(request.Resource!, match), StringComparer.Ordinal) };
    }

    /// <exception cref="InvalidParameterValueException">There would be more than 50.</exception>
    internal static void RequireFewTags(int count)
    {
        if (count > MaxTags)
        {
            throw new InvalidParameterValueException("Number of tags exceeds resource tag limit.");
        }
    }

    private void ChangeTags(string resource, Match match, Action<SortedDictionary<string, string>> change)
    {
        var tags = TagsOf(resource, match);
        var function = match.Groups["function"].Success ? Functions[match.Groups["function"].Value] : null;
        if (function?.Latest.LastUpdateStatus == "InProgress")
        {
            throw new ResourceConflictException($"The operation cannot be performed at this time. An update is in progress for resource: {Address.OfFunction(function.Name)}");
        }

        var changed = new SortedDictionary<string, string>(tags, StringComparer.Ordinal);
        change(changed);
        RequireFewTags(changed.Count);
        if (changed.SequenceEqual(tags))
        {
            return;
        }

        tags.Clear();
        foreach (var (key, value) in changed)
        {
            tags.Add(key, value);
        }

        if (function is not null)
        {
            function.Latest.RevisionId = _ids.Revision();
        }
    }

    private SortedDictionary<string, string> TagsOf(string resource, Match match)
    {
        if (match.Groups["function"] is { Success: true, Value: var name })
        {
            return match.Groups["qualifier"].Success
                ? throw new InvalidParameterValueException("Tags on function aliases and versions are not supported. Please specify a function ARN.")
                : Require(new FunctionReference(name, null)).Tags;
        }

        var kind = match.Groups["kind"].Value;
        var found = kind switch
        {
            "event-source-mapping" => EventSourceMappings.GetValueOrDefault(resource[(resource.LastIndexOf(':') + 1)..])?.Tags,
            "code-signing-config" => CodeSigningConfigs.GetValueOrDefault(resource)?.Tags,
            _ => null,
        };
        return found ?? throw (kind switch
        {
            "event-source-mapping" => new ResourceNotFoundException($"Event source mapping not found: {resource}"),
            "capacity-provider" => new ResourceNotFoundException($"Capacity provider not found: {resource}"),
            "code-signing-config" => new ResourceNotFoundException($"The Lambda code signing configuration {resource} can not be found.") { IsUntyped = true },
            _ => new ResourceNotFoundException($"Layer not found: {resource}"),
        });
    }

    private Match Resource(string? resource, Constraints constraints)
    {
        constraints.Required("resource", resource).Length("resource", resource, 1, 256).Pattern("resource", resource, TaggableRegex(),
            @"arn:(aws[a-zA-Z-]*):lambda:(eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\d{1}:\d{12}:(function:[a-zA-Z0-9-_]+(:(\$LATEST|[a-zA-Z0-9-_]+))?|layer:([a-zA-Z0-9-_]+)|code-signing-config:csc-[a-z0-9]{17}|event-source-mapping:[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}|capacity-provider:[a-zA-Z0-9-_]+)")
            .Check();
        var match = TaggableRegex().Match(resource!);
        RequireHere(match.Groups["region"].Value, match.Groups["account"].Value);
        return match;
    }

    [GeneratedRegex(@"\Aarn:aws[a-zA-Z-]*:lambda:(?<region>(eusc-)?[a-z]{2}(-gov|-iso[a-z]?)?-[a-z]+-[0-9]):(?<account>[0-9]{12}):(function:(?<function>[a-zA-Z0-9\-_]+)(:(?<qualifier>\$LATEST|[a-zA-Z0-9\-_]+))?|(?<kind>layer):[a-zA-Z0-9\-_]+|(?<kind>code-signing-config):csc-[a-z0-9]{17}|(?<kind>event-source-mapping):[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}|(?<kind>capacity-provider):[a-zA-Z0-9\-_]+)\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex TaggableRegex();
}

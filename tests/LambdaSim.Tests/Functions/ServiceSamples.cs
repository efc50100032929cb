using System.Text.Json;
using LambdaSim.Functions;
using LambdaSim.Functions.Model;

namespace LambdaSim.Tests.Functions;

/// <summary>Functions with published versions as a control plane holds them, and calls as an endpoint makes them.</summary>
internal static class ServiceSamples
{
    public const string Arn = "arn:aws:lambda:us-east-1:111111111111:function:";

    /// <summary>An active function with so many published versions, of which each differs from the one before in its description.</summary>
    public static ServiceWorld Holding(this ServiceWorld world, string name = "fn", int versions = 2, Func<int, FunctionSettings>? settings = null)
    {
        settings ??= static n => new FunctionSettings { Role = "arn:aws:iam::111111111111:role/r", Description = $"version {n}" };
        var entry = new FunctionEntry(name, Version(ControlPlane.Latest, settings(0)));
        for (var number = 1; number <= versions; number++)
        {
            entry.Versions.Add(number, Version($"{number}", settings(number)));
        }

        world.Plane.LastVersions[name] = versions;
        world.Plane.Functions.Add(name, entry);
        return world;
    }

    public static ServiceWorld WithAlias(this ServiceWorld world, string alias = "live", string version = "1", string routing = "{}")
    {
        world.Ask("CreateAlias", $$$"""{"FunctionName": "fn", "Name": "{{{alias}}}", "FunctionVersion": "{{{version}}}", "RoutingConfig": {"AdditionalVersionWeights": {{{routing}}}}}""");
        return world;
    }

    /// <summary>The answer as JSON; null: no body.</summary>
    public static string? Ask(this ServiceWorld world, string operation, string json)
    {
        using var document = JsonDocument.Parse(json);
        return Operations.All[operation].Call(world.Service, document.RootElement)?.ToJsonString(new JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
    }

    /// <summary>AWS's error: status, code, message.</summary>
    public static string Refusal(this ServiceWorld world, string operation, string json)
    {
        var error = Assert.ThrowsAny<LambdaServiceException>(() => world.Ask(operation, json));
        return $"{error.StatusCode} {error.ErrorCode}: {error.Message}";
    }

    /// <summary>One member of an answer as text.</summary>
    public static string? Member(this ServiceWorld world, string operation, string json, string member)
    {
        using var answer = JsonDocument.Parse(world.Ask(operation, json)!);
        return answer.RootElement.TryGetProperty(member, out var value) ? value.ToString() : null;
    }

    private static VersionEntry Version(string version, FunctionSettings settings) => new(version, settings, new CodePackage("c2hh", 3, 3))
    {
        RevisionId = $"revision of {version}",
        LastModified = "2026-01-02T03:04:05.000+0000",
        State = "Active",
        LastUpdateStatus = "Successful",
    };
}

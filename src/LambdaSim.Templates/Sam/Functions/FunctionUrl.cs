using LambdaSim.Templates.Documents;
using LambdaSim.Templates.Intrinsics;

namespace LambdaSim.Templates.Sam.Functions;

/// <summary>A function's URL, and the permissions that open it to everybody where it asks for no authorization.</summary>
internal static class FunctionUrl
{
    private static readonly Dictionary<string, string> CorsKinds = new(StringComparer.Ordinal)
    {
        ["AllowOrigins"] = "list", ["AllowMethods"] = "list", ["AllowCredentials"] = "bool", ["AllowHeaders"] = "list", ["ExposeHeaders"] = "list", ["MaxAge"] = "int",
    };

    public static void Add(SamResource function, FunctionAlias? alias, SamContext context)
    {
        if (function["FunctionUrlConfig"] is not MapNode config)
        {
            return;
        }

        Check(function, config);
        var target = Make.Ref(alias?.Id ?? function.Id);
        context.Add(
            function,
            function.Id + "Url",
            "AWS::Lambda::Url",
            Node.Map(
                ("TargetFunctionArn", target),
                ("AuthType", config["AuthType"]),
                ("Cors", config["Cors"]),
                ("InvokeMode", config["InvokeMode"])),
            function.Inherited);
        if (config["AuthType"] is not TextNode { Text: "NONE" })
        {
            return;
        }

        context.Add(
            function,
            function.Id + "UrlPublicPermissions",
            "AWS::Lambda::Permission",
            Node.Map(("Action", Node.Of("lambda:InvokeFunctionUrl")), ("FunctionName", target), ("Principal", Node.Of("*")), ("FunctionUrlAuthType", Node.Of("NONE"))),
            function.Inherited);
        context.Add(
            function,
            function.Id + "URLInvokeAllowPublicAccess",
            "AWS::Lambda::Permission",
            Node.Map(("Action", Node.Of("lambda:InvokeFunction")), ("FunctionName", target), ("Principal", Node.Of("*")), ("InvokedViaFunctionUrl", Node.Of(true))),
            function.Inherited);
    }

    private static void Check(SamResource function, MapNode config)
    {
        if (config["AuthType"] is not { } type || (!Intrinsic.Is(type) && type is not TextNode { Text: "AWS_IAM" or "NONE" }))
        {
            throw function.Invalid("AuthType is required to configure function property `FunctionUrlConfig`. Please provide either AWS_IAM or NONE.", config);
        }

        if (config["Cors"] is not { } cors || Intrinsic.Is(cors))
        {
            return;
        }

        if (cors is not MapNode map)
        {
            throw function.Invalid("Cors must be a dictionary, property Cors for FunctionUrlConfig", cors);
        }

        foreach (var (name, value) in map.Members)
        {
            if (!CorsKinds.TryGetValue(name, out var kind))
            {
                throw function.Invalid($"{name} is not a valid property for configuring Cors.", value);
            }

            if (!Intrinsic.Is(value) && !Is(value, kind))
            {
                throw function.Invalid($"{name} must be of type {kind}.", value);
            }
        }
    }

    private static bool Is(Node value, string kind) => kind switch
    {
        "list" => value is ListNode,
        "bool" => value is LiteralNode { Literal: LiteralKind.Boolean },
        _ => value is LiteralNode { Literal: LiteralKind.Number },
    };
}

using LambdaSim.Templates.Documents;
using LambdaSim.Templates.Intrinsics;

namespace LambdaSim.Templates.Sam.Functions;

/// <summary>What SAM refuses of a function before it makes anything of it.</summary>
internal static class FunctionRules
{
    public static void Check(SamResource function)
    {
        if (function["CapacityProviderConfig"] is not null && function["ProvisionedConcurrencyConfig"] is { } concurrency)
        {
            throw function.Invalid("Cannot specify 'CapacityProviderConfig' and 'ProvisionedConcurrencyConfig' together.", concurrency);
        }

        if (function["VersionDeletionPolicy"] is { } policy && !Intrinsic.Is(policy) && policy is not TextNode { Text: "Delete" or "Retain" })
        {
            throw function.Invalid("Property 'VersionDeletionPolicy' should be a one of the strings: 'Delete' or 'Retain'.", policy);
        }

        TagList.Check(function);
        DeadLetterQueue(function);
        Tenancy(function);
    }

    private static void DeadLetterQueue(SamResource function)
    {
        if (function["DeadLetterQueue"] is not MapNode queue || Intrinsic.Is(queue))
        {
            return;
        }

        if (Make.IsNull(queue["Type"]) || Make.IsNull(queue["TargetArn"]))
        {
            throw function.Invalid("'DeadLetterQueue' requires Type and TargetArn properties to be specified.", queue);
        }

        if (!Intrinsic.Is(queue["Type"]) && queue["Type"] is not TextNode { Text: "SQS" or "SNS" })
        {
            throw function.Invalid("'DeadLetterQueue' requires Type of ['SQS', 'SNS']", queue["Type"]);
        }
    }

    private static void Tenancy(SamResource function)
    {
        if (function["TenancyConfig"] is null)
        {
            return;
        }

        Refuse("ProvisionedConcurrencyConfig", "Provisioned concurrency");
        Refuse("FunctionUrlConfig", "Function URL");
        Refuse("SnapStart", "SnapStart");
        foreach (var type in ((function["Events"] as MapNode)?.Members ?? []).Select(e => Make.Text((e.Value as MapNode)?["Type"])))
        {
            if (type is not (null or "Api" or "HttpApi"))
            {
                throw function.Invalid($"Event source '{type}' is not supported for functions enabled with tenancy configuration. Only Api and HttpApi event sources are supported.", function["Events"]);
            }
        }

        void Refuse(string property, string what)
        {
            if (function[property] is { } value)
            {
                throw function.Invalid($"{what} is not supported for functions enabled with tenancy configuration.", value);
            }
        }
    }
}

using System.Text.Json.Nodes;

namespace LambdaSim.Tests.Functions.RandomSequences;

/// <summary>Members of inputs: one of a few good values, rarely a bad one.</summary>
internal sealed class Members(Dice dice)
{
    private const string Arn = $"arn:aws:lambda:{ModelService.Region}:{ModelService.Account}:function:";

    public string Name()
    {
        var name = dice.Of("f", "f", "f", "f", "g", "h");
        if (dice.Once(40))
        {
            return dice.Of("f!", $"arn:aws:lambda:us-west-2:{ModelService.Account}:function:{name}", $"arn:aws:lambda:{ModelService.Region}:222222222222:function:{name}", $"222222222222:function:{name}");
        }

        name = dice.Once(24) ? $"{name}:{Qualifier()}" : name;
        return dice.Of(name, name, name, $"function:{name}", $"{ModelService.Account}:function:{name}", $"{Arn}{name}");
    }

    /// <summary>Members of a good creation.</summary>
    public JsonObject New(string name) => new()
    {
        ["FunctionName"] = name,
        ["Role"] = Inputs.Role,
        ["Runtime"] = "python3.12",
        ["Handler"] = "a.b",
        ["Code"] = new JsonObject { ["ZipFile"] = Codes.Zip(dice.Of("a", "b", "c")) },
    };

    public void Function(string operation, JsonObject input)
    {
        switch (operation)
        {
            case "CreateFunction":
                foreach (var (member, value) in New("").Where(static m => m.Key != "FunctionName"))
                {
                    input[member] = value!.DeepClone();
                }

                Sometimes(input, "Code", 12, new JsonObject { ["ZipFile"] = Codes.Broken });
                Settings(input);
                Sometimes(input, "Publish", 3, true);
                break;
            case "UpdateFunctionConfiguration":
                Settings(input);
                Revision(input);
                break;
            case "UpdateFunctionCode":
                input["ZipFile"] = Code();
                Sometimes(input, "Publish", 3, true);
                Sometimes(input, "DryRun", 8, true);
                Revision(input);
                break;
            case "PublishVersion":
                Sometimes(input, "Description", 2, dice.Of("x", "y"));
                Sometimes(input, "CodeSha256", 6, Codes.Sha(dice.Of("a", "b")));
                Revision(input);
                break;
            case "ListVersionsByFunction":
                Sometimes(input, "MaxItems", 3, dice.Of(0, 1, 50));
                break;
            case "CreateAlias" or "UpdateAlias" or "GetAlias" or "DeleteAlias":
                Alias(operation, input);
                break;
            case "AddPermission" or "RemovePermission":
                Permission(operation, input);
                break;
            case "PutFunctionEventInvokeConfig" or "UpdateFunctionEventInvokeConfig":
                QualifierOf(input);
                Sometimes(input, "MaximumRetryAttempts", 2, dice.Of(0, 1, 2, 0, 1, 2, 0, 1, 2, 3));
                Sometimes(input, "MaximumEventAgeInSeconds", 2, dice.Of(60, 100, 21_600, 60, 100, 21_600, 59));
                break;
            case "CreateFunctionUrlConfig" or "UpdateFunctionUrlConfig":
                Sometimes(input, "Qualifier", 2, dice.Of("live", "live", "live", "next", "1"));
                Sometimes(input, "AuthType", operation[0] == 'C' ? 1 : 2, dice.Of("NONE", "AWS_IAM", "NONE", "AWS_IAM", "NONE", "AWS_IAM", "ALL"));
                Sometimes(input, "InvokeMode", 3, dice.Of("BUFFERED", "RESPONSE_STREAM", "BUFFERED", "RESPONSE_STREAM", "NEVER"));
                break;
            case "PutFunctionConcurrency":
                input["ReservedConcurrentExecutions"] = dice.Of(0, 5, 10, 20, 30, 60, 100, 101, -1);
                break;
            case "PutProvisionedConcurrencyConfig":
                ProvisionedQualifier(input);
                input["ProvisionedConcurrentExecutions"] = dice.Of(1, 2, 5, 1, 2, 5, 30, 60, 101, 0);
                break;
            case "GetProvisionedConcurrencyConfig" or "DeleteProvisionedConcurrencyConfig":
                ProvisionedQualifier(input);
                break;
            case "GetFunctionUrlConfig" or "DeleteFunctionUrlConfig":
                Sometimes(input, "Qualifier", 2, dice.Of("live", "live", "live", "next", "1"));
                break;
            case "PutFunctionRecursionConfig":
                input["RecursiveLoop"] = dice.Of("Allow", "Terminate", "Allow", "Sometimes");
                break;
            case "PutFunctionCodeSigningConfig":
                input["CodeSigningConfigArn"] = $"@signing:{dice.Of(0, 0, 1, 2)}";
                break;
            case "GetFunctionConcurrency" or "DeleteFunctionConcurrency" or "GetFunctionRecursionConfig" or "DeleteFunctionCodeSigningConfig":
                break;
            default:
                QualifierOf(input);
                break;
        }
    }

    public void Layer(string operation, JsonObject input)
    {
        input["LayerName"] = dice.Once(20) ? "l!" : dice.Of("k", "l");
        if (operation == "PublishLayerVersion")
        {
            input["Content"] = new JsonObject { ["ZipFile"] = Codes.Zip("a") };
            return;
        }

        input["VersionNumber"] = dice.Of(1, 1, 1, 1, 2, 0);
        if (operation.EndsWith("Permission", StringComparison.Ordinal))
        {
            input["StatementId"] = dice.Of("s", "t", "s", "t", "s", "s!");
            if (operation[0] == 'A')
            {
                input["Action"] = "lambda:GetLayerVersion";
                input["Principal"] = "*";
            }
        }
    }

    public void Tags(string operation, JsonObject input)
    {
        input["Resource"] = Arn + dice.Of("f", "f", "f", "f", "g", "h", "f:1", "g:live");
        switch (operation)
        {
            case "TagResource":
                input["Tags"] = dice.Below(10) switch
                {
                    0 => [],
                    1 => new JsonObject(Enumerable.Range(0, dice.Of(49, 50, 51)).Select(static n => KeyValuePair.Create($"k{n}", (JsonNode?)"v"))),
                    _ => new JsonObject { [dice.Of("a", "b", "c")] = dice.Of("1", "2") },
                };
                break;
            case "UntagResource":
                input["TagKeys"] = dice.Once(10) ? [] : new JsonArray(dice.Of("a", "b"), dice.Of("b", "c", "k7"));
                break;
        }
    }

    public void Signing(string operation, JsonObject input)
    {
        if (operation == "CreateCodeSigningConfig")
        {
            input["AllowedPublishers"] = new JsonObject { ["SigningProfileVersionArns"] = new JsonArray("arn:aws:signer:us-east-1:111111111111:/signing-profiles/p/v") };
        }
        else
        {
            input["CodeSigningConfigArn"] = $"@signing:{dice.Of(0, 0, 1, 2)}";
        }
    }

    public void Mapping(string operation, JsonObject input)
    {
        if (operation == "CreateEventSourceMapping")
        {
            input["FunctionName"] = Name();
            if (!dice.Once(20))
            {
                input["EventSourceArn"] = $"arn:aws:sqs:{ModelService.Region}:{ModelService.Account}:{dice.Of("q", "q", "r", "missing")}";
            }
        }
        else
        {
            input["UUID"] = $"@mapping:{dice.Of(0, 0, 1, 2)}";
        }

        if (operation is "CreateEventSourceMapping" or "UpdateEventSourceMapping")
        {
            Sometimes(input, "BatchSize", 3, dice.Of(1, 10, 10, 11, 0));
            Sometimes(input, "Enabled", 3, dice.Once(2));
        }
    }

    private void Settings(JsonObject input)
    {
        Sometimes(input, "Description", 2, dice.Of("", "one", "two"));
        Sometimes(input, "Timeout", 4, dice.Of(1, 10, 900, 2, 3, 0, 901));
        if (dice.Once(8))
        {
            input["Layers"] = new JsonArray([.. Enumerable.Range(0, dice.Below(3)).Select(_ => (JsonNode)$"{ModelService.LayerArn}{dice.Of("k", "l")}:{dice.Of(1, 1, 2)}")]);
        }
    }

    private void Alias(string operation, JsonObject input)
    {
        input["Name"] = dice.Once(20) ? "7" : dice.Of("live", "live", "next");
        if (operation is "GetAlias" or "DeleteAlias")
        {
            return;
        }

        Sometimes(input, "FunctionVersion", operation == "CreateAlias" ? 1 : 2, dice.Of("1", "1", "2", "3", "$LATEST", "1", "one"));
        Sometimes(input, "Description", 3, dice.Of("", "d"));
        if (dice.Once(3))
        {
            var weights = new JsonObject();
            for (var n = dice.Of(0, 1, 1, 1, 2); n > 0; n--)
            {
                weights[dice.Once(20) ? "$LATEST" : dice.Of("1", "2", "3")] = dice.Of(0.0, 0.25, 1.0, 0.5, 2.0);
            }

            input["RoutingConfig"] = new JsonObject { ["AdditionalVersionWeights"] = weights };
        }

        if (operation == "UpdateAlias")
        {
            Revision(input);
        }
    }

    private void Permission(string operation, JsonObject input)
    {
        QualifierOf(input);
        input["StatementId"] = dice.Of("s", "t", "s", "t", "s", "t", "s!");
        if (operation == "AddPermission")
        {
            input["Action"] = "lambda:InvokeFunction";
            input["Principal"] = dice.Of("s3.amazonaws.com", "222222222222", "*", "*", "*", "nobody");
        }

        Revision(input);
    }

    private void QualifierOf(JsonObject input) => Sometimes(input, "Qualifier", 2, dice.Once(30) ? "no!" : Qualifier());

    private void ProvisionedQualifier(JsonObject input) =>
        input["Qualifier"] = dice.Once(12) ? null : dice.Of("1", "1", "2", "live", "live", "live", "next", "$LATEST");

    private string Qualifier() => dice.Of("1", "1", "1", "2", "live", "live", "live", "next", "$LATEST", "9");

    private void Revision(JsonObject input) => Sometimes(input, "RevisionId", 4, dice.Of("@fresh", "@fresh", "@stale"));

    private string Code() => dice.Once(12) ? Codes.Broken : Codes.Zip(dice.Of("a", "a", "b", "c"));

    private void Sometimes(JsonObject input, string member, int @in, JsonNode? value)
    {
        if (dice.Once(@in))
        {
            input[member] = value;
        }
    }
}

using LambdaSim.Units;

namespace LambdaSim.Tests.Neighbours.Stores;

/// <summary>Secrets Manager: versions and their stages, and secrets that go.</summary>
public sealed class SecretTests : IDisposable
{
    private readonly Simulation _simulation = new();
    private readonly WireCaller _secrets;

    public SecretTests() => _secrets = new WireCaller(_simulation, "secretsmanager", "secretsmanager");

    public void Dispose()
    {
        _secrets.Dispose();
        _simulation.Dispose();
    }

    [Fact]
    [Pins("SEC-GET")]
    public void A_handler_reads_what_a_test_has_put()
    {
        _simulation.Secrets["orders/db"] = "xyz";
        var function = _simulation.AddFunction("f", static (string name, LambdaContext context) => context.Secrets[name]);

        Assert.Equal("xyz", function.Invoke("orders/db").Value<string>());
        Assert.Equal(("ResourceNotFoundException", "Secrets Manager can't find the specified secret."), _secrets.Refused("GetSecretValue", """{"SecretId":"none"}"""));
    }

    [Fact]
    [Pins("SEC-CREATE")]
    public void A_secret_has_an_ARN_with_six_letters_and_is_found_by_it()
    {
        var made = _secrets.Ask("CreateSecret", """{"Name":"a","SecretString":"1","ClientRequestToken":"01234567-0123-0123-0123-0123456789ab"}""");

        Assert.Matches("^arn:aws:secretsmanager:us-east-1:123456789012:secret:a-[A-Za-z0-9]{6}$", (string)made["ARN"]!);
        Assert.Equal("01234567-0123-0123-0123-0123456789ab", (string)made["VersionId"]!);
        Assert.Equal("1", (string)_secrets.Ask("GetSecretValue", $$"""{"SecretId":"{{made["ARN"]}}"}""")["SecretString"]!);
        Assert.Equal("1", (string)_secrets.Ask("GetSecretValue", $$"""{"SecretId":"{{((string)made["ARN"]!)[..^7]}}"}""")["SecretString"]!);
        Assert.Equal(("ResourceExistsException", "The operation failed because the secret a already exists."), _secrets.Refused("CreateSecret", """{"Name":"a","SecretString":"1"}"""));
    }

    [Fact]
    [Pins("SEC-VERSION", "SEC-STAGE")]
    public void A_new_value_is_the_current_one_and_the_one_before_the_previous()
    {
        _simulation.Secrets["a"] = "1";
        _simulation.Secrets["a"] = "2";
        _simulation.Secrets["a"] = "3";

        Assert.Equal(("3", "2"), (_simulation.Secrets["a"], _simulation.Secrets.Previous("a")));
        Assert.Equal("2", (string)_secrets.Ask("GetSecretValue", """{"SecretId":"a","VersionStage":"AWSPREVIOUS"}""")["SecretString"]!);
        Assert.Equal(2, _secrets.Ask("DescribeSecret", """{"SecretId":"a"}""")["VersionIdsToStages"]!.AsObject().Count);
        Assert.Equal(3, _secrets.Ask("ListSecretVersionIds", """{"SecretId":"a","IncludeDeprecated":true}""")["Versions"]!.AsArray().Count);
    }

    [Fact]
    [Pins("SEC-STAGE")]
    public void A_pending_version_becomes_the_current_one_when_its_stage_moves()
    {
        _simulation.Secrets["a"] = "1";
        var current = (string)_secrets.Ask("GetSecretValue", """{"SecretId":"a"}""")["VersionId"]!;
        var pending = (string)_secrets.Ask("PutSecretValue", """{"SecretId":"a","SecretString":"2","VersionStages":["AWSPENDING"]}""")["VersionId"]!;
        Assert.Equal("1", _simulation.Secrets["a"]);
        Assert.Contains("RemoveFromVersionId", _secrets.Refused("UpdateSecretVersionStage", $$"""{"SecretId":"a","VersionStage":"AWSCURRENT","MoveToVersionId":"{{pending}}"}""").Message, StringComparison.Ordinal);

        _secrets.Ask("UpdateSecretVersionStage", $$"""{"SecretId":"a","VersionStage":"AWSCURRENT","MoveToVersionId":"{{pending}}","RemoveFromVersionId":"{{current}}"}""");

        Assert.Equal(("2", "1"), (_simulation.Secrets["a"], _simulation.Secrets.Previous("a")));
    }

    [Fact]
    [Pins("SEC-VERSION")]
    public void The_same_token_with_the_same_value_is_the_same_version()
    {
        _simulation.Secrets["a"] = "1";
        const string Token = "01234567-0123-0123-0123-0123456789ab";
        _secrets.Ask("PutSecretValue", $$"""{"SecretId":"a","SecretString":"2","ClientRequestToken":"{{Token}}"}""");
        _secrets.Ask("PutSecretValue", $$"""{"SecretId":"a","SecretString":"2","ClientRequestToken":"{{Token}}"}""");

        Assert.Equal("ResourceExistsException", _secrets.Refused("PutSecretValue", $$"""{"SecretId":"a","SecretString":"3","ClientRequestToken":"{{Token}}"}""").Code);
        Assert.Equal(2, _secrets.Ask("ListSecretVersionIds", """{"SecretId":"a"}""")["Versions"]!.AsArray().Count);
    }

    [Fact]
    [Pins("SEC-DELETE")]
    public void A_deleted_secret_can_be_restored_until_its_window_is_over()
    {
        _simulation.Secrets["a"] = "1";
        Assert.Contains("between 7 and 30 days", _secrets.Refused("DeleteSecret", """{"SecretId":"a","RecoveryWindowInDays":6}""").Message, StringComparison.Ordinal);
        _secrets.Ask("DeleteSecret", """{"SecretId":"a","RecoveryWindowInDays":7}""");
        Assert.Equal("InvalidRequestException", _secrets.Refused("GetSecretValue", """{"SecretId":"a"}""").Code);
        Assert.Contains("scheduled for deletion", _secrets.Refused("CreateSecret", """{"Name":"a","SecretString":"1"}""").Message, StringComparison.Ordinal);

        _simulation.AdvanceBy(6.Days);
        _secrets.Ask("RestoreSecret", """{"SecretId":"a"}""");
        Assert.Equal("1", _simulation.Secrets["a"]);
        _secrets.Ask("DeleteSecret", """{"SecretId":"a","RecoveryWindowInDays":7}""");
        _simulation.AdvanceBy(7.Days);
        Assert.Equal("ResourceNotFoundException", _secrets.Refused("RestoreSecret", """{"SecretId":"a"}""").Code);
    }

    [Fact]
    [Pins("SEC-GET")]
    public void A_batch_gives_values_and_errors_one_by_one()
    {
        _simulation.Secrets["a"] = "1";
        _simulation.Secrets["b"] = "2";

        var answer = _secrets.Ask("BatchGetSecretValue", """{"SecretIdList":["a","none"]}""");
        Assert.Equal(("1", "ResourceNotFoundException"), ((string)answer["SecretValues"]![0]!["SecretString"]!, (string)answer["Errors"]![0]!["ErrorCode"]!));
        Assert.Equal(2, _secrets.Ask("BatchGetSecretValue", """{"Filters":[{"Key":"name","Values":["a","b"]}]}""")["SecretValues"]!.AsArray().Count);
    }

    [Fact]
    [Pins("SEC-RATE")]
    public void Handlers_that_read_too_often_are_throttled()
    {
        _simulation.Secrets["a"] = "1";
        _simulation.Secrets.ReadsPerSecond = 1;
        var function = _simulation.AddFunction("f", async (string id, LambdaContext _) =>
        {
            await _secrets.SendAsync("GetSecretValue", $$"""{"SecretId":"{{id}}"}""");
            return (string?)(await _secrets.SendAsync("GetSecretValue", $$"""{"SecretId":"{{id}}"}""")).Answer["__type"];
        });

        Assert.Equal("ThrottlingException", function.Invoke("a").Value<string>());
    }

    [Fact]
    public void Passwords_are_drawn_from_the_seed()
    {
        var first = (string)_secrets.Ask("GetRandomPassword", """{"PasswordLength":20,"ExcludePunctuation":true}""")["RandomPassword"]!;

        Assert.Matches("^(?=.*[a-z])(?=.*[A-Z])(?=.*[0-9])[A-Za-z0-9]{20}$", first);
        Assert.NotEqual(first, (string)_secrets.Ask("GetRandomPassword", """{"PasswordLength":20,"ExcludePunctuation":true}""")["RandomPassword"]!);
    }
}

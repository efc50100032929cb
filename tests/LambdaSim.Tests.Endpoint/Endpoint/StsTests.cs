using LambdaSim.Wire;

namespace LambdaSim.Tests.Endpoint;

/// <summary>Who asks.</summary>
public sealed class StsTests : IDisposable
{
    private readonly SqsWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    [Pins("STS-IDENTITY")]
    public async Task Who_asks_is_a_user_of_the_account()
    {
        var answer = await _world.Sts("Action=GetCallerIdentity&Version=2011-06-15", "111122223333");

        Assert.Equal(("111122223333", "arn:aws:iam::111122223333:user/lambdasim"), (answer.Texts("Account")[0], answer.Texts("Arn")[0]));
        Assert.Equal("https://sts.amazonaws.com/doc/2011-06-15/", answer.Xml.Name.NamespaceName);
    }

    [Fact]
    [Pins("STS-EXPIRY")]
    public async Task Assuming_a_role_gives_credentials()
    {
        var answer = await Assume();

        Assert.Equal("arn:aws:sts::210987654321:assumed-role/worker/me", answer.Texts("Arn")[0]);
        Assert.Matches("^ASIA[A-Z2-7]{16}$", answer.Texts("AccessKeyId")[0]);
        Assert.Equal(40, answer.Texts("SecretAccessKey")[0].Length);
        Assert.Equal("2099-12-31T23:59:59Z", answer.Texts("Expiration")[0]);
    }

    [Fact]
    [Pins("STS-IDENTITY")]
    public async Task An_assumed_role_is_who_asks_with_its_key()
    {
        var key = (await Assume()).Texts("AccessKeyId")[0];
        var answer = await _world.Sts("Action=GetCallerIdentity", key);

        Assert.Equal(("210987654321", "arn:aws:sts::210987654321:assumed-role/worker/me"), (answer.Texts("Account")[0], answer.Texts("Arn")[0]));
    }

    [Theory]
    [InlineData("000000000000")]
    [InlineData("123456789012")]
    [InlineData("999999999999")]
    [Pins("STS-KEY")]
    public void The_account_stands_in_the_access_key(string account)
    {
        Assert.Equal(account, AccessKeys.AccountOf(AccessKeys.Make(account, 1)));
        Assert.NotEqual(AccessKeys.Make(account, 1), AccessKeys.Make(account, 2));
    }

    [Fact]
    public async Task What_is_signed_with_the_key_of_a_role_is_its_accounts()
    {
        var key = (await Assume()).Texts("AccessKeyId")[0];
        var answer = await _world.Json("CreateQueue", """{"QueueName":"orders"}""", key);

        Assert.Equal("http://127.0.0.1:4566/210987654321/orders", (string?)answer.Json["QueueUrl"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("test")]
    [InlineData("AKIAIOSFODNN7EXAMPLE")]
    [InlineData("ASIA1111111111111111")]
    [InlineData("ASIA7777777777777777")]
    [InlineData("ASIAY34FZKBOKMUTVV7A")]
    public void Another_access_key_holds_no_account(string key) => Assert.Null(AccessKeys.AccountOf(key));

    [Theory]
    [InlineData("Action=GetSessionToken", "InvalidAction")]
    [InlineData("Version=2011-06-15", "MissingAction")]
    [InlineData("Action=AssumeRole&RoleSessionName=me", "ValidationError")]
    [InlineData("Action=AssumeRole&RoleArn=arn:aws:iam::210987654321:user/worker&RoleSessionName=me", "ValidationError")]
    [InlineData("Action=AssumeRole&RoleArn=arn:aws:iam::210987654321:role/worker&RoleSessionName=m", "ValidationError")]
    [InlineData("Action=AssumeRole&RoleArn=arn:aws:iam::210987654321:role/worker&RoleSessionName=me&DurationSeconds=60", "ValidationError")]
    public async Task What_is_not_simulated_or_not_right_is_refused(string form, string code)
    {
        var answer = await _world.Sts(form);

        Assert.Equal((400, code), (answer.Status, answer.Texts("Code")[0]));
    }

    private Task<SqsAnswer> Assume() => _world.Sts("Action=AssumeRole&RoleArn=arn:aws:iam::210987654321:role/path/worker&RoleSessionName=me");
}

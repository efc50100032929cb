using System.Xml.Linq;

namespace LambdaSim.Tests.Neighbours.Stores;

/// <summary>IAM: roles and policies as stored names.</summary>
public sealed class RoleTests : IDisposable
{
    private const string Trust = """{"Version":"2012-10-17","Statement":[]}""";

    private static readonly XNamespace _iam = "https://iam.amazonaws.com/doc/2010-05-08/";

    private readonly Simulation _simulation = new();
    private readonly HttpClient _http;

    public RoleTests() => _http = new HttpClient(_simulation.CreateHttpHandler()) { Timeout = Timeout.InfiniteTimeSpan };

    public void Dispose()
    {
        _http.Dispose();
        _simulation.Dispose();
    }

    [Fact]
    [Pins("IAM-NAMES")]
    public void A_role_is_a_name_with_policies_which_is_listed()
    {
        var role = Ask("CreateRole", ("RoleName", "worker"), ("AssumeRolePolicyDocument", Trust), ("Tags.member.1.Key", "k"), ("Tags.member.1.Value", "v")).Descendants(_iam + "Role").Single();
        Assert.Equal(("arn:aws:iam::123456789012:role/worker", Uri.EscapeDataString(Trust)), (role.Element(_iam + "Arn")!.Value, role.Element(_iam + "AssumeRolePolicyDocument")!.Value));
        Assert.StartsWith("AROA", role.Element(_iam + "RoleId")!.Value, StringComparison.Ordinal);

        Ask("PutRolePolicy", ("RoleName", "worker"), ("PolicyName", "own"), ("PolicyDocument", Trust));
        Ask("AttachRolePolicy", ("RoleName", "worker"), ("PolicyArn", "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"));
        Assert.Equal("own", Ask("ListRolePolicies", ("RoleName", "worker")).Descendants(_iam + "member").Single().Value);
        Assert.Equal("AWSLambdaBasicExecutionRole", Ask("ListAttachedRolePolicies", ("RoleName", "worker")).Descendants(_iam + "PolicyName").Single().Value);
        Assert.Empty(Ask("ListInstanceProfilesForRole", ("RoleName", "worker")).Descendants(_iam + "member"));
        Assert.Contains("IAM: roles and policies are names, whoever asks, may", _simulation.Unsimulated);
    }

    [Fact]
    [Pins("IAM-DELETE")]
    public void A_role_goes_only_without_policies()
    {
        Ask("CreateRole", ("RoleName", "worker"), ("AssumeRolePolicyDocument", Trust));
        Ask("PutRolePolicy", ("RoleName", "worker"), ("PolicyName", "own"), ("PolicyDocument", Trust));

        Assert.Equal(("DeleteConflict", "Cannot delete entity, must delete policies first."), Refused("DeleteRole", ("RoleName", "worker")));
        Ask("DeleteRolePolicy", ("RoleName", "worker"), ("PolicyName", "own"));
        Ask("DeleteRole", ("RoleName", "worker"));
        Assert.Equal(("NoSuchEntity", "The role with name worker cannot be found."), Refused("GetRole", ("RoleName", "worker")));
    }

    [Fact]
    [Pins("IAM-MANAGED")]
    public void A_policy_has_versions_one_of_them_the_default()
    {
        var arn = Ask("CreatePolicy", ("PolicyName", "p"), ("PolicyDocument", Trust)).Descendants(_iam + "Arn").Single().Value;
        Ask("CreatePolicyVersion", ("PolicyArn", arn), ("PolicyDocument", """{"Version":"2012-10-17"}"""), ("SetAsDefault", "true"));

        Assert.Equal("v2", Ask("GetPolicy", ("PolicyArn", arn)).Descendants(_iam + "DefaultVersionId").Single().Value);
        Assert.Equal(Uri.EscapeDataString(Trust), Ask("GetPolicyVersion", ("PolicyArn", arn), ("VersionId", "v1")).Descendants(_iam + "Document").Single().Value);
        Assert.Equal("DeleteConflict", Refused("DeletePolicyVersion", ("PolicyArn", arn), ("VersionId", "v2")).Code);
        Ask("DeletePolicyVersion", ("PolicyArn", arn), ("VersionId", "v1"));
        Ask("DeletePolicy", ("PolicyArn", arn));
        Assert.Equal("NoSuchEntity", Refused("GetPolicy", ("PolicyArn", arn)).Code);
        Assert.Equal("v1", Ask("GetPolicy", ("PolicyArn", "arn:aws:iam::aws:policy/AdministratorAccess")).Descendants(_iam + "DefaultVersionId").Single().Value);
    }

    [Fact]
    public void What_is_no_document_is_refused() => Assert.Equal("MalformedPolicyDocument", Refused("CreateRole", ("RoleName", "worker"), ("AssumeRolePolicyDocument", "no")).Code);

    private XElement Ask(string action, params (string Name, string Value)[] parameters)
    {
        var (status, answer) = Send(action, parameters);
        Assert.True(status == 200, $"{action}: {status} {answer}");
        return answer;
    }

    private (string Code, string Message) Refused(string action, params (string Name, string Value)[] parameters)
    {
        var (_, answer) = Send(action, parameters);
        var error = answer.Descendants().Single(static e => e.Name.LocalName == "Error");
        return (error.Elements().Single(static e => e.Name.LocalName == "Code").Value, error.Elements().Single(static e => e.Name.LocalName == "Message").Value);
    }

    private (int Status, XElement Answer) Send(string action, (string Name, string Value)[] parameters) => _simulation.Run(async () =>
    {
        using var form = new FormUrlEncodedContent([new("Action", action), new("Version", "2010-05-08"), .. parameters.Select(static p => KeyValuePair.Create(p.Name, p.Value))]);
        using var answer = await _http.PostAsync(new Uri("https://iam.amazonaws.com/"), form);
        return ((int)answer.StatusCode, XElement.Parse(await answer.Content.ReadAsStringAsync()));
    });
}

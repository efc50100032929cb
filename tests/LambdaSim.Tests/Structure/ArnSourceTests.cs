using System.Text.RegularExpressions;

namespace LambdaSim.Tests.Structure;

/// <summary>ARNs are read and written by one type.</summary>
public partial class ArnSourceTests
{
    private const string Type = "LambdaSim/Resources/Arn.cs";

    [Fact]
    public void No_code_beside_it_makes_or_splits_an_ARN_by_hand()
    {
        var sources = Path.Combine(Shared.ProjectRoot(), "src");
        var wrong = Directory.EnumerateFiles(sources, "*.cs", SearchOption.AllDirectories)
            .Select(path => (Path: Path.GetRelativePath(sources, path).Replace('\\', '/'), Lines: File.ReadAllLines(path)))
            .Where(f => !f.Path.Contains("/obj/", StringComparison.Ordinal) && f.Path != Type)
            .SelectMany(f => f.Lines.Where(IsByHand).Select(l => $"{f.Path}: {l.Trim()}"))
            .ToList();

        Assert.Empty(wrong);
    }

    [Theory]
    [InlineData("""var arn = $"arn:aws:sqs:{region}:{account}:{name}";""", true)]
    [InlineData("""if (text.StartsWith("arn:", StringComparison.Ordinal))""", true)]
    [InlineData("var service = arn.Split(':')[2];", true)]
    [InlineData("/// <summary>Such as <c>arn:aws:s3:::bucket</c>.</summary>", false)]
    [InlineData("""    public const string Role = @"arn:(aws[a-zA-Z-]*)?:iam::\d{12}:role/?[a-zA-Z_0-9+=,.@\-_/]+";""", false)]
    [InlineData("""    private static readonly WireShape _streamArn = Text(@"arn:aws.*:kinesis:.*:\d{12}:stream/\S+", 1, 2_048);""", false)]
    [InlineData("""        "arn:aws:iot:${AWS::Region}:${AWS::AccountId}:rule/${RuleName}",""", false)]
    [InlineData("""        new Constraints().Required("arn", request.Arn)""", false)]
    public void The_reader_tells_code_from_AWSs_patterns_and_documentation(string line, bool isByHand) => Assert.Equal(isByHand, IsByHand(line));

    private static bool IsByHand(string line) => !line.TrimStart().StartsWith("//", StringComparison.Ordinal) && ByHand().IsMatch(line) && !Pattern().IsMatch(line) && !CloudFormation().IsMatch(line);

    [GeneratedRegex("""["|(]arn:|Split\(':'""")]
    private static partial Regex ByHand();

    // A pattern that AWS publishes has a class of characters, or any, where a partition stands.
    [GeneratedRegex(@"arn:\(?\(?aws[^"":]*[\[.]")]
    private static partial Regex Pattern();

    // A text of CloudFormation, in which AWS puts Region and account.
    [GeneratedRegex(@"\$\{\{?AWS::")]
    private static partial Regex CloudFormation();
}

using System.Diagnostics;
using System.Globalization;
using System.Text;
using LambdaSim.Templates;
using LambdaSim.Units;

namespace LambdaSim.Benchmarks;

/// <summary>How long a template takes to become a world: read, translated, checked, built.</summary>
internal static class TemplateRunner
{
    // A role, and of each function three more: its queue, the mapping and a group of logs.
    private const int PerFunction = 4;

    public static bool Run(int resources, int rounds)
    {
        var text = Text(resources);
        Once(text);
        var best = TimeSpan.MaxValue;
        for (var i = 0; i < rounds; i++)
        {
            var once = Once(text);
            best = once < best ? once : best;
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{resources:N0} resources: a world in {best.TotalMilliseconds:N1} ms"));
        return best < TimeSpan.FromMilliseconds(200);
    }

    private static TimeSpan Once(string text)
    {
        var before = Stopwatch.GetTimestamp();
        using var simulation = Template.Parse(text).Simulate(static t => t.Handlers.ModelOthers(20.Milliseconds));
        return Stopwatch.GetElapsedTime(before);
    }

    private static string Text(int resources)
    {
        var text = new StringBuilder("""
            Resources:
              Role: { Type: AWS::IAM::Role, Properties: { AssumeRolePolicyDocument: { Version: "2012-10-17", Statement: [] } } }

            """);
        for (var i = 0; i < (resources - 1) / PerFunction; i++)
        {
            text.Append(string.Create(CultureInfo.InvariantCulture, $$"""
                  F{{i}}: { Type: AWS::Lambda::Function, Properties: { Runtime: dotnet8, Handler: "A::B::C", Role: !GetAtt Role.Arn, Code: { ZipFile: x }, Environment: { Variables: { QUEUE: !Ref Q{{i}} } } } }
                  Q{{i}}: { Type: AWS::SQS::Queue, Properties: { VisibilityTimeout: 60 } }
                  M{{i}}: { Type: AWS::Lambda::EventSourceMapping, Properties: { FunctionName: !Ref F{{i}}, EventSourceArn: !GetAtt Q{{i}}.Arn } }
                  L{{i}}: { Type: AWS::Logs::LogGroup, Properties: { LogGroupName: !Sub "/aws/lambda/${F{{i}}}", RetentionInDays: 7 } }

                """));
        }

        return text.ToString();
    }
}

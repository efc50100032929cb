using LambdaSim.Templates;
using LambdaSim.Units;

namespace LambdaSim.Snippets;

/// <summary>The C# of docs/templates.md, compiled and run by the tests.</summary>
public static class TemplateSnippets
{
    private const string Text = """
        Transform: AWS::Serverless-2016-10-31
        Parameters: { Batch: { Type: Number, Default: 1 } }
        Resources:
          Ship:
            Type: AWS::Serverless::Function
            Properties:
              FunctionName: ship
              Runtime: dotnet8
              Handler: Shop::LambdaSim.Snippets.ShipOrder::Handle
              CodeUri: ./src/Shop
              Events: { Orders: { Type: SQS, Properties: { Queue: !GetAtt Orders.Arn, BatchSize: !Ref Batch } } }
          Orders: { Type: AWS::SQS::Queue, Properties: { QueueName: orders, VisibilityTimeout: 30 } }
          Alarm: { Type: AWS::CloudWatch::Alarm, Properties: { MetricName: Errors, Namespace: AWS/Lambda } }
        """;

    public static void Simulated(TextWriter output)
    {
        using var folder = new TemplateFile(Text);
        var path = folder.Path;

        // begin-snippet: template
        using var simulation = Template.Load(path).Simulate(t => t.Handlers.From(typeof(ShipOrder).Assembly));

        simulation.Queues.Single().Send("7");
        simulation.AdvanceBy(1.Seconds);

        output.WriteLine(simulation["ship"].Metrics.Admitted);
        // end-snippet
    }

    public static void Inventory(TextWriter output)
    {
        using var folder = new TemplateFile(Text);
        var path = folder.Path;

        // begin-snippet: template-inventory
        var template = Template.Load(path, new StackInputs { StackName = "shop", Parameters = new Dictionary<string, string> { ["Batch"] = "10" } });
        foreach (var left in template.Inventory().LeftOut)
        {
            output.WriteLine($"{left.Id}: {left.Why}");
        }
        // end-snippet
    }

    public static void Bindings(TextWriter output)
    {
        using var folder = new TemplateFile(Text);
        var path = folder.Path;

        // begin-snippet: template-handlers
        using var simulation = Template.Load(path).Simulate(t =>
        {
            t.Handlers.Bind("Ship", (string order) => $"shipped {order}").ModelOthers(50.Milliseconds);
            t.Simulation = new SimulationOptions { Seed = 7 };
        });

        output.WriteLine(simulation["ship"].Invoke("7").Value<string>());
        // end-snippet
    }

    public static void Fault(TextWriter output)
    {
        var text = Text.Replace("VisibilityTimeout", "VisibilityTimout", StringComparison.Ordinal);

        // begin-snippet: template-error
        try
        {
            Template.Parse(text, "template.yaml").Simulate();
        }
        catch (TemplateException e)
        {
            output.WriteLine(e.Message);
        }
        // end-snippet
    }

    private sealed class TemplateFile : IDisposable
    {
        public TemplateFile(string text) => File.WriteAllText(Path, text);

        public string Path { get; } = System.IO.Path.GetTempFileName();

        public void Dispose() => File.Delete(Path);
    }
}

/// <summary>The function of the template.</summary>
public sealed class ShipOrder
{
    public void Handle(System.Text.Json.JsonElement batch) => _ = batch;
}

using LambdaSim.Templates.Documents;
using LambdaSim.Templates.Sam.Apis;
using LambdaSim.Templates.Sam.Connectors;
using LambdaSim.Templates.Sam.Globals;

namespace LambdaSim.Templates.Sam;

/// <summary>A SAM template as the CloudFormation that it stands for.</summary>
internal static class SamTransform
{
    public const string Name = "AWS::Serverless-2016-10-31";

    /// <summary>Translates the template. All of its faults are told at once, in SAM's words.</summary>
    /// <exception cref="TemplateException">SAM refuses the template.</exception>
    public static MapNode Translate(MapNode template, SamInputs inputs)
    {
        var faults = new List<SamFault>();
        template = LoopUnrolling.Apply(template, inputs);
        Stacks.ResourceTable.RequireFew(template["Resources"] as MapNode);
        try
        {
            SamDocument.Check(template);
            var context = new SamContext(template, inputs);
            if (Prepare(context))
            {
                TranslateResources(context);
            }

            faults.AddRange(context.Faults);
            if (faults.Count == 0)
            {
                return Finished(context);
            }
        }
        catch (SamFault fault)
        {
            faults.Add(fault);
        }

        TemplateError[] errors = [.. faults.OrderBy(f => f.LogicalId, StringComparer.Ordinal).Select(f => f.ToError())];
        throw new TemplateException(errors, summary: Message(errors));
    }

    /// <summary>SAM's own message for the errors of a template, in one text.</summary>
    public static string Message(IReadOnlyList<TemplateError> errors) =>
        Text.Invariant($"Invalid Serverless Application Specification document. Number of errors found: {errors.Count}. {string.Join(' ', errors.Select(e => e.Message))}");

    // What implicit resources find wrong ends the translation: the rest would only repeat it.
    private static bool Prepare(SamContext context)
    {
        foreach (var preparation in ApiTypes.Preparations)
        {
            preparation.Prepare(context);
            if (context.Faults.Count > 0)
            {
                return false;
            }
        }

        GlobalsMerge.Apply(context);
        EmbeddedConnectors.TakeOut(context);
        return true;
    }

    private static void TranslateResources(SamContext context)
    {
        foreach (var id in context.Resources.Members.OrderBy(Rank).Select(m => m.Key).ToArray())
        {
            if (context[id] is { } node && context.TypeOf(id) is { } type && SamTypes.Resources.TryGetValue(type, out var translator))
            {
                try
                {
                    var resource = SamDocument.Resource(id, node);
                    context.Remove(id);
                    translator.Translate(resource, context);
                }
                catch (SamFault fault) when (fault.LogicalId is not null)
                {
                    context.Fail(fault);
                }
            }
        }
    }

    // Functions and state machines add paths to APIs and notifications to buckets, which are made after them; connectors look at what was made.
    private static int Rank(KeyValuePair<string, Node> member) => Make.Text((member.Value as MapNode)?["Type"]) switch
    {
        "AWS::Serverless::Function" => 0,
        "AWS::Serverless::StateMachine" => 1,
        "AWS::Serverless::Api" or "AWS::Serverless::HttpApi" or "AWS::Serverless::WebSocketApi" => 2,
        "AWS::Serverless::Connector" => 4,
        _ => 3,
    };

    private static MapNode Finished(SamContext context)
    {
        context.Deployments.Emit(context);
        var template = context.Template.With("Resources", context.Resources);
        template = template["Transform"] switch
        {
            TextNode { Text: Name } => template.Without("Transform"),
            ListNode list when list.Items.Where(i => i is not TextNode { Text: Name }).ToArray() is var others =>
                others.Length == 0 ? template.Without("Transform") : template.With("Transform", new ListNode(others, list.Place)),
            _ => template,
        };
        return (MapNode)context.References.Resolve(template);
    }
}

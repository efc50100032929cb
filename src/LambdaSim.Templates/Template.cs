using LambdaSim.Templates.Documents;
using LambdaSim.Templates.Resources;
using LambdaSim.Templates.Sam;
using LambdaSim.Templates.Stacks;

namespace LambdaSim.Templates;

/// <summary>
/// A CloudFormation or SAM template with the values of its parameters: the system that it describes, to be simulated.
/// </summary>
/// <example>
/// <code>
/// using var simulation = Template.Load("template.yaml").Simulate(t =&gt; t.Handlers.From(typeof(ShipOrder).Assembly));
/// </code>
/// </example>
public sealed class Template
{
    private readonly Stack _stack;

    private Template(Stack stack) => _stack = stack;

    /// <summary>Reads a template's file, YAML or JSON.</summary>
    /// <param name="path">The file.</param>
    /// <param name="inputs">Values of parameters, exports of other stacks, the stack's name; null: the template's defaults.</param>
    /// <exception cref="TemplateException">The template has faults: each with its line, column and remedy.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static Template Load(string path, StackInputs? inputs = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        return Parse(File.ReadAllText(path), path, inputs);
    }

    /// <summary>Reads a template's text, YAML or JSON.</summary>
    /// <param name="text">The text.</param>
    /// <param name="file">The name of its file, for errors.</param>
    /// <param name="inputs">Values of parameters, exports of other stacks, the stack's name; null: the template's defaults.</param>
    /// <exception cref="TemplateException">The template has faults: each with its line, column and remedy.</exception>
    public static Template Parse(string text, string file = "", StackInputs? inputs = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(file);
        inputs ??= new StackInputs();
        return new Template(Stack.Of(Translated(DocumentText.Read(text, file), inputs), inputs, file));
    }

    /// <summary>The parameters that were given made-up values.</summary>
    public IReadOnlyList<string> MadeUpParameters => _stack.Parameters.MadeUp;

    /// <summary>The system, standing at virtual time 0: functions, queues, topics, tables, buckets, schedules, mappings, permissions, limits.</summary>
    /// <param name="configure">Says what runs for the functions, and how the simulation behaves.</param>
    /// <exception cref="TemplateException">A resource is wrong, or a function has neither code nor a duration. Nothing was built.</exception>
    public Simulation Simulate(Action<TemplateOptions>? configure = null)
    {
        var options = new TemplateOptions();
        configure?.Invoke(options);
        return WorldBuilder.Build(_stack, options.Simulation, options.Handlers, modelsAll: false).Simulation;
    }

    /// <summary>Which resources are simulated, and which are names alone. Everything is built once to find out; functions need no code.</summary>
    /// <exception cref="TemplateException">A resource is wrong.</exception>
    public Inventory Inventory()
    {
        var (simulation, inventory) = WorldBuilder.Build(_stack, new SimulationOptions(), new HandlerBindings(), modelsAll: true);
        simulation.Dispose();
        return inventory;
    }

    private static MapNode Translated(MapNode template, StackInputs inputs) => !Sections.Transforms(template).Contains(SamTransform.Name)
        ? template
        : SamTransform.Translate(template, new SamInputs(inputs.Parameters.ToDictionary(static p => p.Key, static p => (Node)Node.Of(p.Value), StringComparer.Ordinal), inputs.Region, KeepsLocalPaths: true));
}

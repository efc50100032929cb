using LambdaSim.Templates.Documents;

namespace LambdaSim.Templates.Sam;

/// <summary>A role while it is made: what events and properties add to it.</summary>
internal sealed class RoleDraft
{
    private readonly List<Node> _managed = [];
    private readonly List<Node> _policies = [];

    public IReadOnlyList<Node> Managed => _managed;

    public IReadOnlyList<Node> Policies => _policies;

    /// <summary>Attaches a managed policy once.</summary>
    public void Attach(Node arn)
    {
        if (!_managed.Any(m => NodeEquality.Equal(m, arn)))
        {
            _managed.Add(arn);
        }
    }

    public void Add(Node policy) => _policies.Add(policy);

    public void Add(Node? name, Node document) => _policies.Add(Node.Map(("PolicyName", name), ("PolicyDocument", document)));

    /// <summary>Adds an inline policy unless the role has the same.</summary>
    public void AddOnce(string name, Node document)
    {
        var policy = Node.Map(("PolicyName", Node.Of(name)), ("PolicyDocument", document));
        if (!_policies.Any(p => NodeEquality.Equal(p, policy)))
        {
            _policies.Add(policy);
        }
    }

    /// <summary>A document of SAM's making: it has no version.</summary>
    public static MapNode Statements(params IReadOnlyList<Node> statements) => Node.Map(("Statement", Node.List(statements)));

    public static MapNode Document(params IReadOnlyList<Node> statements) =>
        Node.Map(("Version", Node.Of("2012-10-17")), ("Statement", Node.List(statements)));

    public static MapNode Allow(Node action, Node resource) =>
        Node.Map(("Action", action), ("Effect", Node.Of("Allow")), ("Resource", resource));
}

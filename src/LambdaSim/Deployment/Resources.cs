using System.Collections.Immutable;
using LambdaSim.Worlds;

namespace LambdaSim.Deployment;

/// <summary>
/// Resources of services that the simulation does not have: streams, tables, buckets, subnets. Those that were declared exist; of a service of
/// which none was declared, all are taken to exist (rule CTL-RESOURCES).
/// </summary>
internal sealed class Resources
{
    private readonly SortedSet<string> _declared = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _services = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, byte[]> _contents = new(StringComparer.Ordinal);

    /// <summary>Whether only what was declared exists.</summary>
    public bool AreAllDeclared { get; set; }

    public void Declare(string arn, byte[]? content)
    {
        _declared.Add(arn);
        _services.Add(ServiceOf(arn));
        if (content is not null)
        {
            _contents[arn] = content;
        }
    }

    public bool IsDeclared(string arn) => _declared.Contains(arn);

    public bool Exists(string arn) =>
        _declared.Contains(arn)
        || (AreAllDeclared || _services.Contains(ServiceOf(arn)) ? _declared.Any(d => d.StartsWith($"{arn}/", StringComparison.Ordinal)) : true);

    public byte[]? Content(string arn) => _contents.GetValueOrDefault(arn);

    /// <summary>What was declared, as a value.</summary>
    public ServicePlan Plan => new() { AreAllDeclared = AreAllDeclared, Resources = _declared.ToImmutableSortedDictionary(static arn => arn, Content, StringComparer.Ordinal) };

    public void Take(ServicePlan plan)
    {
        AreAllDeclared = plan.AreAllDeclared;
        foreach (var (arn, content) in plan.Resources)
        {
            Declare(arn, content);
        }
    }

    private static string ServiceOf(string arn) => arn.Split(':') is [_, _, var service, ..] ? service : arn;
}

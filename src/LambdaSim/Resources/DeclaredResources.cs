namespace LambdaSim.Resources;

/// <summary>
/// Resources of services that the simulation does not have: streams, tables, buckets, subnets. Those that were declared exist; of a service of
/// which none was declared, all are taken to exist (rule CTL-RESOURCES).
/// </summary>
internal sealed class DeclaredResources
{
    private readonly SortedDictionary<string, DeclaredResource> _declared = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _services = new(StringComparer.Ordinal);

    /// <summary>Whether only what was declared exists.</summary>
    public bool AreAllDeclared { get; set; }

    public void Declare(Arn arn, byte[]? content)
    {
        var text = arn.ToString();
        _declared[text] = new DeclaredResource(arn) { Content = content ?? _declared.GetValueOrDefault(text)?.Content };
        _services.Add(arn.Service);
    }

    /// <summary>Exactly this one, as it was declared; null: it was not.</summary>
    public DeclaredResource? Declaration(Arn arn) => _declared.GetValueOrDefault(arn.ToString());

    /// <summary>This one, also if only something below it was declared, or nothing of its service; null: there is none.</summary>
    public DeclaredResource? Find(Arn arn) =>
        Under(arn) ?? (!AreAllDeclared && !_services.Contains(arn.Service) ? new DeclaredResource(arn) : null);

    /// <summary>This one, also if only something below it was declared; null: there is none.</summary>
    public DeclaredResource? Under(Arn arn) =>
        Declaration(arn) ?? (_declared.Keys.Any(d => d.StartsWith(arn.Below, StringComparison.Ordinal)) ? new DeclaredResource(arn) : null);

    /// <summary>What was declared, by ARN.</summary>
    public IReadOnlyCollection<DeclaredResource> All => _declared.Values;
}

/// <summary>A resource of which the simulation knows no more than its name.</summary>
internal sealed record DeclaredResource(Arn Arn) : IContent
{
    public string Kind => "resource";

    public string Name => Arn.Resource;

    /// <summary>The bytes of one that has some, such as an S3 object; null: it has none, or they are not known.</summary>
    public byte[]? Content { get; init; }

    ReadOnlyMemory<byte>? IContent.Content => Content is { } bytes ? bytes : (ReadOnlyMemory<byte>?)null;
}

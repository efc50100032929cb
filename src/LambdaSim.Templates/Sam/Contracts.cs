namespace LambdaSim.Templates.Sam;

/// <summary>A type of resource that the transform replaces.</summary>
internal interface IResourceType
{
    string Type { get; }

    /// <summary>Puts CloudFormation's resources into the context; the resource itself is taken out before.</summary>
    void Translate(SamResource resource, SamContext context);
}

/// <summary>A type of event of functions or state machines.</summary>
internal interface IEventType
{
    string Type { get; }

    void Translate(SamEvent e, SamContext context);
}

/// <summary>Work on the template before <c>Globals</c> are merged in: implicit resources come to be here.</summary>
internal interface IPreparation
{
    void Prepare(SamContext context);
}

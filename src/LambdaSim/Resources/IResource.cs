using NodaTime;

namespace LambdaSim.Resources;

/// <summary>Something that an ARN names.</summary>
internal interface IResource
{
    Arn Arn { get; }

    /// <summary>What it is called, in words for messages: <c>queue</c>, <c>function</c>.</summary>
    string Kind { get; }

    /// <summary>Its name among those of its kind, account and region.</summary>
    string Name { get; }

    /// <summary>Itself as what takes deliveries; null: it takes none.</summary>
    ISink? Sink => this as ISink;

    /// <summary>Itself as what can be polled; null: it cannot.</summary>
    ISource? Source => this as ISource;
}

/// <summary>The resources of one service in a simulation, of all accounts and regions.</summary>
internal interface IResourceBook
{
    /// <summary>The resource of an ARN of this service; null: there is none. A question changes nothing.</summary>
    IResource? Find(Arn arn);

    /// <summary>What was asked of the service and is not acted on, in words.</summary>
    IEnumerable<string> Notes => [];

    /// <summary>Whether what it does not find is not there; otherwise it may have been declared, or be taken to exist.</summary>
    bool IsComplete => true;
}

/// <summary>A resource whose ARN does not tell where it is.</summary>
internal interface IRegional : IResource
{
    string Region { get; }
}

/// <summary>A resource that has bytes, such as an object of a bucket.</summary>
internal interface IContent : IResource
{
    /// <summary>Null: they are not known.</summary>
    ReadOnlyMemory<byte>? Content { get; }

    /// <summary>An older or newer version of it; null: there is none of this name.</summary>
    IContent? Version(string version) => this;
}

/// <summary>What Lambda can send on to: dead-letter queues, destinations.</summary>
internal interface ISink : IResource
{
    /// <summary>How many bytes a delivery may have.</summary>
    int MaxBytes { get; }

    /// <summary>Hands it a delivery.</summary>
    Taken Take(Delivery delivery);
}

/// <summary>What an event source mapping can poll.</summary>
internal interface ISource : IResource
{
    /// <summary>How long what was received is hidden from everybody else; null: it is not hidden.</summary>
    Duration? Visibility { get; }
}

/// <summary>What became of a delivery.</summary>
internal enum Taken
{
    /// <summary>It is too large, or what was to take it is no more.</summary>
    Refused,

    /// <summary>It has arrived.</summary>
    Arrived,

    /// <summary>It arrives as an invocation, whose record tells of the delivery.</summary>
    OnItsWay,
}

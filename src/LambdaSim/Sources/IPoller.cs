namespace LambdaSim.Sources;

/// <summary>What reads a source for one mapping and invokes its function.</summary>
internal interface IPoller
{
    /// <summary>Polls from now on, or goes on with other settings.</summary>
    void Start(MappingSettings settings);

    /// <summary>Something may go on: a batch of the mapping has ended.</summary>
    void Wake();

    /// <summary>Polls no longer. Batches under way end as they end.</summary>
    void Stop();

    /// <summary>The mapping is no more: what it has read and is not done with is recorded, as far as no batch of it is under way.</summary>
    void Leave();

    /// <summary>The run is over: what is under way is recorded.</summary>
    void End();
}

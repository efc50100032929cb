using NodaTime;

namespace LambdaSim.Neighbours.Tables;

// Its changes as records.
public sealed partial class Table
{
    private TableStream? _stream;

    /// <summary>ARN of its stream; null: none was ever switched on.</summary>
    public string? StreamArn => LatestStream?.Arn.ToString();

    /// <summary>Null: it is off.</summary>
    internal TableStream? ActiveStream => _stream;

    /// <summary>The newest, also one that was switched off; null: there never was one.</summary>
    internal TableStream? LatestStream { get; private set; }

    /// <exception cref="TableException">It is on already.</exception>
    internal void StartStream(StreamView view)
    {
        if (_stream is not null)
        {
            throw TableException.Invalid($"Table already has an enabled stream: TableName: {Name}");
        }

        // Two of one instant need two names.
        var label = TableStream.LabelOf(Host.Now);
        for (var i = 1; Catalog.StreamOf(Name, label) is not null; i++)
        {
            label = TableStream.LabelOf(Host.Now + Duration.FromMilliseconds(i));
        }

        LatestStream = _stream = new TableStream(this, view, label);
        Catalog.Add(_stream);
    }

    /// <exception cref="TableException">There is none.</exception>
    internal void EndStream()
    {
        if (_stream is null)
        {
            throw TableException.Invalid($"Table has no enabled stream to disable: TableName: {Name}");
        }

        StopStream();
    }

    private void StopStream()
    {
        _stream?.Disable();
        _stream = null;
    }
}

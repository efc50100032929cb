namespace LambdaSim.Neighbours.Queues;

/// <summary>Messages in a row, linked through themselves: one can leave from wherever it stands, at the same cost however many there are.</summary>
internal class MessageChain(MessageSlot slot)
{
    public StoredMessage? First { get; private set; }

    public StoredMessage? Last { get; private set; }

    public StoredMessage? After(StoredMessage message) => message.Link(slot).After;

    public void Append(StoredMessage message)
    {
        ref var link = ref message.Link(slot);
        link = new MessageLink { Before = Last };
        if (Last is { } last)
        {
            last.Link(slot).After = message;
        }
        else
        {
            First = message;
        }

        Last = message;
    }

    public void Remove(StoredMessage message)
    {
        ref var link = ref message.Link(slot);
        if (link.Before is { } before)
        {
            before.Link(slot).After = link.After;
        }
        else
        {
            First = link.After;
        }

        if (link.After is { } after)
        {
            after.Link(slot).Before = link.Before;
        }
        else
        {
            Last = link.Before;
        }

        link = default;
    }

    /// <summary>All of them, the one at hand may leave.</summary>
    public IEnumerable<StoredMessage> Messages()
    {
        for (var message = First; message is not null;)
        {
            var next = After(message);
            yield return message;
            message = next;
        }
    }
}

using LambdaSim.Neighbours.Handover;
using LambdaSim.Randomness;
using LambdaSim.Resources;

namespace LambdaSim.Neighbours.Buses;

/// <summary>EventBridge of one account in one region: its buses.</summary>
internal sealed partial class BusService
{
    private const int MostBuses = 100;
    private const string OfNames = @"[/\.\-_A-Za-z0-9]+";

    private readonly SortedDictionary<string, Bus> _buses = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _notes = new(StringComparer.Ordinal);
    private readonly BusBook _book;
    private readonly ulong _idStream;
    private ulong _ids;

    public BusService(string account, string region, BusBook book)
    {
        (Account, Region, _book) = (account, region, book);
        _idStream = Draw.Stream(book.Host.Seed, Purpose.EventId, StableHash.Of($"{account}/{region}"));
        _buses.Add(Bus.Default, new Bus(Bus.Default, this) { CreatedAt = book.Start, ChangedAt = book.Start });
    }

    public string Account { get; }

    public string Region { get; }

    public INeighbourHost Host => _book.Host;

    public Courier Courier => _book.Courier;

    /// <summary>In ordinal order of their names.</summary>
    public IReadOnlyCollection<Bus> Buses => _buses.Values;

    /// <summary>What was asked for and is not acted on.</summary>
    public IReadOnlyCollection<string> Notes => _notes;

    public string NextId() => DeterministicGuid.At(_idStream, _ids++).ToString("D");

    public void Note(string what) => _notes.Add(what);

    /// <summary>A bus that an ARN names; null: there is none.</summary>
    public Bus? Find(Arn arn) =>
        arn.Resource.StartsWith("event-bus/", StringComparison.Ordinal) && _buses.TryGetValue(arn.Resource["event-bus/".Length..], out var bus) && bus.Arn == arn.ToString() ? bus : null;

    /// <summary>A bus by its name.</summary>
    /// <exception cref="BusServiceException">There is none.</exception>
    public Bus Get(string name) => _buses.GetValueOrDefault(name) ?? throw BusServiceException.NoBus(name);

    /// <summary>What a request means by a bus: a name, an ARN, or the default one.</summary>
    /// <exception cref="BusServiceException">It is neither, or there is none.</exception>
    public Bus Meant(string? nameOrArn, string member = "eventBusName")
    {
        new Constraints().Length(member, nameOrArn, 1, 1_600).Check();
        if (nameOrArn is null)
        {
            return _buses[Bus.Default];
        }

        if (!Arn.IsMeant(nameOrArn))
        {
            new Constraints().Characters(member, nameOrArn, "/.-_", OfNames).Check();
            return Get(nameOrArn);
        }

        return Arn.TryParse(nameOrArn, out var arn) && arn is { Service: Arn.Events, Account.Length: > 0, Region.Length: > 0 } && arn.Resource.StartsWith("event-bus/", StringComparison.Ordinal)
            ? _book.At(arn.Account, arn.Region).Get(arn.Resource["event-bus/".Length..])
            : throw BusServiceException.Validation($"Parameter {nameOrArn} is not valid. Reason: Provided Arn is not in correct format.");
    }

    /// <summary>CreateEventBus (rule EVB-BUS).</summary>
    public Bus Create(string? name, string? description = null)
    {
        new Constraints().Required("name", name).Length("name", name, 1, 256).Characters("name", name, "/.-_", OfNames).Length("description", description, 0, 512).Check();
        if (name!.Contains('/', StringComparison.Ordinal))
        {
            throw BusServiceException.Validation("Event bus name must not contain '/'.");
        }

        if (_buses.ContainsKey(name))
        {
            throw BusServiceException.BusExists(name);
        }

        if (_buses.Count > MostBuses)
        {
            throw BusServiceException.Limit();
        }

        var bus = new Bus(name, this) { CreatedAt = Host.Now, ChangedAt = Host.Now, Description = description };
        _buses.Add(name, bus);
        return bus;
    }

    /// <summary>DeleteEventBus: one that is not there is gone.</summary>
    public void Delete(string? name)
    {
        new Constraints().Required("name", name).Length("name", name, 1, 256).Check();
        if (name == Bus.Default)
        {
            throw BusServiceException.Validation("Cannot delete event bus default.");
        }

        if (_buses.TryGetValue(name!, out var bus) && bus.Rules.Count > 0)
        {
            throw BusServiceException.Validation($"Event bus {name} can't be deleted since it has rules.");
        }

        _buses.Remove(name!);
    }
}

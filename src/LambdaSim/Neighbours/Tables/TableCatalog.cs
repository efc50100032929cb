using LambdaSim.Neighbours.Tables.Expressions;
using LambdaSim.Randomness;
using LambdaSim.Resources;

namespace LambdaSim.Neighbours.Tables;

/// <summary>DynamoDB of one account in one Region: its tables (rules DDB-CREATE, DDB-STATES).</summary>
internal sealed class TableCatalog(string account, string region, TableBook book)
{
    private const int MostTables = 2_500, ShortestName = 3, LongestName = 255;

    private readonly SortedDictionary<string, Table> _tables = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _notes = new(StringComparer.Ordinal);
    private readonly List<TableStream> _streams = [];
    private readonly ulong _ids = Draw.Stream(book.Host.Seed, Purpose.TableId, StableHash.Of($"{account}/{region}"));
    private ulong _made;

    public string Account => account;

    public string Region => region;

    public TableBook Book => book;

    public INeighbourHost Host => book.Host;

    public IReadOnlyCollection<string> Notes => _notes;

    /// <summary>Expressions that requests have had.</summary>
    public ExpressionCache Expressions { get; } = new();

    /// <summary>Reads objects of C#.</summary>
    public PlainReader Plain { get; } = new();

    /// <summary>Answers to transactions with a token, for ten minutes.</summary>
    public TransactionTokens Tokens { get; } = new(book.Host);

    /// <summary>In the order of their names' bytes.</summary>
    public IReadOnlyCollection<Table> Tables
    {
        get
        {
            foreach (var gone in _tables.Values.Where(static t => t.IsGone).ToList())
            {
                _tables.Remove(gone.Name);
            }

            return _tables.Values;
        }
    }

    /// <summary>Streams of all tables, also of those that are no more, until their records are gone.</summary>
    public IReadOnlyList<TableStream> Streams
    {
        get
        {
            _streams.RemoveAll(static s => s.IsDeleted);
            return _streams;
        }
    }

    public Arn ArnOf(string name) => new("aws", TableBook.Arns, region, account, TableBook.OfTable + name);

    /// <summary>Null: there is none.</summary>
    public Table? Find(string name) => _tables.GetValueOrDefault(name) is { IsGone: false } table ? table : null;

    public TableStream? StreamOf(string table, string label) => Streams.FirstOrDefault(s => s.Table.Name == table && s.Label == label);

    /// <exception cref="TableException">There is none.</exception>
    public Table Get(string nameOrArn) => Addressed(nameOrArn) ?? throw TableException.NoTable(NameOf(nameOrArn));

    /// <summary>A table whose items can be reached.</summary>
    /// <exception cref="TableException">There is none, or it is being made.</exception>
    public Table ForItems(string nameOrArn) =>
        Addressed(nameOrArn) is { Status: TableStatus.Active or TableStatus.Updating } table ? table : throw TableException.NotFound();

    /// <summary>CreateTable, of what was checked.</summary>
    /// <exception cref="TableException">There is one of this name.</exception>
    public Table Create(TableDefinition definition, TimeLength? dwell = null)
    {
        if (Find(definition.Name) is not null)
        {
            throw TableException.Exists(definition.Name);
        }

        if (Tables.Count >= MostTables)
        {
            throw TableException.TooManyTables(MostTables);
        }

        book.Complete();
        var table = new Table(definition, this, DeterministicGuid.At(_ids, _made++), (dwell ?? book.Times.TableCreation).ToDuration());
        _tables[definition.Name] = table;
        return table;
    }

    /// <summary>A table that nobody has asked for over the API, active at once.</summary>
    /// <exception cref="ResourceConflictException">There is one of this name.</exception>
    public Table Add(string name, TableKey key, TableKey? sort, TableConfig config)
    {
        if (Find(name) is not null)
        {
            throw new ResourceConflictException($"Table already exists: {name}");
        }

        if (name.Length is < ShortestName or > LongestName || !name.All(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.'))
        {
            throw TableException.Invalid($"TableName '{name}' must be 3 to 255 letters, digits, hyphens, underscores and dots");
        }

        var definition = config.Definition(name, key, sort);
        CreateTableChecks.Check(definition);
        var table = Create(definition, NodaTime.Duration.Zero);
        if (config.TimeToLive is { } attribute)
        {
            table.SetTimeToLive(isEnabled: true, attribute);
        }

        return table;
    }

    public void Add(TableStream stream) => _streams.Add(stream);

    public void Note(string what) => _notes.Add(what);

    private Table? Addressed(string nameOrArn) =>
        !Arn.TryParse(nameOrArn, out var arn) ? Find(nameOrArn)
        : book.Existing(arn.Account, arn.Region)?.Find(NameOf(nameOrArn));

    private static string NameOf(string nameOrArn) =>
        Arn.TryParse(nameOrArn, out var arn) && arn.Resource.StartsWith(TableBook.OfTable, StringComparison.Ordinal) ? arn.Resource[TableBook.OfTable.Length..] : nameOrArn;
}

using System.Buffers;
using System.Text;
using LambdaSim.Configuration;
using LambdaSim.Engine;

namespace LambdaSim.Workloads;

/// <summary>
/// The functions of one file. A function gets a number when a row names it, and its place among the published ones when its first
/// arrival leaves the reader: the two orders differ where rows are put in order first.
/// </summary>
internal sealed class FunctionTable
{
    /// <summary>Longest name in bytes.</summary>
    public const int MaxName = 256;

    private const int MaxFunctions = 1_000_000;
    private const int Unknown = -1;

    private readonly NameTable _names = new();
    private readonly List<TraceFunction> _published = [];
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);
    private Entry[] _entries = new Entry[16];

    public FunctionTable() => Published = _published.AsReadOnly();

    /// <summary>The functions whose arrivals have left the reader, in that order.</summary>
    public IReadOnlyList<TraceFunction> Published { get; }

    /// <summary>The number of a function some row has named, or -1.</summary>
    public int Find(ReadOnlySpan<byte> key) => _names.Find(key);

    /// <summary>What is wrong with a name, or null.</summary>
    public string? Refuse(ReadOnlySpan<byte> name)
    {
        if (name.IsEmpty)
        {
            return "the function's name is empty";
        }

        if (name.Length > MaxName)
        {
            return Text.Invariant($"the function's name has {name.Length} bytes; at most {MaxName} are allowed");
        }

        if (!System.Text.Unicode.Utf8.IsValid(name))
        {
            return "the function's name is not valid UTF-8; save the file as UTF-8";
        }

        if (name.IndexOfAnyInRange((byte)0, (byte)0x1f) >= 0 || name.Contains((byte)0x7f))
        {
            return "the function's name holds a control character";
        }

        return _names.Count >= MaxFunctions ? Text.Invariant($"more than {MaxFunctions} different functions; is this the function's column?") : null;
    }

    /// <summary>Numbers a function under its own name, which <see cref="Refuse"/> has let pass.</summary>
    public int Add(ReadOnlySpan<byte> name) => Add(name, default, name);

    /// <summary>Numbers a function that is only unique within its application.</summary>
    /// <param name="key">What identifies it.</param>
    /// <param name="app">The application's id.</param>
    /// <param name="name">The function's id.</param>
    public int Add(ReadOnlySpan<byte> key, ReadOnlySpan<byte> app, ReadOnlySpan<byte> name)
    {
        var id = _names.Add(key);
        if (id == _entries.Length)
        {
            Array.Resize(ref _entries, id * 2);
        }

        _entries[id] = new Entry(DisplayName(app, name), Unknown, Unknown);
        return id;
    }

    /// <summary>What identifies a numbered function. It holds until the next one is added.</summary>
    public ReadOnlySpan<byte> Key(int id) => _names[id];

    /// <summary>The name of a numbered function.</summary>
    public string Name(int id) => _entries[id].Name;

    /// <summary>What is wrong with a row that says a function has this memory size (0: says nothing), or null (rule TRC-MEMORY).</summary>
    public string? RefuseMemory(int id, int memoryMb)
    {
        ref var entry = ref _entries[id];
        if (entry.MemoryMb == memoryMb || entry.MemoryMb == Unknown || memoryMb == 0)
        {
            return null;
        }

        return entry.MemoryMb == 0
            ? Text.Invariant($"memory {memoryMb} MB of {entry.Name}, of which earlier rows gave none; give it in the function's first row")
            : Text.Invariant($"memory {memoryMb} MB of {entry.Name}, which had {entry.MemoryMb} MB in earlier rows; name versions of their own as {entry.Name}:1, {entry.Name}:2");
    }

    /// <summary>Keeps the memory size that a function's first row says.</summary>
    public void SetMemory(int id, int memoryMb)
    {
        ref var entry = ref _entries[id];
        if (entry.MemoryMb == Unknown)
        {
            entry.MemoryMb = memoryMb;
        }
    }

    /// <summary>The place of a function among the published ones, which is the next if this is its first arrival.</summary>
    public int Publish(int id)
    {
        ref var entry = ref _entries[id];
        if (entry.Published == Unknown)
        {
            entry.Published = _published.Count;
            _published.Add(new TraceFunction(entry.Name, entry.MemoryMb > 0 ? entry.MemoryMb : null));
        }

        return entry.Published;
    }

    // Two 64-digit hashes make no readable name: eight digits of each do, and where those are taken, all of them.
    private string DisplayName(ReadOnlySpan<byte> app, ReadOnlySpan<byte> name)
    {
        var function = Encoding.UTF8.GetString(name);
        if (app.IsEmpty)
        {
            return function;
        }

        var application = Encoding.UTF8.GetString(app);
        var display = $"{Short(application)}-{Short(function)}";
        if (!_taken.Add(display))
        {
            display = $"{application}/{function}";
            while (!_taken.Add(display))
            {
                display += "'";
            }
        }

        return display;
    }

    private static readonly SearchValues<char> Hex = SearchValues.Create("0123456789abcdefABCDEF");

    private static string Short(string id) => id.Length >= 32 && !id.AsSpan().ContainsAnyExcept(Hex) ? id[..8] : id;

    private record struct Entry(string Name, int MemoryMb, int Published);
}

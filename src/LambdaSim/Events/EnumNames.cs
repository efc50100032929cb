using System.Globalization;
using System.Text;
using System.Text.Json;

namespace LambdaSim.Events;

/// <summary>The names of an enum's values, ready as UTF-8.</summary>
internal sealed class EnumNames
{
    private readonly byte[]?[] _names;

    private EnumNames(byte[]?[] names) => _names = names;

    public static EnumNames Of<T>()
        where T : struct, Enum
    {
        var names = new List<byte[]?>();
        foreach (var value in Enum.GetValues<T>())
        {
            var number = Convert.ToInt32(value, CultureInfo.InvariantCulture);
            while (names.Count <= number)
            {
                names.Add(null);
            }

            names[number] = Encoding.UTF8.GetBytes(value.ToString());
        }

        return new EnumNames([.. names]);
    }

    /// <summary>The values that have a name, in order.</summary>
    public IEnumerable<(int Value, string Name)> All =>
        _names.Select(static (name, value) => (value, name)).Where(static n => n.name is not null).Select(static n => (n.value, Encoding.UTF8.GetString(n.name!)));

    /// <summary>The name of a value; empty when it has none.</summary>
    public ReadOnlySpan<byte> this[int value] => value < _names.Length ? _names[value] : default;

    /// <summary>The name of a value; its number when it has none.</summary>
    public string Text(int value) => this[value] is { IsEmpty: false } name ? Encoding.UTF8.GetString(name) : Configuration.Text.Of(value);

    /// <summary>The value whose name is the reader's current string; -1 when there is none.</summary>
    public int Find(ref Utf8JsonReader reader)
    {
        for (var i = 0; i < _names.Length; i++)
        {
            if (_names[i] is { } name && reader.ValueTextEquals(name))
            {
                return i;
            }
        }

        return -1;
    }
}
